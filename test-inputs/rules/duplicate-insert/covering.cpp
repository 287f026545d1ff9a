// Which keys refuse the second row. Where one does, the violation is told apart, so that nothing is left to report.
// schema: covering.sql
#include <sqlite3.h>
#include <stdexcept>
#include <string>

static int step(sqlite3 *db, const char *sql, const std::string &a, const std::string &b) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
    return SQLITE_ERROR;
  sqlite3_bind_text(stmt, 1, a.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, b.c_str(), -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}
static bool judged(int rc) {
  if (rc == SQLITE_CONSTRAINT)
    return false;  // Somebody was first: his row is as good as ours.
  if (rc != SQLITE_DONE)
    throw std::runtime_error("insert failed");
  return true;
}

bool exactKey(sqlite3 *db, const std::string &a, const std::string &b) {
  if (step(db, "SELECT id FROM exact_key WHERE a = ?1 AND b = ?2", a, b) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO exact_key (a, b) VALUES (?1, ?2)", a, b));
}
bool narrowerKey(sqlite3 *db, const std::string &a, const std::string &b) {
  if (step(db, "SELECT id FROM narrower_key WHERE a = ?1 AND b = ?2", a, b) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO narrower_key (a, b) VALUES (?1, ?2)", a, b));
}
bool widerKey(sqlite3 *db, const std::string &a, const std::string &b) {
  if (step(db, "SELECT id FROM wider_key WHERE a = ?1 AND b = ?2", a, b) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO wider_key (a, b, c) VALUES (?1, ?2, datetime('now'))", a, b));  // finding: [dbrace-duplicate-insert] "wider_key"
}
bool nullableKey(sqlite3 *db, const std::string &a) {
  if (step(db, "SELECT id FROM nullable_key WHERE a = ?1 AND b IS NULL", a, a) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO nullable_key (a, b) VALUES (?1, NULL)", a, a));  // finding: [dbrace-duplicate-insert] "nullable_key"
}
bool partialKeyInside(sqlite3 *db, const std::string &a) {
  if (step(db, "SELECT id FROM partial_key WHERE a = ?1 AND active = 1", a, a) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO partial_key (a, active) VALUES (?1, 1)", a, a));
}
bool partialKeyOutside(sqlite3 *db, const std::string &a) {
  if (step(db, "SELECT id FROM partial_key WHERE a = ?1", a, a) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO partial_key (a, active) VALUES (?1, 0)", a, a));  // finding: [dbrace-duplicate-insert] "partial_key"
}
bool foldedAsLookedUp(sqlite3 *db, const std::string &a) {
  if (step(db, "SELECT id FROM folded_key WHERE lower(a) = lower(?1)", a, a) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO folded_key (a) VALUES (?1)", a, a));
}
bool plainIndex(sqlite3 *db, const std::string &a) {
  if (step(db, "SELECT id FROM plain_index WHERE a = ?1", a, a) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO plain_index (a) VALUES (?1)", a, a));  // finding: [dbrace-duplicate-insert] "plain_index"
}
bool primaryKey(sqlite3 *db, const std::string &code, const std::string &label) {
  if (step(db, "SELECT label FROM primary_only WHERE code = ?1", code, label) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO primary_only (code, label) VALUES (?1, ?2)", code, label));
}
bool laterKey(sqlite3 *db, const std::string &a) {
  if (step(db, "SELECT id FROM later_key WHERE a = ?1", a, a) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO later_key (a) VALUES (?1)", a, a));
}
bool droppedKey(sqlite3 *db, const std::string &a) {
  if (step(db, "SELECT id FROM dropped_key WHERE a = ?1", a, a) == SQLITE_ROW)
    return false;
  return judged(step(db, "INSERT INTO dropped_key (a) VALUES (?1)", a, a));  // finding: [dbrace-duplicate-insert] "dropped_key"
}
