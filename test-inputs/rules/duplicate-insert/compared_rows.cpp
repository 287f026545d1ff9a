// All rows are read, and the program looks for the key among them.
// schema: plain.sql
#include <sqlite3.h>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

class Query {
public:
  Query(sqlite3 *db, const char *sql) { sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr); }
  ~Query() { sqlite3_finalize(stmt); }
  bool next() { return sqlite3_step(stmt) == SQLITE_ROW; }
  std::string text(int column) { return reinterpret_cast<const char *>(sqlite3_column_text(stmt, column)); }
  int number(int column) { return sqlite3_column_int(stmt, column); }

private:
  sqlite3_stmt *stmt = nullptr;
};
static void addTag(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt);  // finding: [dbrace-duplicate-insert] // finding: [dbrace-duplicate-insert] // finding: [dbrace-duplicate-insert] // finding: [dbrace-duplicate-insert] // finding: [dbrace-duplicate-insert] "tags.name"
  sqlite3_finalize(stmt);
}

void inALoop(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  bool found = false;
  sqlite3_prepare_v2(db, "SELECT name FROM tags", -1, &stmt, nullptr);
  while (sqlite3_step(stmt) == SQLITE_ROW)
    if (std::strcmp(reinterpret_cast<const char *>(sqlite3_column_text(stmt, 0)), name) == 0) {
      found = true;
      break;
    }
  sqlite3_finalize(stmt);
  if (!found)
    addTag(db, name);
}
void inASet(sqlite3 *db, const std::vector<std::string> &names) {
  std::set<std::string> known;
  for (Query query(db, "SELECT name FROM tags"); query.next();)
    known.insert(query.text(0));
  for (const std::string &name : names) {
    if (known.count(name))
      continue;
    addTag(db, name);
  }
}
struct Known {
  std::unordered_set<std::string> names;
  explicit Known(sqlite3 *db) {
    Query query(db, "SELECT id, name FROM tags");
    while (query.next())
      names.insert(query.text(1));
  }
  bool has(const std::string &name) const { return names.find(name) != names.end(); }
};
void inAMember(sqlite3 *db, const std::string &name) {
  Known known(db);
  if (!known.has(name))
    addTag(db, name);
}
int inAMap(sqlite3 *db, const std::string &name) {
  std::map<std::string, int> ids;
  Query query(db, "SELECT id, name FROM tags");
  while (query.next())
    ids[query.text(1)] = query.number(0);
  auto at = ids.find(name);
  if (at != ids.end())
    return at->second;
  addTag(db, name);
  return 0;
}
void inAList(sqlite3 *db, const std::string &name) {
  std::vector<std::string> names;
  Query query(db, "SELECT name FROM tags");
  while (query.next())
    names.push_back(query.text(0));
  for (const std::string &one : names)
    if (one == name)
      return;
  addTag(db, name);
}

// Those that are there are written again.
void whenInSet(sqlite3 *db, const std::string &name) {
  std::set<std::string> known;
  for (Query query(db, "SELECT name FROM tags"); query.next();)
    known.insert(query.text(0));
  if (known.count(name))
    addTag(db, name);
}
// Another one is written.
void another(sqlite3 *db, const std::string &name, const std::string &other) {
  std::set<std::string> known;
  for (Query query(db, "SELECT name FROM tags"); query.next();)
    known.insert(query.text(0));
  if (!known.count(name))
    addTag(db, other);
}
// The set is of another column, or of another table.
void otherColumn(sqlite3 *db, const std::string &name) {
  std::set<std::string> known;
  for (Query query(db, "SELECT id FROM tags"); query.next();)
    known.insert(query.text(0));
  if (!known.count(name))
    addTag(db, name);
}
void otherTable(sqlite3 *db, const std::string &name) {
  std::set<std::string> known;
  for (Query query(db, "SELECT name FROM users"); query.next();)
    known.insert(query.text(0));
  if (!known.count(name))
    addTag(db, name);
}
// A set that no query has filled.
void remembered(sqlite3 *db, const std::string &name) {
  static std::set<std::string> seen;
  Query query(db, "SELECT name FROM tags");
  while (query.next())
    seen.clear();
  if (seen.insert(name).second)
    addTag(db, name);
}

// What is there is compared to see whether it has changed: a history has a value many times.
class Lookup {
public:
  Lookup(sqlite3 *db, const std::string &owner) {
    sqlite3_prepare_v2(db, "SELECT value FROM settings WHERE owner = ?", -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, owner.c_str(), -1, SQLITE_TRANSIENT);
  }
  ~Lookup() { sqlite3_finalize(stmt); }
  std::string value() { return sqlite3_step(stmt) == SQLITE_ROW ? text() : std::string(); }

private:
  std::string text() { return reinterpret_cast<const char *>(sqlite3_column_text(stmt, 0)); }
  sqlite3_stmt *stmt = nullptr;
};
void whenChanged(sqlite3 *db, const std::string &owner, const std::string &value) {
  if (Lookup(db, owner).value() == value)
    return;
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO settings (owner, value) VALUES (?, ?)", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, owner.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, value.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
}
