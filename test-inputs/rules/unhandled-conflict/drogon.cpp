// Drogon's DbClient: UniqueViolation below SqlError below DrogonDbException.
// schema: keyed.sql
// dialect: postgresql
#include <drogon/orm/DbClient.h>
#include <cstdio>
#include <string>

using namespace drogon::orm;

static bool missing(const DbClientPtr &client, const std::string &name) {
  return client->execSqlSync("SELECT id FROM tags WHERE name = $1", name).empty();
}
bool logged(const DbClientPtr &client, const std::string &name) {
  try {
    if (missing(client, name))
      client->execSqlSync("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (const DrogonDbException &error) {
    std::fprintf(stderr, "%s\n", error.base().what());
    return false;
  }
}
bool byClass(const DbClientPtr &client, const std::string &name) {
  try {
    if (missing(client, name))
      client->execSqlSync("INSERT INTO tags (name) VALUES ($1)", name);
  } catch (const UniqueViolation &) {
    return true;
  } catch (const DrogonDbException &error) {
    std::fprintf(stderr, "%s\n", error.base().what());
    return false;
  }
  return true;
}
bool byState(const DbClientPtr &client, const std::string &name) {
  try {
    if (missing(client, name))
      client->execSqlSync("INSERT INTO tags (name) VALUES ($1)", name);
  } catch (const SqlError &error) {
    if (error.sqlState() == "23505")
      return true;
    throw;
  }
  return true;
}
