// libpqxx as Debian has it: what says that there is no row, and how values get into the text.
// schema: plain.sql
#include <pqxx/pqxx>
#include <optional>
#include <sstream>
#include <string>

void byEmpty(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  pqxx::result found = tx.exec("SELECT id FROM tags WHERE name = " + tx.quote(name));
  if (found.empty())
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(name) + ")");  // finding: [dbrace-duplicate-insert] "tags"
  tx.commit();
}
void byEmptyWhenFound(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  pqxx::result found = tx.exec("SELECT id FROM tags WHERE name = " + tx.quote(name));
  if (!found.empty())
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(name) + ")");
  tx.commit();
}
long bySize(pqxx::transaction_base &tx, const std::string &email) {
  const auto rows = tx.exec_params("SELECT id, name FROM users WHERE email = $1", email);
  if (rows.size() > 0)
    return rows[0]["id"].as<long>();
  const pqxx::row made = tx.exec_params1("INSERT INTO users (email) VALUES ($1) RETURNING id", email);  // finding: [dbrace-duplicate-insert] "users"
  return made[0].as<long>();
}
// The other parameter is looked up.
void bySizeOfAnother(pqxx::transaction_base &tx, const std::string &email, const std::string &alias) {
  const auto rows = tx.exec_params("SELECT id, name FROM users WHERE email = $1", alias);
  if (rows.size() == 0)
    tx.exec_params0("INSERT INTO users (email) VALUES ($1)", email);
}
int byLoop(pqxx::work &tx, const std::string &name) {
  int id = -1;
  for (const auto &row : tx.exec("SELECT id FROM tags WHERE name = '" + tx.esc(name) + "'"))
    id = row[0].as<int>();
  if (id < 0)
    tx.exec0("INSERT INTO tags (name) VALUES ('" + tx.esc(name) + "')");  // finding: [dbrace-duplicate-insert] "tags"
  return id;
}
int byIterator(pqxx::work &tx, const std::string &name) {
  const pqxx::result rows = tx.exec_params("SELECT id FROM tags WHERE name = $1", name);
  for (auto row = rows.begin(); row != rows.end(); ++row)
    return row["id"].as<int>();
  tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert] "tags"
  return 0;
}
// Every row that was found is copied.
void copyAll(pqxx::work &tx, const std::string &name) {
  for (const auto &row : tx.exec_params("SELECT name FROM tags WHERE name = $1", name))
    tx.exec_params("INSERT INTO archive (name) VALUES ($1)", row[0].c_str());
}
void byCount(pqxx::work &tx, const std::string &serial, int port) {
  const auto counted = tx.exec_params1("SELECT COUNT(*) FROM devices WHERE serial = $1 AND port = $2", serial, port);
  if (counted[0].as<int>() == 0)
    tx.exec_params("INSERT INTO devices (serial, port) VALUES ($1, $2)", serial, port);  // finding: [dbrace-duplicate-insert] "devices"
}
void byCountWhenFull(pqxx::work &tx, const std::string &serial, int port) {
  const auto counted = tx.exec_params1("SELECT COUNT(*) FROM devices WHERE serial = $1 AND port = $2", serial, port);
  if (counted[0].as<int>() != 0)
    tx.exec_params("INSERT INTO devices (serial, port) VALUES ($1, $2)", serial, port);
}
void byException(pqxx::work &tx, const std::string &name) {
  try {
    tx.exec1("SELECT id FROM tags WHERE name = " + tx.quote(name));
  } catch (const pqxx::unexpected_rows &) {
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(name) + ")");  // finding: [dbrace-duplicate-insert] "tags"
  }
}
// Another failure than a missing row.
void byOtherException(pqxx::connection &conn, const std::string &name) {
  try {
    pqxx::nontransaction tx(conn);
    tx.exec1("SELECT id FROM tags WHERE name = " + tx.quote(name));
  } catch (const pqxx::broken_connection &) {
    pqxx::nontransaction tx(conn);
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(name) + ")");
  }
}
// The maximum of no rows is NULL.
void byNull(pqxx::work &tx, int owner, const std::string &name) {
  const pqxx::row last = tx.exec_params1("SELECT MAX(id) AS last FROM settings WHERE owner = $1 AND name = $2", owner, name);
  if (last["last"].is_null())
    tx.exec_params("INSERT INTO settings (owner, name) VALUES ($1, $2)", owner, name);  // finding: [dbrace-duplicate-insert] "settings"
}
void byNullOfOther(pqxx::work &tx, int owner, const std::string &name) {
  const pqxx::row last = tx.exec_params1("SELECT MAX(id) AS last FROM settings WHERE owner = $1 AND name = $2", owner, name);
  if (!last["last"].is_null())
    tx.exec_params("INSERT INTO settings (owner, name) VALUES ($1, $2)", owner, name);
}
void byStream(pqxx::work &tx, const std::string &email) {
  std::stringstream select;
  select << "SELECT id FROM users WHERE email = " << tx.quote(email);
  std::stringstream insert;
  insert << "INSERT INTO users (email) VALUES (" << tx.quote(email) << ")";
  if (tx.exec(select).size() < 1)
    tx.exec(insert);  // finding: [dbrace-duplicate-insert] "users"
}
void byAffected(pqxx::work &tx, const std::string &email, const std::string &name) {
  if (tx.exec_params("UPDATE users SET name = $2 WHERE email = $1", email, name).affected_rows() == 0)
    tx.exec_params("INSERT INTO users (email, name) VALUES ($1, $2)", email, name);  // finding: [dbrace-duplicate-insert] "users"
}
void byAffectedSome(pqxx::work &tx, const std::string &email, const std::string &name) {
  if (tx.exec_params("UPDATE users SET name = $2 WHERE email = $1", email, name).affected_rows() != 0)
    tx.exec_params("INSERT INTO users (email, name) VALUES ($1, $2)", email, name);
}
