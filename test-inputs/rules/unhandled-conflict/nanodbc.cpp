// nanodbc: database_error with the SQLSTATE.
// schema: keyed.sql
// dialect: postgresql
#include <nanodbc/nanodbc.h>
#include <cstdio>
#include <string>

static void addIfMissing(nanodbc::connection &db, const std::string &name) {
  auto rows = nanodbc::execute(db, "SELECT 1 FROM tags WHERE name = '" + name + "'");
  if (!rows.next())
    nanodbc::just_execute(db, "INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-unhandled-conflict] "tags"
}
bool logged(nanodbc::connection &db, const std::string &name) {
  try {
    addIfMissing(db, name);
    return true;
  } catch (const nanodbc::database_error &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool toldApart(nanodbc::connection &db, const std::string &name) {
  try {
    auto rows = nanodbc::execute(db, "SELECT 1 FROM tags WHERE name = '" + name + "'");
    if (!rows.next())
      nanodbc::just_execute(db, "INSERT INTO tags (name) VALUES ('" + name + "')");
    return true;
  } catch (const nanodbc::database_error &error) {
    if (error.state() == "23505")
      return true;
    throw;
  }
}
