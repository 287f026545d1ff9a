// The key refuses the rival's twin, and the code goes on as if the row had been stored.
// schema: keyed.sql
#include <sqlite3.h>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  return stmt;
}
static bool known(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void resultUnused(sqlite3 *db, const char *name) {
  if (known(db, name))
    return;
  sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
  sqlite3_step(insert);  // finding: [dbrace-unhandled-conflict] warning "tags"
  sqlite3_finalize(insert);
}
// The id that comes back is the one of an earlier insert.
long long idOfWhat(sqlite3 *db, const char *name) {
  if (known(db, name))
    return 0;
  sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
  sqlite3_step(insert);  // finding: [dbrace-unhandled-conflict] warning
  sqlite3_finalize(insert);
  return sqlite3_last_insert_rowid(db);
}
// A constraint violation goes its own way.
bool toldApart(sqlite3 *db, const char *name) {
  if (known(db, name))
    return true;
  sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
  const int rc = sqlite3_step(insert);
  sqlite3_finalize(insert);
  if (rc == SQLITE_CONSTRAINT)
    return true;
  return rc == SQLITE_DONE;
}
// Nothing was looked up: whether the row exists is for the database to say.
void insertOnly(sqlite3 *db, const char *name) {
  sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
  sqlite3_step(insert);
  sqlite3_finalize(insert);
}
