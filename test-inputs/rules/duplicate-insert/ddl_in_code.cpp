// No schema is given; the CREATE TABLE texts of the program are the schema.
// schema: none
#include <sqlite3.h>

static const char *const tables[] = {
    "CREATE TABLE IF NOT EXISTS rooms (id INTEGER PRIMARY KEY AUTOINCREMENT, title VARCHAR(60) NOT NULL)",
    "CREATE TABLE IF NOT EXISTS seats (id INTEGER PRIMARY KEY, room INTEGER NOT NULL, number INTEGER NOT NULL, "
    "UNIQUE (room, number))",
};

static int step(sqlite3 *db, const char *sql, const char *value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value, -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

void create(sqlite3 *db) {
  for (const char *sql : tables)
    sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
}
void addRoom(sqlite3 *db, const char *title) {
  if (step(db, "SELECT id FROM rooms WHERE title = ?", title) != SQLITE_ROW)
    step(db, "INSERT INTO rooms (title) VALUES (?)", title);  // finding: [dbrace-duplicate-insert] "rooms"
}
bool addSeat(sqlite3 *db, int room, int number) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM seats WHERE room = ? AND number = ?", -1, &stmt, nullptr);
  sqlite3_bind_int(stmt, 1, room);
  sqlite3_bind_int(stmt, 2, number);
  const bool taken = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  if (taken)
    return false;
  sqlite3_prepare_v2(db, "INSERT INTO seats (room, number) VALUES (?, ?)", -1, &stmt, nullptr);
  sqlite3_bind_int(stmt, 1, room);
  sqlite3_bind_int(stmt, 2, number);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  if (rc == SQLITE_CONSTRAINT)
    return false;
  if (rc != SQLITE_DONE)
    throw rc;
  return true;
}
