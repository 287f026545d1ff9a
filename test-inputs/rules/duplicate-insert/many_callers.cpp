// Callers beyond the ones that are walked, and a lock that only some of them hold, protect nothing.
// schema: plain.sql
#include <sqlite3.h>
#include <mutex>

static std::mutex whole;

static bool step(sqlite3 *db, const char *sql, const char *serial) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, serial, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

static void create(sqlite3 *db, const char *serial) {
  if (!step(db, "SELECT id FROM devices WHERE serial = ?", serial))
    step(db, "INSERT INTO devices (serial) VALUES (?)", serial);  // finding: [dbrace-duplicate-insert] error
}
static void first(sqlite3 *db, const char *serial) { create(db, serial); }
static void second(sqlite3 *db, const char *serial) { first(db, serial); }
static void third(sqlite3 *db, const char *serial) { second(db, serial); }
static void fourth(sqlite3 *db, const char *serial) { third(db, serial); }
static void fifth(sqlite3 *db, const char *serial) { fourth(db, serial); }
void sixth(sqlite3 *db, const char *serial) { fifth(db, serial); }

static void createLocked(sqlite3 *db, const char *serial) {
  if (!step(db, "SELECT id FROM devices WHERE serial = ?", serial))
    step(db, "INSERT INTO devices (serial) VALUES (?)", serial);
}
static void lockedFirst(sqlite3 *db, const char *serial) { createLocked(db, serial); }
static void lockedSecond(sqlite3 *db, const char *serial) { lockedFirst(db, serial); }
void lockedThird(sqlite3 *db, const char *serial) {
  std::lock_guard<std::mutex> lock(whole);
  lockedSecond(db, serial);
}
