// SQLiteCpp: an exception with SQLite's codes, or codes at once.
// schema: keyed.sql
#include <SQLiteCpp/SQLiteCpp.h>
#include <cstdio>
#include <sqlite3.h>
#include <string>

static bool missing(SQLite::Database &db, const std::string &name) {
  SQLite::Statement query(db, "SELECT 1 FROM tags WHERE name = ?");
  query.bind(1, name);
  return !query.executeStep();
}
static void run(SQLite::Database &db, const char *sql, const std::string &name) {
  SQLite::Statement add(db, sql);
  add.bind(1, name);
  add.exec();
}
void escapes(SQLite::Database &db, const std::string &name) {
  if (missing(db, name))
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] warning "tags"
}
bool logged(SQLite::Database &db, const std::string &name) {
  try {
    if (missing(db, name))
      run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool byCode(SQLite::Database &db, const std::string &name) {
  try {
    if (missing(db, name))
      run(db, "INSERT INTO tags (name) VALUES (?)", name);
    return true;
  } catch (const SQLite::Exception &error) {
    if (error.getErrorCode() == SQLITE_CONSTRAINT)
      return true;
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool byExtendedCode(SQLite::Database &db, const std::string &name) {
  try {
    if (missing(db, name))
      run(db, "INSERT INTO tags (name) VALUES (?)", name);
  } catch (SQLite::Exception &error) {
    if (error.getExtendedErrorCode() != SQLITE_CONSTRAINT_UNIQUE)
      throw;
  }
  return true;
}
bool byBusy(SQLite::Database &db, const std::string &name) {
  try {
    if (missing(db, name))
      run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (const SQLite::Exception &error) {
    if (error.getErrorCode() == SQLITE_BUSY)
      return true;
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool byResult(SQLite::Database &db, const std::string &name) {
  if (!missing(db, name))
    return true;
  const int code = db.tryExec("INSERT INTO tags (name) VALUES ('" + name + "')");
  return code == SQLITE_OK || code == SQLITE_CONSTRAINT;
}
bool byResultGeneric(SQLite::Database &db, const std::string &name) {
  if (!missing(db, name))
    return true;
  const int code = db.tryExec("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-unhandled-conflict] note "tags"
  return code == SQLITE_OK;
}
