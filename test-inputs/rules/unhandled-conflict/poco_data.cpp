// Poco::Data: the exception classes of a backend, or one handler for all.
// schema: keyed.sql
// dialect: sqlite
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/Session.h>
#include <cstdio>
#include <string>

using namespace Poco::Data::Keywords;
using Poco::Data::Session;

static bool missing(Session &session, std::string name) {
  int count = 0;
  session << "SELECT COUNT(*) FROM tags WHERE name = ?", into(count), use(name), now;
  return count == 0;
}
bool logged(Session &session, std::string name) {
  try {
    if (missing(session, name))
      session << "INSERT INTO tags (name) VALUES (?)", use(name), now;  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (const Poco::Exception &error) {
    std::fprintf(stderr, "%s\n", error.displayText().c_str());
    return false;
  }
}
bool byClass(Session &session, std::string name) {
  try {
    if (missing(session, name))
      session << "INSERT INTO tags (name) VALUES (?)", use(name), now;
  } catch (const Poco::Data::SQLite::ConstraintViolationException &) {
    return true;
  } catch (const Poco::Exception &error) {
    std::fprintf(stderr, "%s\n", error.displayText().c_str());
    return false;
  }
  return true;
}
