// The places a finding names: the lookup, the branch that decides, and where the table is.
// schema: accounts-without-unique-email.json
#include <sqlite3.h>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *email) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, email, -1, SQLITE_STATIC);
  return stmt;
}

void add(sqlite3 *db, const char *email) {
  sqlite3_stmt *lookup = prepare(db, "SELECT 1 FROM accounts WHERE email = ?", email);
  const int rc = sqlite3_step(lookup);  // reason: "the row is looked up here"
  sqlite3_finalize(lookup);
  if (rc == SQLITE_ROW)  // reason: "no row was found here"
    return;
  sqlite3_stmt *insert = prepare(db, "INSERT INTO accounts (email) VALUES (?)", email);
  sqlite3_step(insert);  // finding: [dbrace-duplicate-insert] "accounts"
  sqlite3_finalize(insert);
}

void addWhenThere(sqlite3 *db, const char *email) {
  sqlite3_stmt *lookup = prepare(db, "SELECT 1 FROM accounts WHERE email = ?", email);
  const int rc = sqlite3_step(lookup);
  sqlite3_finalize(lookup);
  if (rc != SQLITE_ROW)
    return;
  sqlite3_stmt *insert = prepare(db, "INSERT INTO accounts (email) VALUES (?)", email);
  sqlite3_step(insert);
  sqlite3_finalize(insert);
}
