// sqlite_modern_cpp: an exception class for each of SQLite's codes.
// schema: keyed.sql
#include <sqlite_modern_cpp.h>
#include <cstdio>
#include <string>

static bool missing(sqlite::database &db, const std::string &name) {
  int count = 0;
  db << "SELECT COUNT(*) FROM tags WHERE name = ?" << name >> count;
  return count == 0;
}
void escapes(sqlite::database &db, const std::string &name) {
  if (missing(db, name))
    db << "INSERT INTO tags (name) VALUES (?)" << name;  // finding: [dbrace-unhandled-conflict] warning "tags"
}
bool logged(sqlite::database &db, const std::string &name) {
  try {
    if (missing(db, name))
      db << "INSERT INTO tags (name) VALUES (?)" << name;  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (const sqlite::sqlite_exception &error) {
    std::fprintf(stderr, "%s: %s\n", error.get_sql().c_str(), error.what());
    return false;
  }
}
bool byClass(sqlite::database &db, const std::string &name) {
  try {
    if (missing(db, name))
      db << "INSERT INTO tags (name) VALUES (?)" << name;
  } catch (const sqlite::errors::constraint &) {
    return true;
  } catch (const sqlite::sqlite_exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
  return true;
}
bool byCode(sqlite::database &db, const std::string &name) {
  try {
    if (missing(db, name))
      db << "INSERT INTO tags (name) VALUES (?)" << name;
  } catch (const sqlite::sqlite_exception &error) {
    if (error.get_code() == 19)
      return true;
    throw;
  }
  return true;
}
