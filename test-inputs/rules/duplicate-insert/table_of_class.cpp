// What a base class asks its own object for, such as a table's name, is what the class of that object says.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

class Store {
public:
  virtual ~Store() = default;
  void ensureAny(const char *name) {
    if (!find(name))
      add(name);  // finding: [dbrace-duplicate-insert]
  }

protected:
  virtual std::string noted() const = 0;
  bool find(const char *name) { return run("SELECT id FROM tags WHERE name = ?", name); }
  void add(const char *name) { run("INSERT INTO " + noted() + " (name) VALUES (?)", name); }

private:
  bool run(const std::string &sql, const char *name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  sqlite3 *db = nullptr;
};

class Plain : public Store {
public:
  void ensure(const char *name) {
    if (!find(name))
      add(name);  // finding: [dbrace-duplicate-insert]
  }

protected:
  std::string noted() const override { return "tags"; }
};

class Misses : public Store {
public:
  void ensure(const char *name) {
    if (!find(name))
      add(name);
  }

protected:
  std::string noted() const override { return "misses"; }
};
