// The plainest form: step the lookup, look at what it returned, insert.
// schema: plain.sql
#include <sqlite3.h>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value, -1, SQLITE_TRANSIENT);
  return stmt;
}

void notRow(sqlite3 *db, const char *email) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  if (sqlite3_step(lookup) != SQLITE_ROW) {
    sqlite3_stmt *insert = prepare(db, "INSERT INTO users (email) VALUES (?)", email);
    sqlite3_step(insert);  // finding: [dbrace-duplicate-insert] error "users"
    sqlite3_finalize(insert);
  }
  sqlite3_finalize(lookup);
}

// The same code, but the insert runs when the row is there.
void copyWhenFound(sqlite3 *db, const char *email) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  if (sqlite3_step(lookup) == SQLITE_ROW) {
    sqlite3_stmt *insert = prepare(db, "INSERT INTO users (email) VALUES (?)", email);
    sqlite3_step(insert);
    sqlite3_finalize(insert);
  }
  sqlite3_finalize(lookup);
}

void keptCode(sqlite3 *db, const char *email) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  int rc = sqlite3_step(lookup);
  sqlite3_finalize(lookup);
  if (rc == SQLITE_ROW)
    return;
  sqlite3_stmt *insert = prepare(db, "INSERT INTO users (email) VALUES (?)", email);
  sqlite3_step(insert);  // finding: [dbrace-duplicate-insert]
  sqlite3_finalize(insert);
}

// Inserted in both cases: the lookup decides only what is logged.
void insertedAnyway(sqlite3 *db, const char *email, bool *wasKnown) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  *wasKnown = sqlite3_step(lookup) == SQLITE_ROW;
  sqlite3_finalize(lookup);
  sqlite3_stmt *insert = prepare(db, "INSERT INTO users (email) VALUES (?)", email);
  sqlite3_step(insert);
  sqlite3_finalize(insert);
}

void doneOnly(sqlite3 *db, const char *email) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  if (sqlite3_step(lookup) == SQLITE_DONE) {
    sqlite3_stmt *insert = prepare(db, "INSERT INTO users (email) VALUES (?)", email);
    sqlite3_step(insert);  // finding: [dbrace-duplicate-insert]
    sqlite3_finalize(insert);
  }
  sqlite3_finalize(lookup);
}

// Only a failed lookup leads to the insert; an absent row does not.
void onlyOnError(sqlite3 *db, const char *email) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  int rc = sqlite3_step(lookup);
  sqlite3_finalize(lookup);
  if (rc == SQLITE_ROW || rc == SQLITE_DONE)
    return;
  sqlite3_stmt *insert = prepare(db, "INSERT INTO users (email) VALUES (?)", email);
  sqlite3_step(insert);
  sqlite3_finalize(insert);
}
