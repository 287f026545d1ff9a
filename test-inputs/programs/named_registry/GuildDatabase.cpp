#include "GuildDatabase.h"

void GuildDatabase::prepareAll() {
  prepareStatement(GUILD_SEL_NAME, "SELECT id FROM guilds WHERE name = ?", CONNECTION_SYNC);
  prepareStatement(GUILD_INS_NAME, "INSERT INTO guilds (name) VALUES (?)", CONNECTION_ASYNC);
  prepareStatement(GUILD_SEL_RANK, "SELECT id FROM ranks WHERE name = ?", CONNECTION_SYNC);
  prepareStatement(GUILD_INS_RANK, "INSERT IGNORE INTO ranks (name) VALUES (?)", CONNECTION_ASYNC);
}
