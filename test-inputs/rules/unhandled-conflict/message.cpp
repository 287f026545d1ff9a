// What a refused insert says in words: programs look for "UNIQUE", or for the name of the column, in the message.
// schema: keyed.sql
#include <sqlite3.h>
#include <cstring>
#include <string>

static bool known(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
enum class Added { Yes, Already, Error };

Added byWord(sqlite3 *db, const char *name) {
  if (known(db, name))
    return Added::Already;
  char *sql = sqlite3_mprintf("INSERT INTO tags (name) VALUES (%Q)", name);
  const int rc = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  sqlite3_free(sql);
  if (rc == SQLITE_OK)
    return Added::Yes;
  return std::strstr(sqlite3_errmsg(db), "UNIQUE constraint failed") ? Added::Already : Added::Error;
}
// A word of other errors.
Added byOtherWord(sqlite3 *db, const char *name) {
  if (known(db, name))
    return Added::Already;
  char *sql = sqlite3_mprintf("INSERT INTO tags (name) VALUES (%Q)", name);
  const int rc = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);  // finding: [dbrace-unhandled-conflict] note "tags"
  sqlite3_free(sql);
  if (rc == SQLITE_OK)
    return Added::Yes;
  if (std::strstr(sqlite3_errmsg(db), "locked"))
    sqlite3_sleep(10);
  return Added::Error;
}
Added inString(sqlite3 *db, const char *name) {
  if (known(db, name))
    return Added::Already;
  char *sql = sqlite3_mprintf("INSERT INTO tags (name) VALUES (%Q)", name);
  const int rc = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  sqlite3_free(sql);
  if (rc == SQLITE_OK)
    return Added::Yes;
  const std::string message = sqlite3_errmsg(db);
  return message.find("tags.name") != std::string::npos ? Added::Already : Added::Error;
}
// It only goes to the log.
Added inLog(sqlite3 *db, const char *name, std::string &log) {
  if (known(db, name))
    return Added::Already;
  char *sql = sqlite3_mprintf("INSERT INTO tags (name) VALUES (%Q)", name);
  const int rc = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);  // finding: [dbrace-unhandled-conflict] note "tags"
  sqlite3_free(sql);
  if (rc == SQLITE_OK)
    return Added::Yes;
  log += "UNIQUE constraint failed? " + std::string(sqlite3_errmsg(db));
  return Added::Error;
}
