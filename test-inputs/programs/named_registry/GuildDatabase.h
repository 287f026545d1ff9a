#pragma once

#include "Connection.h"

enum GuildStatements { GUILD_SEL_NAME, GUILD_INS_NAME, GUILD_SEL_RANK, GUILD_INS_RANK, MAX_GUILD_STATEMENTS };

class GuildDatabase : public Connection {
public:
  explicit GuildDatabase(MYSQL *mysql) : Connection(mysql, MAX_GUILD_STATEMENTS) {}

protected:
  void prepareAll() override;
};
