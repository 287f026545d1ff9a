// A member says whether a transaction is open, and what is called outside of one refuses to run.
// schema: plain.sql
#include <sqlite3.h>
#include <stdexcept>
#include <string>

class Book {
public:
  explicit Book(sqlite3 *db) : db(db) {}
  void begin() {
    run("BEGIN IMMEDIATE");
    open = true;
    ++uses;
  }
  void commit() {
    run("COMMIT");
    open = false;
  }
  void rollback() {
    run("ROLLBACK");
    open = false;
  }
  bool isOpen() const { return open; }

  // In the caller's transaction, or not at all.
  void ensure(const std::string &name) {
    if (!open)
      throw std::logic_error("no transaction");
    if (!has(name))
      add(name);
  }
  bool ensureOrRefuse(const std::string &name) {
    if (isOpen() == false)
      return false;
    if (!has(name))
      add(name);
    return true;
  }
  void ensureAnywhere(const std::string &name) {
    if (!has(name))
      add(name);
  }
  // Set with a transaction, too, but cleared by others: it says nothing of one.
  void ensureDirty(const std::string &name) {
    if (!dirty)
      throw std::logic_error("nothing to do");
    if (!has(name))
      add(name);
  }
  void beginDirty() {
    run("BEGIN IMMEDIATE");
    open = true;
    dirty = true;
  }
  void touch() { dirty = true; }
  void clean() {
    run("COMMIT");
    open = false;
    dirty = false;
  }
  // The flag is tested, and the transaction is none.
  void ensureOutside(const std::string &name) {
    if (open)
      throw std::logic_error("in a transaction");
    if (!has(name))
      add(name);
  }

private:
  void run(const char *sql) {
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db));
  }
  bool has(const std::string &name) {
    sqlite3_stmt *find = nullptr;
    sqlite3_prepare_v2(db, "SELECT 1 FROM tags WHERE name = ?", -1, &find, nullptr);
    sqlite3_bind_text(find, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    bool found = sqlite3_step(find) == SQLITE_ROW;
    sqlite3_finalize(find);
    return found;
  }
  void add(const std::string &name) {
    sqlite3_stmt *insert = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &insert, nullptr);
    sqlite3_bind_text(insert, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(insert);  // finding: [dbrace-duplicate-insert] finding: [dbrace-duplicate-insert] finding: [dbrace-duplicate-insert]
    sqlite3_finalize(insert);
  }

  sqlite3 *db;
  bool open = false;
  bool dirty = false;
  int uses = 0;
};
