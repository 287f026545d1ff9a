// SQLite runs one writing statement at a time: what asks and inserts in one statement is one step there.
// schema: bookings.sql
#include <sqlite3.h>

void addPref(sqlite3 *db, const char *user, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO prefs (user_id, name) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM prefs WHERE user_id = ?1 AND name = ?2)", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, user, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, name, -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
}
