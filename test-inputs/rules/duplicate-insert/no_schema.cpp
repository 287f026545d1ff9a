// Nothing is known about the table: the rule speaks as a warning that says what would have to be unique.
// schema: none
#include <sqlite3.h>

static int step(sqlite3 *db, const char *sql, int first, int second) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_int(stmt, 1, first);
  sqlite3_bind_int(stmt, 2, second);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

void link(sqlite3 *db, int user, int group) {
  if (step(db, "SELECT 1 FROM memberships WHERE user_id = ? AND group_id = ?", user, group) != SQLITE_ROW)
    step(db, "INSERT INTO memberships (user_id, group_id) VALUES (?, ?)", user, group);  // finding: [dbrace-duplicate-insert] warning "unless"
}
void linkExchanged(sqlite3 *db, int user, int group) {
  if (step(db, "SELECT 1 FROM memberships WHERE user_id = ? AND group_id = ?", user, group) != SQLITE_ROW)
    step(db, "INSERT INTO memberships (user_id, group_id) VALUES (?, ?)", group, user);
}
