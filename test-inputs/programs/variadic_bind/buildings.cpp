#include "Session.h"

void addBuilding(Session &session, const std::string &street, int number) {
  if (session.run("SELECT id FROM buildings WHERE street = $1 AND number = $2", street, number).empty())
    session.run("INSERT INTO buildings (street, number) VALUES ($1, $2)", street, number);  // missed: [dbrace-duplicate-insert]
}

// The serialised callers are somewhere else; here the lock is taken, inside a transaction, before the check.
void addBuildingLocked(Session &session, const std::string &street, int number) {
  session.run("BEGIN");
  session.run("LOCK TABLE buildings IN SHARE ROW EXCLUSIVE MODE");
  if (session.run("SELECT id FROM buildings WHERE street = $1 AND number = $2", street, number).empty())
    session.run("INSERT INTO buildings (street, number) VALUES ($1, $2)", street, number);
  session.run("COMMIT");
}
