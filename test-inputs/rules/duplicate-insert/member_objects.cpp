// Statements are members of a class of the program's own, prepared by its constructor.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

class Statement {
public:
  Statement(sqlite3 *db, const char *sql) { sqlite3_prepare_v2(db, sql, -1, &handle, nullptr); }
  ~Statement() { sqlite3_finalize(handle); }
  Statement &bind(int index, const std::string &value) {
    sqlite3_bind_text(handle, index, value.c_str(), -1, SQLITE_TRANSIENT);
    return *this;
  }
  bool step() { return sqlite3_step(handle) == SQLITE_ROW; }
  void reset() { sqlite3_reset(handle); }

private:
  sqlite3_stmt *handle = nullptr;
};

class Tags {
public:
  explicit Tags(sqlite3 *db)
      : find(db, "SELECT id FROM tags WHERE name = ?"), insert(db, "INSERT INTO tags (name) VALUES (?)"),
        log(db, "INSERT INTO log (line) VALUES (?)") {}
  void add(const std::string &name) {
    find.reset();
    if (find.bind(1, name).step())
      return;
    insert.reset();
    insert.bind(1, name).step();  // finding: [dbrace-duplicate-insert]
  }
  // Into another table.
  void note(const std::string &name) {
    find.reset();
    if (find.bind(1, name).step())
      return;
    log.reset();
    log.bind(1, name).step();
  }

private:
  Statement find, insert, log;
};

void addBoth(sqlite3 *db) {
  Tags tags(db);
  tags.add("new");
  tags.note("new");
}
