#include "Session.h"

void addMeter(Session &session, const std::string &serial) {
  if (session.run("SELECT id FROM meters WHERE serial = $1", serial).empty())
    session.run("INSERT INTO meters (serial) VALUES ($1)", serial);  // missed: [dbrace-unhandled-conflict]
}

bool addMeterSettled(Session &session, const std::string &serial) {
  if (!session.run("SELECT id FROM meters WHERE serial = $1", serial).empty())
    return false;
  try {
    session.run("INSERT INTO meters (serial) VALUES ($1)", serial);
    return true;
  } catch (const UniqueViolation &) {
    return false;
  }
}

void read(Session &session, int meter, const std::string &taken, int value) {
  const auto rows = session.run("SELECT value FROM readings WHERE meter = $1 AND taken = $2", meter, taken);
  if (rows.size() == 0)
    session.run("INSERT INTO readings (meter, taken, value) VALUES ($1, $2, $3)", meter, taken, value);  // missed: [dbrace-duplicate-insert]
  else
    session.run("UPDATE readings SET value = $3 WHERE meter = $1 AND taken = $2", meter, taken, value);
}
