#include "db.hpp"

void saveStorage(int world, int key, int value) {
  Db &db = Db::instance();
  std::stringstream query;
  query << "SELECT `value` FROM `storage` WHERE `world` = " << world << " AND `key` = " << key;
  if (db.storeQuery(query.str())) {
    query.str("");
    query << "UPDATE `storage` SET `value` = " << value << " WHERE `world` = " << world << " AND `key` = " << key;
    db.executeQuery(query.str());
    return;
  }
  query.str("");
  query << "INSERT INTO `storage` (`world`, `key`, `value`) VALUES (" << world << ", " << key << ", " << value << ")";
  db.executeQuery(query.str());  // finding: [dbrace-unhandled-conflict] "storage"
}

void saveStorageAtOnce(int world, int key, int value) {
  Db &db = Db::instance();
  std::stringstream query;
  query << "INSERT INTO `storage` (`world`, `key`, `value`) VALUES (" << world << ", " << key << ", " << value
        << ") ON DUPLICATE KEY UPDATE `value` = VALUES(`value`)";
  db.executeQuery(query.str());
}

// START TRANSACTION takes no lock: under REPEATABLE READ both see no invitation, and both store one.
void invite(int player, int guild) {
  Db &db = Db::instance();
  db.beginTransaction();
  std::stringstream query;
  query << "SELECT 1 FROM `invites` WHERE `player` = " << player << " AND `guild` = " << guild;
  ResultPtr found = db.storeQuery(query.str());
  if (found == nullptr) {
    query.str("");
    query << "INSERT INTO `invites` (`player`, `guild`) VALUES (" << player << ", " << guild << ")";
    db.executeQuery(query.str());  // finding: [dbrace-duplicate-insert] "invites"
  }
  db.commit();
}
