#include "database.h"

int playerId(const std::string &name);

void saveHouse(int house, int owner) {
  Database &db = Database::getInstance();
  DBResult *result = db.query("SELECT `owner` FROM `houses` WHERE `id` = %d", house);
  if (result && result->next())
    db.execute("UPDATE `houses` SET `owner` = %d WHERE `id` = %d", owner, house);
  else
    db.execute("INSERT INTO `houses` (`id`, `owner`) VALUES (%d, %d)", house, owner);  // finding: [dbrace-duplicate-insert] "houses"
  delete result;
}

// Whether the player exists decides what the audit says.
void auditLogin(const std::string &name) {
  Database &db = Database::getInstance();
  if (playerId(name) == 0)
    db.execute("INSERT INTO `audit` (`text`) VALUES ('unknown player %s')", db.escape(name).c_str());
}
