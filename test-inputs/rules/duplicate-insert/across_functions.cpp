// The check is in one function, the insert in another. Each is innocent alone; only linked facts show the race.
// schema: accounts-without-unique-email.json
#include <sqlite3.h>

bool isTaken(sqlite3 *db, const char *email) {
  sqlite3_stmt *lookup;
  sqlite3_prepare_v2(db, "SELECT 1 FROM accounts WHERE email = ?", -1, &lookup, nullptr);
  sqlite3_bind_text(lookup, 1, email, -1, SQLITE_STATIC);
  const bool taken = sqlite3_step(lookup) == SQLITE_ROW;
  sqlite3_finalize(lookup);
  return taken;
}

void add(sqlite3 *db, const char *sql, const char *email) {
  sqlite3_stmt *insert;
  sqlite3_prepare_v2(db, sql, -1, &insert, nullptr);
  sqlite3_bind_text(insert, 1, email, -1, SQLITE_STATIC);
  sqlite3_step(insert);
  sqlite3_finalize(insert);
}

void signUp(sqlite3 *db, const char *email) {
  if (isTaken(db, email))
    return;
  add(db, "INSERT INTO accounts(email) VALUES (?)", email);  // finding: [dbrace-duplicate-insert] error "accounts"
}

// The write lock is taken before the check, so nobody can insert in between.
void signUpLocked(sqlite3 *db, const char *email) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  if (!isTaken(db, email))
    add(db, "INSERT INTO accounts(email) VALUES (?)", email);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}

const char *trimmed(const char *text);
// Two calls of a function that nobody can look into need not return the same value; that they do is the likelier reading.
void signUpTrimmed(sqlite3 *db, const char *email) {
  const char *clean = trimmed(email);
  if (!isTaken(db, clean))
    add(db, "INSERT INTO accounts(email) VALUES (?)", clean);  // finding: [dbrace-duplicate-insert]
}

// Somebody else's address is looked up: the insert is not what the check is about.
void copyOf(sqlite3 *db, const char *email, const char *other) {
  if (!isTaken(db, other))
    add(db, "INSERT INTO accounts(email) VALUES (?)", email);
}
