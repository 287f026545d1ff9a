// One question in many shapes: ternary, negation, de Morgan, short circuit, do-while(0), a flag of flags.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  return stmt;
}
static bool known(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW ? true : false;
  sqlite3_finalize(stmt);
  return row;
}
static bool run(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = prepare(db, sql, name);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE;
}

bool ternary(sqlite3 *db, const std::string &name) {
  return known(db, name) ? true : run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
bool shortOr(sqlite3 *db, const std::string &name) {
  return known(db, name) || run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
bool shortAnd(sqlite3 *db, const std::string &name, bool wanted) {
  return wanted && !known(db, name) && run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void deMorgan(sqlite3 *db, const std::string &name) {
  if (!(name.empty() || known(db, name)))
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void doubleNegation(sqlite3 *db, const std::string &name) {
  const bool missing = !known(db, name);
  const bool present = !missing;
  if (present == false)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void doWhileZero(sqlite3 *db, const std::string &name) {
  do {
    if (name.empty())
      break;
    if (known(db, name))
      break;
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  } while (0);
}
void loopUntilKnown(sqlite3 *db, const std::string &name) {
  while (!known(db, name))
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void numberOfFlags(sqlite3 *db, const std::string &name) {
  int state = 0;
  if (known(db, name))
    state |= 4;
  if ((state & 4) == 0)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
// A failed lookup takes the way of an absent row: the row decides all the same.
void failedOrMissing(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr) != SQLITE_OK ||
      sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT) != SQLITE_OK || sqlite3_step(stmt) != SQLITE_ROW)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  sqlite3_finalize(stmt);
}

bool ternaryFound(sqlite3 *db, const std::string &name) {
  return known(db, name) ? run(db, "INSERT INTO tags (name) VALUES (?)", name) : true;
}
bool shortAndFound(sqlite3 *db, const std::string &name) {
  return known(db, name) && run(db, "INSERT INTO tags (name) VALUES (?)", name);
}
void deMorganFound(sqlite3 *db, const std::string &name) {
  if (!(name.empty() || !known(db, name)))
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
}
void failedOrFound(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr) != SQLITE_OK ||
      sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT) != SQLITE_OK || sqlite3_step(stmt) == SQLITE_ROW)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
  sqlite3_finalize(stmt);
}
// A tautology: the insert runs in both cases.
void either(sqlite3 *db, const std::string &name) {
  const bool row = known(db, name);
  if (row || !row)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
}
// Dead code.
void never(sqlite3 *db, const std::string &name) {
  constexpr bool enabled = false;
  if (enabled && !known(db, name))
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
}
