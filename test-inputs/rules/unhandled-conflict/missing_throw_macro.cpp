// The macros that throw come from a missing header. Written in capitals with THROW as one of its words, such a macro does
// not come back; with a condition among its words it may.
// schema: keyed.sql
#include "vendor/throw_exception.hpp"
#include <cstdio>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

struct StoreError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct DuplicateRow : StoreError {
  using StoreError::StoreError;
};

class Store {
public:
  bool step(const char *sql, const std::string &name) {
    const int rc = run(sql, name);
    if (rc == SQLITE_CONSTRAINT)
      VENDOR_THROW(DuplicateRow(sqlite3_errmsg(db)));
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
      VENDOR_THROW(StoreError(sqlite3_errmsg(db)));
    return rc == SQLITE_ROW;
  }
  bool stepIf(const char *sql, const std::string &name) {
    const int rc = run(sql, name);
    VENDOR_THROW_IF(rc == SQLITE_CONSTRAINT);
    return rc == SQLITE_ROW;
  }

private:
  int run(const char *sql, const std::string &name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    const int rc = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return rc;
  }
  sqlite3 *db = nullptr;
};

// What is thrown for the violation is taken apart.
bool toldApart(Store &store, const std::string &name) {
  try {
    if (!store.step("SELECT id FROM tags WHERE name = ?", name))
      store.step("INSERT INTO tags (name) VALUES (?)", name);
  } catch (const DuplicateRow &) {
    return true;
  } catch (const StoreError &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
  return true;
}

bool dropped(Store &store, const std::string &name) {
  if (!store.stepIf("SELECT id FROM tags WHERE name = ?", name))
    store.stepIf("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] warning "tags"
  return true;
}
