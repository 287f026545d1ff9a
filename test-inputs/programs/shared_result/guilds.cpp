#include "db.hpp"

int guildIdByName(const std::string &name) {
  Db &db = Db::instance();
  std::ostringstream query;
  query << "SELECT `id` FROM `guilds` WHERE `name` = " << db.escapeString(name);
  ResultPtr result = db.storeQuery(query.str());
  if (!result)
    return 0;
  return result->number(0);
}

bool foundGuild(const std::string &name) {
  Db &db = Db::instance();
  if (guildIdByName(name) != 0)
    return false;
  std::ostringstream query;
  query << "INSERT INTO `guilds` (`name`) VALUES (" << db.escapeString(name) << ')';
  return db.executeQuery(query.str());  // finding: [dbrace-duplicate-insert] "guilds"
}

bool renameGuild(const std::string &name, const std::string &wanted) {
  Db &db = Db::instance();
  if (guildIdByName(wanted) != 0)
    return false;
  std::ostringstream query;
  query << "INSERT INTO `guilds` (`name`) VALUES (" << db.escapeString(name) << ')';
  return db.executeQuery(query.str());
}
