// Lists of results that a loop runs over, or a search looks through; functions that call themselves.
// schema: plain.sql
#include <sqlite3.h>
#include <map>
#include <string>
#include <vector>

struct Tag {
  long long id = -1;
  std::string label;
};
class Query {
public:
  Query(sqlite3 *db, const char *sql, const std::string &name) {
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  }
  ~Query() { sqlite3_finalize(stmt); }
  bool next() { return sqlite3_step(stmt) == SQLITE_ROW; }
  long long id() { return sqlite3_column_int64(stmt, 0); }

private:
  sqlite3_stmt *stmt = nullptr;
};
static std::vector<Tag> tagsNamed(sqlite3 *db, const std::string &name) {
  std::vector<Tag> tags;
  Query query(db, "SELECT id FROM tags WHERE name = ?", name);
  while (query.next()) {
    Tag tag;
    tag.id = query.id();
    tags.push_back(tag);
  }
  return tags;
}

void leftFromTheLoop(sqlite3 *db, const std::string &name) {
  for (const Tag &tag : tagsNamed(db, name)) {
    sqlite3_log(0, "%s", tag.label.c_str());
    return;
  }
  Query(db, "INSERT INTO tags (name) VALUES (?)", name).next();  // finding: [dbrace-duplicate-insert]
}
void atTheEnd(sqlite3 *db, const std::string &name) {
  const std::vector<Tag> tags = tagsNamed(db, name);
  if (tags.begin() == tags.end())
    Query(db, "INSERT INTO tags (name) VALUES (?)", name).next();  // finding: [dbrace-duplicate-insert]
}
void whenThere(sqlite3 *db, const std::string &name) {
  const std::vector<Tag> tags = tagsNamed(db, name);
  if (tags.begin() != tags.end())
    Query(db, "INSERT INTO tags (name) VALUES (?)", name).next();
}
void forEach(sqlite3 *db, const std::string &name) {
  for (const Tag &tag : tagsNamed(db, name))
    Query(db, "INSERT INTO tags (name) VALUES (?)", tag.label).next();
}
void underItsName(sqlite3 *db, const std::string &name) {
  std::map<std::string, long long> ids;
  Query query(db, "SELECT id FROM tags WHERE name = ?", name);
  if (query.next())
    ids.insert({name, query.id()});
  if (!ids.count(name))
    Query(db, "INSERT INTO tags (name) VALUES (?)", name).next();  // finding: [dbrace-duplicate-insert]
}
void underAnotherName(sqlite3 *db, const std::string &name, const std::string &other) {
  std::map<std::string, long long> ids;
  Query query(db, "SELECT id FROM tags WHERE name = ?", name);
  ids[other] = 1;
  if (query.next())
    ids[name] = query.id();
  if (!ids.count(other))
    Query(db, "INSERT INTO tags (name) VALUES (?)", name).next();
}

// It calls itself when it has inserted.
long long idOf(sqlite3 *db, const std::string &name) {
  Query query(db, "SELECT id FROM tags WHERE name = ?", name);
  if (query.next())
    return query.id();
  Query(db, "INSERT INTO tags (name) VALUES (?)", name).next();  // finding: [dbrace-duplicate-insert]
  return idOf(db, name);
}
static long long made(sqlite3 *db, const std::string &name);
static long long found(sqlite3 *db, const std::string &name) {
  Query query(db, "SELECT id FROM tags WHERE name = ?", name);
  return query.next() ? query.id() : made(db, name);
}
static long long made(sqlite3 *db, const std::string &name) {
  Query(db, "INSERT INTO tags (name) VALUES (?)", name).next();  // finding: [dbrace-duplicate-insert]
  return found(db, name);
}
