// A key that the database has just given out: no rival can have a row with it.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static bool exists(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static void run(sqlite3 *db, const std::string &sql) { sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }

void addUser(sqlite3 *db, const std::string &email, int tag) {
  run(db, "INSERT INTO users (email) VALUES ('" + email + "')");
  const long long user = sqlite3_last_insert_rowid(db);
  const std::string pair = std::to_string(user);
  if (!exists(db, "SELECT 1 FROM members WHERE user_id = " + pair + " AND tag_id = " + std::to_string(tag)))
    run(db, "INSERT INTO members (user_id, tag_id) VALUES (" + pair + ", " + std::to_string(tag) + ")");
}
// Of a user that was there before everybody may add a tag.
void tagUser(sqlite3 *db, long long user, int tag) {
  run(db, "INSERT INTO log (line) VALUES ('tagged')");
  const std::string pair = std::to_string(user);
  if (!exists(db, "SELECT 1 FROM members WHERE user_id = " + pair + " AND tag_id = " + std::to_string(tag)))
    run(db, "INSERT INTO members (user_id, tag_id) VALUES (" + pair + ", " + std::to_string(tag) + ")");  // finding: [dbrace-duplicate-insert] "members"
}
// Left alone where it is there: the number is then that of another row.
void addOrKeepUser(sqlite3 *db, const std::string &email, int tag) {
  run(db, "INSERT OR IGNORE INTO users (email) VALUES ('" + email + "')");  // finding: [dbrace-ineffective-upsert]
  const std::string pair = std::to_string(sqlite3_last_insert_rowid(db));
  if (!exists(db, "SELECT 1 FROM members WHERE user_id = " + pair + " AND tag_id = " + std::to_string(tag)))
    run(db, "INSERT INTO members (user_id, tag_id) VALUES (" + pair + ", " + std::to_string(tag) + ")");  // finding: [dbrace-duplicate-insert] "members"
}
