// MySQL Connector/C++: SQLException with the server's number and the SQLSTATE.
// schema: keyed.sql
#include <cppconn/connection.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cstdio>
#include <memory>
#include <string>

static bool missing(sql::Connection &con, const std::string &name) {
  std::unique_ptr<sql::PreparedStatement> find(con.prepareStatement("SELECT id FROM tags WHERE name = ?"));
  find->setString(1, name);
  std::unique_ptr<sql::ResultSet> rows(find->executeQuery());
  return !rows->next();
}
static void run(sql::Connection &con, const char *text, const std::string &name) {
  std::unique_ptr<sql::PreparedStatement> add(con.prepareStatement(text));
  add->setString(1, name);
  add->executeUpdate();
}
void escapes(sql::Connection &con, const std::string &name) {
  if (missing(con, name))
    run(con, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] warning "tags"
}
bool logged(sql::Connection &con, const std::string &name) {
  try {
    if (missing(con, name))
      run(con, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (sql::SQLException &error) {
    std::fprintf(stderr, "%s (%d)\n", error.what(), error.getErrorCode());
    return false;
  }
}
bool byNumber(sql::Connection &con, const std::string &name) {
  try {
    if (missing(con, name))
      run(con, "INSERT INTO tags (name) VALUES (?)", name);
    return true;
  } catch (sql::SQLException &error) {
    if (error.getErrorCode() == 1062)
      return true;
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool byState(sql::Connection &con, const std::string &name) {
  try {
    if (missing(con, name))
      run(con, "INSERT INTO tags (name) VALUES (?)", name);
    return true;
  } catch (const sql::SQLException &error) {
    if (error.getSQLState() == "23000")
      return true;
    throw;
  }
}
bool byOtherNumber(sql::Connection &con, const std::string &name) {
  try {
    if (missing(con, name))
      run(con, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (sql::SQLException &error) {
    if (error.getErrorCode() == 1213)
      return true;
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
