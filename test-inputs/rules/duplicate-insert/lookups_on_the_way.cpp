// Several lookups of one row on one way: the world of one has to hold for the others, and the last of them is judged.
// schema: plain.sql
#include <sqlite3.h>

static bool step(sqlite3 *db, const char *sql, const char *serial, int port) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, serial, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int(stmt, 2, port);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

// The callee looks the row up again: its lookup decides, for every caller.
static void create(sqlite3 *db, const char *serial, int port) {
  if (step(db, "SELECT id FROM devices WHERE serial = ?", serial, 0))  // reason: "the row is looked up here" reason: "no row was found here"
    return;
  step(db, "INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);  // finding: [dbrace-duplicate-insert]
}
void moreThanTheCallee(sqlite3 *db, const char *serial, int port) {
  if (!step(db, "SELECT id FROM devices WHERE serial = ? AND port = ?", serial, port))
    create(db, serial, port);
}

// Two ways to one insert, of which one has a lookup of its own: the caller's lookup still decides the other.
static void store(sqlite3 *db, const char *serial, int port) {
  step(db, "INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);  // finding: [dbrace-duplicate-insert] finding: [dbrace-duplicate-insert]
}
static void storeOnce(sqlite3 *db, const char *serial, int port) {
  if (!step(db, "SELECT id FROM devices WHERE serial = ?", serial, 0))  // reason: "the row is looked up here" reason: "no row was found here"
    store(db, serial, port);
}
void twoWays(sqlite3 *db, const char *serial, int port, bool again) {
  const bool missing = !step(db, "SELECT id FROM devices WHERE serial = ?", serial, 0);  // reason: "the row is looked up here"
  if (missing && !again)  // reason: "no row was found here"
    store(db, serial, port);
  if (again)
    storeOnce(db, serial, port);
}

// The second lookup asks for the absent key and for more: it finds nothing either, so the update is never reached.
void absentIsAbsent(sqlite3 *db, const char *serial, int port) {
  if (step(db, "SELECT id FROM devices WHERE serial = ?", serial, 0))
    return;
  if (!step(db, "SELECT id FROM devices WHERE serial = ? AND port = ?", serial, port))
    return;
  step(db, "INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);
}
// Another key: whether that row is there, nobody knows.
void absentIsUnknown(sqlite3 *db, const char *serial, const char *other, int port) {
  if (step(db, "SELECT id FROM devices WHERE serial = ?", serial, 0))  // reason: "the row is looked up here" reason: "no row was found here"
    return;
  if (!step(db, "SELECT id FROM devices WHERE serial = ? AND port = ?", other, port))
    return;
  step(db, "INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);  // finding: [dbrace-duplicate-insert]
}

// What is tested after the insert has decided nothing.
void branchBehind(sqlite3 *db, const char *serial, int port) {
  bool missing = !step(db, "SELECT id FROM devices WHERE serial = ?", serial, 0);  // reason: "the row is looked up here"
  if (missing)  // reason: "no row was found here"
    step(db, "INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);  // finding: [dbrace-duplicate-insert]
  if (missing)
    step(db, "UPDATE devices SET port = ? WHERE serial = ?", serial, port);
}
