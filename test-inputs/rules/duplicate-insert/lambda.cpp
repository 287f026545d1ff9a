// Lambdas that look up, lambdas that insert, a std::function, and a helper that takes either.
// schema: plain.sql
#include <sqlite3.h>
#include <functional>
#include <string>

static bool step(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void localLambdas(sqlite3 *db, const std::string &name) {
  auto known = [db](const std::string &which) { return step(db, "SELECT id FROM tags WHERE name = ?", which); };
  auto create = [&] {
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  };
  if (!known(name))
    create();
}

static void unless(bool condition, const std::function<void()> &action) {
  if (!condition)
    action();
}
void functionObject(sqlite3 *db, const std::string &name) {
  unless(step(db, "SELECT id FROM tags WHERE name = ?", name), [&] {
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  });
}

static void whenever(bool condition, const std::function<void()> &action) {
  if (condition)
    action();
}
void functionObjectFound(sqlite3 *db, const std::string &name) {
  whenever(step(db, "SELECT id FROM tags WHERE name = ?", name), [&] { step(db, "INSERT INTO tags (name) VALUES (?)", name); });
}
// The lambda that inserts is made and never called.
void neverCalled(sqlite3 *db, const std::string &name) {
  auto create = [&] { step(db, "INSERT INTO tags (name) VALUES (?)", name); };
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO log (line) VALUES (?)", name);
  (void)create;
}
