#include "database.h"

int playerId(const std::string &name) {
  Database &db = Database::getInstance();
  DBResult *result = db.query("SELECT `id` FROM `players` WHERE `name` = '%s'", db.escape(name).c_str());
  if (!result)
    return -1;
  const int id = result->next() ? result->getInt(0) : 0;
  delete result;
  return id;
}

bool createPlayer(const std::string &name) {
  Database &db = Database::getInstance();
  if (playerId(name) != 0)
    return false;
  return db.execute("INSERT INTO `players` (`name`, `level`) VALUES ('%s', 1)", db.escape(name).c_str());  // finding: [dbrace-duplicate-insert] "players"
}

void addFriend(int player, int other) {
  Database &db = Database::getInstance();
  DBResult *result = db.query("SELECT 1 FROM `friends` WHERE `player_id` = %d AND `friend_id` = %d", player, other);
  if (result && result->rows() == 0)
    db.execute("INSERT INTO `friends` (`player_id`, `friend_id`) VALUES (%d, %d)", player, other);  // finding: [dbrace-unhandled-conflict] "friends"
  delete result;
}

// The upsert needs no look first, and takes none amiss.
void addFriendOnce(int player, int other) {
  Database &db = Database::getInstance();
  DBResult *result = db.query("SELECT 1 FROM `friends` WHERE `player_id` = %d AND `friend_id` = %d", player, other);
  if (result && result->rows() == 0)
    db.execute("INSERT IGNORE INTO `friends` (`player_id`, `friend_id`) VALUES (%d, %d)", player, other);
  delete result;
}

// Two roles exchanged: the other direction of the friendship is written.
void addReverse(int player, int other) {
  Database &db = Database::getInstance();
  DBResult *result = db.query("SELECT 1 FROM `friends` WHERE `player_id` = %d AND `friend_id` = %d", player, other);
  if (result && result->rows() == 0)
    db.execute("INSERT INTO `friends` (`player_id`, `friend_id`) VALUES (%d, %d)", other, player);
  delete result;
}
