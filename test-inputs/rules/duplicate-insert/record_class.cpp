// A record class with lookup() and insert(); its table is a constructor argument.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

class Record {
public:
  Record(sqlite3 *db, std::string table, std::string column) : db(db), table(std::move(table)), column(std::move(column)) {}
  virtual ~Record() = default;
  void set(const std::string &value) { key = value; }
  bool lookup() { return run("SELECT id FROM " + table + " WHERE " + column + " = ?") == SQLITE_ROW; }
  bool insert() { return run("INSERT INTO " + table + " (" + column + ") VALUES (?)") == SQLITE_DONE; }

private:
  sqlite3 *db;
  std::string table, column, key;

  int run(const std::string &sql) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, key.c_str(), -1, SQLITE_TRANSIENT);
    const int rc = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return rc;
  }
};

class TagRecord : public Record {
public:
  explicit TagRecord(sqlite3 *db) : Record(db, "tags", "name") {}
};

void ensureTag(sqlite3 *db, const std::string &name) {
  TagRecord tag(db);
  tag.set(name);
  if (!tag.lookup())
    tag.insert();  // finding: [dbrace-duplicate-insert] "tags"
}
// Another record object, for the log.
void logTag(sqlite3 *db, const std::string &name) {
  TagRecord tag(db);
  Record line(db, "log", "line");
  tag.set(name);
  line.set(name);
  if (!tag.lookup())
    line.insert();
}
// The key changes in between.
void ensureNext(sqlite3 *db, const std::string &name, const std::string &next) {
  TagRecord tag(db);
  tag.set(name);
  if (!tag.lookup()) {
    tag.set(next);
    tag.insert();
  }
}
