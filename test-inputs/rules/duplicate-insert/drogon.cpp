// Drogon's DbClient: statements run at once, results by size and loops, transactions. Debian has no header for it.
// schema: plain.sql
// dialect: postgresql
#include <drogon/orm/DbClient.h>
#include <string>

using namespace drogon::orm;

bool addUser(const DbClientPtr &client, const std::string &email, const std::string &name) {
  const auto found = client->execSqlSync("SELECT id FROM users WHERE email = $1", email);
  if (found.size() > 0)
    return false;
  client->execSqlSync("INSERT INTO users (email, name) VALUES ($1, $2)", email, name);  // finding: [dbrace-duplicate-insert] "users.email"
  return true;
}
bool addUserSwapped(const DbClientPtr &client, const std::string &email, const std::string &name) {
  const auto found = client->execSqlSync("SELECT id FROM users WHERE email = $1", email);
  if (found.size() > 0)
    return false;
  client->execSqlSync("INSERT INTO users (email, name) VALUES ($1, $2)", name, email);
  return true;
}
int tagId(const DbClientPtr &client, const std::string &name) {
  auto transaction = client->newTransaction();
  Result rows = transaction->execSqlSync("SELECT id FROM tags WHERE name = $1", name);
  if (!rows.empty())
    return rows[0]["id"].as<int>();
  rows = transaction->execSqlSync("INSERT INTO tags (name) VALUES ($1) RETURNING id", name);  // finding: [dbrace-duplicate-insert] "tags"
  return rows[0]["id"].as<int>();
}
void setValue(const DbClientPtr &client, int owner, const std::string &name) {
  int id = 0;
  for (const auto &row : client->execSqlSync("SELECT id FROM settings WHERE owner = $1 AND name = $2", owner, name))
    id = row["id"].as<int>();
  if (id == 0)
    client->execSqlSync("INSERT INTO settings (owner, name) VALUES ($1, $2)", owner, name);  // finding: [dbrace-duplicate-insert] "settings"
}
void copyValue(const DbClientPtr &client, int owner, const std::string &name) {
  int id = 0;
  for (const auto &row : client->execSqlSync("SELECT id FROM settings WHERE owner = $1 AND name = $2", owner, name))
    id = row["id"].as<int>();
  if (id != 0)
    client->execSqlSync("INSERT INTO settings (owner, name) VALUES ($1, $2)", owner, name);
}
