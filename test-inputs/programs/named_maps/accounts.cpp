// Statements in maps, by name, and in a switch, by number.
#include "Queries.hpp"

#include <libpq-fe.h>

static PGresult *execute(PGconn *connection, const std::string &sql, const std::string &value) {
  const char *values[] = {value.c_str()};
  return PQexecParams(connection, sql.c_str(), 1, nullptr, values, nullptr, nullptr, 0);
}

static bool exists(PGconn *connection, const std::string &sql, const std::string &value) {
  PGresult *result = execute(connection, sql, value);
  bool found = PQntuples(result) > 0;
  PQclear(result);
  return found;
}

void addUser(PGconn *connection, const std::string &login) {
  if (!exists(connection, query("find_user"), login))
    PQclear(execute(connection, query("add_user"), login));  // finding: [dbrace-duplicate-insert] error "users"
}

// The upsert of the same shape.
void addRole(PGconn *connection, const std::string &name) {
  if (!exists(connection, query("find_role"), name))
    PQclear(execute(connection, query("add_role"), name));
}

void addTeam(PGconn *connection, const std::string &name) {
  if (!exists(connection, query("find_team"), name))
    PQclear(execute(connection, query("add_team"), name));  // finding: [dbrace-duplicate-insert] error "teams"
}

void addBadge(PGconn *connection, const std::string &code) {
  if (!exists(connection, query("find_badge"), code))
    PQclear(execute(connection, query("add_badge"), code));  // finding: [dbrace-duplicate-insert] error "badges"
}

// What is looked up is another value than what is written.
void addBadgeOf(PGconn *connection, const std::string &code, const std::string &owner) {
  if (!exists(connection, query("find_badge"), owner))
    PQclear(execute(connection, query("add_badge"), code));
}

void addDevice(PGconn *connection, const std::string &serial) {
  if (!exists(connection, text(Query::FindDevice), serial))
    PQclear(execute(connection, text(Query::AddDevice), serial));  // finding: [dbrace-duplicate-insert] error "devices"
}

// The upsert of the same shape.
void addSensor(PGconn *connection, const std::string &serial) {
  if (!exists(connection, text(Query::FindSensor), serial))
    PQclear(execute(connection, text(Query::AddSensor), serial));
}

// No statement has that name: what runs is not known.
void addGuest(PGconn *connection, const std::string &login) {
  if (!exists(connection, query("find_guest"), login))
    PQclear(execute(connection, query("add_guest"), login));
}
