// What is counted only behind a stored row would count the loser's as well.
// schema: library.sql
// dialect: sqlite
#include <sqlite3.h>

static int added;
struct Totals {
  int stored = 0;
  int seen = 0;
};

static bool has(sqlite3 *db, const char *label) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM shelves WHERE label = ?", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, label, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void countGlobal(sqlite3 *db) {
  if (has(db, "a"))
    return;
  if (sqlite3_exec(db, "INSERT INTO shelves (label) VALUES ('a')", nullptr, nullptr, nullptr) == SQLITE_OK)  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; who loses the race then also does what follows a new row"
    ++added;
}
void countInto(sqlite3 *db, Totals &totals) {
  if (has(db, "b"))
    return;
  if (sqlite3_exec(db, "INSERT INTO shelves (label) VALUES ('b')", nullptr, nullptr, nullptr) == SQLITE_OK)  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; who loses the race then also does what follows a new row"
    totals.stored = totals.stored + 1;
}
// Counted in any case: that does not change.
void countTries(sqlite3 *db, Totals &totals) {
  if (has(db, "c"))
    return;
  sqlite3_exec(db, "INSERT INTO shelves (label) VALUES ('c')", nullptr, nullptr, nullptr);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  totals.seen++;
}
