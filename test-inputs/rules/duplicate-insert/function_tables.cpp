// Backends as structures of functions in a list, one of which is picked by its name.
// schema: plain.sql
#include <sqlite3.h>

#include <array>
#include <string>
#include <string_view>

namespace {
bool run(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &s, nullptr);
  sqlite3_bind_text(s, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  bool row = sqlite3_step(s) == SQLITE_ROW;
  sqlite3_finalize(s);
  return row;
}
bool hasTag(sqlite3 *db, const std::string &name) { return run(db, "SELECT 1 FROM tags WHERE name = ?", name); }
bool addTag(sqlite3 *db, const std::string &name) {
  return run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
bool hasUser(sqlite3 *db, const std::string &name) { return run(db, "SELECT 1 FROM users WHERE name = ?", name); }
bool addUser(sqlite3 *db, const std::string &name) {
  return run(db, "INSERT INTO users (email, name) VALUES ('', ?)", name);
}

struct Kind {
  std::string_view name;
  bool (*has)(sqlite3 *, const std::string &);
  bool (*add)(sqlite3 *, const std::string &);
};
bool never(sqlite3 *, const std::string &) { return false; }
const Kind kinds[] = {{"tag", hasTag, addTag}, {"user", hasUser, never}, {"guest", never, addUser}};

const Kind *kindNamed(std::string_view name) {
  for (const Kind &kind : kinds)
    if (kind.name == name)
      return &kind;
  return nullptr;
}
}  // namespace

bool ensure(sqlite3 *db, std::string_view kindName, const std::string &name) {
  const Kind *kind = kindNamed(kindName);
  if (!kind)
    return false;
  return kind->has(db, name) || kind->add(db, name);
}
