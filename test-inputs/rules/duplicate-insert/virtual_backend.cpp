// Two backends behind one interface: the pair is found per backend, never one's lookup with the other's insert.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

class Backend {
public:
  virtual ~Backend() = default;
  virtual bool has(const std::string &name) = 0;
  virtual void put(const std::string &name) = 0;
};

class TagBackend : public Backend {
public:
  explicit TagBackend(sqlite3 *db) : db(db) {}
  bool has(const std::string &name) override { return step("SELECT id FROM tags WHERE name = ?", name) == SQLITE_ROW; }
  void put(const std::string &name) override {
    step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] "tags"
  }

private:
  sqlite3 *db;
  int step(const char *sql, const std::string &name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    const int rc = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return rc;
  }
};

// Looks in tags and writes the log: innocent, unless its lookup were paired with the other class's insert.
class LogBackend : public Backend {
public:
  explicit LogBackend(sqlite3 *db) : db(db) {}
  bool has(const std::string &name) override { return step("SELECT id FROM tags WHERE name = ?", name) == SQLITE_ROW; }
  void put(const std::string &name) override { step("INSERT INTO log (line) VALUES (?)", name); }

private:
  sqlite3 *db;
  int step(const char *sql, const std::string &name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    const int rc = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return rc;
  }
};

void ensure(Backend &backend, const std::string &name) {
  if (!backend.has(name))
    backend.put(name);
}
