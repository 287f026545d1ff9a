// The next number is the greatest one and one.
// schema: bookings.sql
#include <sqlite3.h>
#include <string>

static sqlite3_int64 number(sqlite3 *db, const char *sql, sqlite3_int64 list) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_int64 result = 0;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_int64(stmt, 1, list);
  if (sqlite3_step(stmt) == SQLITE_ROW)
    result = sqlite3_column_int64(stmt, 0);
  sqlite3_finalize(stmt);
  return result;
}
static bool write(sqlite3 *db, const char *sql, sqlite3_int64 list, sqlite3_int64 pos) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_int64(stmt, 1, list);
  sqlite3_bind_int64(stmt, 2, pos);
  const bool ok = sqlite3_step(stmt) == SQLITE_DONE;
  sqlite3_finalize(stmt);
  return ok;
}

void append(sqlite3 *db, sqlite3_int64 list) {
  const sqlite3_int64 last = number(db, "SELECT MAX(pos) FROM steps WHERE list = ?", list);
  write(db, "INSERT INTO steps (list, pos) VALUES (?, ?)", list, last + 1);  // finding: [dbrace-max-plus-one] warning "steps.pos"
}
void appendByTheDatabase(sqlite3 *db, sqlite3_int64 list) {
  const sqlite3_int64 next = number(db, "SELECT COALESCE(MAX(pos), 0) + 1 FROM steps WHERE list = ?", list);
  write(db, "INSERT INTO steps (list, pos) VALUES (?, ?)", list, next);  // finding: [dbrace-max-plus-one] "steps.(list, pos)"
}
void appendAfterTheLast(sqlite3 *db, sqlite3_int64 list) {
  sqlite3_int64 last = number(db, "SELECT pos FROM steps WHERE list = ? ORDER BY pos DESC LIMIT 1", list);
  ++last;
  write(db, "INSERT INTO steps (list, pos) VALUES (?, ?)", list, last);  // finding: [dbrace-max-plus-one]
}
// The row that was last is written once more, elsewhere.
void copyLast(sqlite3 *db, sqlite3_int64 list) {
  const sqlite3_int64 last = number(db, "SELECT MAX(pos) FROM steps WHERE list = ?", list);
  write(db, "INSERT INTO archive (id, number) VALUES (?, ?)", list, last + 1);
}
// The number of one list says nothing about another one's.
void appendToAnother(sqlite3 *db, sqlite3_int64 list) {
  const sqlite3_int64 last = number(db, "SELECT MAX(pos) FROM steps WHERE list = 3", list);
  write(db, "INSERT INTO steps (list, pos) VALUES (?, ?)", 4, last + 1);
}
// What was read is shown, and a number of the program's own is stored.
sqlite3_int64 countOnward(sqlite3 *db, sqlite3_int64 list, sqlite3_int64 mine) {
  const sqlite3_int64 last = number(db, "SELECT MAX(pos) FROM steps WHERE list = ?", list);
  write(db, "INSERT INTO steps (list, pos) VALUES (?, ?)", list, mine);
  return last;
}
// Nobody else writes from BEGIN IMMEDIATE on.
void appendAlone(sqlite3 *db, sqlite3_int64 list) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  const sqlite3_int64 last = number(db, "SELECT MAX(pos) FROM steps WHERE list = ?", list);
  write(db, "INSERT INTO steps (list, pos) VALUES (?, ?)", list, last + 1);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}
// In one statement SQLite lets nobody in between.
void appendAtOnce(sqlite3 *db) {
  sqlite3_exec(db, "INSERT INTO steps (list, pos) SELECT 1, COALESCE(MAX(pos), 0) + 1 FROM steps WHERE list = 1", nullptr, nullptr, nullptr);
}
// The last one that was written, and not the greatest.
void smooth(sqlite3 *db, sqlite3_int64 list, sqlite3_int64 value) {
  const sqlite3_int64 last = number(db, "SELECT pos FROM steps WHERE list = ? ORDER BY id DESC LIMIT 1", list);
  write(db, "INSERT INTO steps (list, pos) VALUES (?, ?)", list, last + value);
}
// Into another column.
void schedule(sqlite3 *db) {
  sqlite3_exec(db, "INSERT INTO archive (number) SELECT MAX(id) + 3600 FROM archive", nullptr, nullptr, nullptr);
}
