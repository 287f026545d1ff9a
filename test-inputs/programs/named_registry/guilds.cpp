// Prepared statements by number: prepared in one class, run in another.
#include "GuildDatabase.h"

bool createGuild(GuildDatabase &db, const std::string &name) {
  if (db.execute(GUILD_SEL_NAME, name) > 0)
    return false;
  return db.execute(GUILD_INS_NAME, name) >= 0;  // finding: [dbrace-duplicate-insert] error "guilds"
}

// The same, but a rank that is there is left alone.
bool createRank(GuildDatabase &db, const std::string &name) {
  if (db.execute(GUILD_SEL_RANK, name) > 0)
    return false;
  return db.execute(GUILD_INS_RANK, name) >= 0;
}
