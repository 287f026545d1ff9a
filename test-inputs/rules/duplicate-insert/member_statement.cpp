// Statements live in members, are prepared in init() and run, reset and run again elsewhere.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

class TagStore {
public:
  bool init(sqlite3 *database) {
    db = database;
    return sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &lookup, nullptr) == SQLITE_OK &&
           sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &insert, nullptr) == SQLITE_OK &&
           sqlite3_prepare_v2(db, "INSERT INTO log (line) VALUES (?)", -1, &note, nullptr) == SQLITE_OK;
  }
  ~TagStore() {
    sqlite3_finalize(lookup);
    sqlite3_finalize(insert);
    sqlite3_finalize(note);
  }

  void ensure(const std::string &name) {
    sqlite3_reset(lookup);
    sqlite3_bind_text(lookup, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    if (sqlite3_step(lookup) == SQLITE_ROW)
      return;
    sqlite3_reset(insert);
    sqlite3_bind_text(insert, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(insert);  // finding: [dbrace-duplicate-insert] "tags"
  }
  // The same lookup, and a line in the log.
  void report(const std::string &name) {
    sqlite3_reset(lookup);
    sqlite3_bind_text(lookup, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    if (sqlite3_step(lookup) == SQLITE_ROW)
      return;
    sqlite3_reset(note);
    sqlite3_bind_text(note, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(note);
  }
  void copyIfKnown(const std::string &name) {
    sqlite3_reset(lookup);
    sqlite3_bind_text(lookup, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    if (sqlite3_step(lookup) != SQLITE_ROW)
      return;
    sqlite3_reset(insert);
    sqlite3_bind_text(insert, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(insert);
  }

private:
  sqlite3 *db = nullptr;
  sqlite3_stmt *lookup = nullptr, *insert = nullptr, *note = nullptr;
};

void use(TagStore &store, const std::string &name) {
  store.ensure(name);
  store.report(name);
  store.copyIfKnown(name);
}
