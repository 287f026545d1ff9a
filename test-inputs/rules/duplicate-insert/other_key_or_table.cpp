// Lookups that decide an insert and still are no race of it: another table, another column, another row.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const std::string &value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
  return stmt;
}
static bool row(sqlite3 *db, const char *sql, const std::string &value) {
  sqlite3_stmt *stmt = prepare(db, sql, value);
  const bool found = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return found;
}

// A parent that must exist.
void otherTable(sqlite3 *db, const std::string &email) {
  if (!row(db, "SELECT id FROM archive WHERE email = ?", email))
    row(db, "INSERT INTO users (email) VALUES (?)", email);
}
// The column that is looked up is not written with that value.
void otherColumn(sqlite3 *db, const std::string &text) {
  if (!row(db, "SELECT id FROM users WHERE name = ?", text))
    row(db, "INSERT INTO users (email, name) VALUES (?, 'nobody')", text);
}
// Any row at all: a table that is filled once. The key of the insert was not looked up.
void anyRow(sqlite3 *db, const std::string &name) {
  if (!row(db, "SELECT id FROM settings WHERE owner = 0", name))
    row(db, "INSERT INTO settings (owner, name) VALUES (1, ?)", name);
}
// The same shape with one table, one column, one value.
void sameKey(sqlite3 *db, const std::string &email) {
  if (!row(db, "SELECT id FROM users WHERE email = ?", email))
    row(db, "INSERT INTO users (email) VALUES (?)", email);  // finding: [dbrace-duplicate-insert]
}
// Read after the insert, to get the id.
int readAfter(sqlite3 *db, const std::string &email) {
  row(db, "INSERT INTO users (email) VALUES (?)", email);
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  int id = -1;
  if (sqlite3_step(stmt) == SQLITE_ROW)
    id = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return id;
}
// Read, delete: nothing is inserted.
void removes(sqlite3 *db, const std::string &email) {
  if (!row(db, "SELECT id FROM archive WHERE email = ?", email))
    row(db, "DELETE FROM users WHERE email = ?", email);
}
