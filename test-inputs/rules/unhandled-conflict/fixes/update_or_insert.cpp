// Where the row is found it is updated: what the loser wrote must not be lost, and its insert becomes that update.
// schema: library.sql
#include <sqlite3.h>

static bool found(sqlite3 *db, const char *sql, const char *label) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, label, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static bool run(sqlite3 *db, const char *sql, const char *label, int room) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, label, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int(stmt, 2, room);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE;
}

bool put(sqlite3 *db, const char *label, int room) {
  if (found(db, "SELECT id FROM shelves WHERE label = ?", label))
    return run(db, "UPDATE shelves SET room = ?2 WHERE label = ?1", label, room);
  return run(db, "INSERT INTO shelves (label, room) VALUES (?, ?)", label, room);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO UPDATE SET room = excluded.room; who loses the race then changes the row"
}
// The update comes first, and says whether there was a row.
bool putUpdateFirst(sqlite3 *db, const char *label, int room) {
  run(db, "UPDATE shelves SET room = ?2 WHERE label = ?1", label, room);
  if (sqlite3_changes(db) > 0)
    return true;
  return run(db, "INSERT INTO shelves (label, room) VALUES (?, ?)", label, room);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO UPDATE SET room = excluded.room; who"
}
// One call runs either text.
bool putEither(sqlite3 *db, const char *label, int room) {
  const char *sql = found(db, "SELECT id FROM shelves WHERE label = ?", label)
                        ? "UPDATE shelves SET room = ?2 WHERE label = ?1"
                        : "INSERT INTO shelves (label, room) VALUES (?1, ?2)";
  return run(db, sql, label, room);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO UPDATE SET room = excluded.room; who"
}
// In a function of its own.
static void move(sqlite3 *db, const char *label, int room) {
  run(db, "UPDATE shelves SET room = ?2 WHERE label = ?1", label, room);
}
void putByHelper(sqlite3 *db, const char *label, int room) {
  if (found(db, "SELECT id FROM shelves WHERE label = ?", label))
    move(db, label, room);
  else
    run(db, "INSERT INTO shelves (label, room) VALUES (?, ?)", label, room);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO UPDATE SET room = excluded.room; who"
}
// It counts how often it was called.
void count(sqlite3 *db, const char *label) {
  if (found(db, "SELECT id FROM shelves WHERE label = ?", label))
    run(db, "UPDATE shelves SET room = room + 1 WHERE label = ?", label, 0);
  else
    run(db, "INSERT INTO shelves (label, room) VALUES (?, 1)", label, 0);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO UPDATE SET room = shelves.room + 1; who"
}
// The update sets what the insert does not write.
void setOther(sqlite3 *db, const char *label, int room) {
  if (found(db, "SELECT id FROM shelves WHERE label = ?", label))
    run(db, "UPDATE shelves SET room = ?2 WHERE label = ?1", label, room);
  else
    run(db, "INSERT INTO shelves (label) VALUES (?)", label, room);  // finding: [dbrace-unhandled-conflict]  fix: "none: where the row is found the program changes it"
}
// Another table is changed where the row is found.
void alsoCopies(sqlite3 *db, const char *label, int room) {
  if (found(db, "SELECT id FROM shelves WHERE label = ?", label))
    run(db, "UPDATE copies SET state = ?1 WHERE number = ?2", label, room);
  else
    run(db, "INSERT INTO shelves (label, room) VALUES (?, ?)", label, room);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; what is changed where the row is found"
}
// All rows but one: that is no update of the row.
void movesOthers(sqlite3 *db, const char *label, int room) {
  if (found(db, "SELECT id FROM shelves WHERE label = ?", label))
    run(db, "UPDATE shelves SET room = ?2 WHERE label <> ?1", label, room);
  else
    run(db, "INSERT INTO shelves (label, room) VALUES (?, ?)", label, room);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; what is changed where the row is found"
}
