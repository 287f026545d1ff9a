// libpqxx: escaping exceptions, results with rows, affected rows.
// schema: accounts.sql
// dialect: postgresql
#include <pqxx/pqxx>
#include <string>

static bool missing(pqxx::transaction_base &tx, const std::string &name) {
  return tx.exec_params("SELECT id FROM teams WHERE name = $1", name).empty();
}
void escapes(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (missing(tx, name))
    tx.exec_params0("INSERT INTO teams (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (name) DO NOTHING"
  tx.commit();
}
bool oneRow(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (!missing(tx, name))
    return true;
  const pqxx::result stored = tx.exec_params("INSERT INTO teams (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows asks how many rows were stored"
  tx.commit();
  return stored.affected_rows() == 1;
}
int number(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (!missing(tx, name))
    return 0;
  const int id = tx.exec_params1("INSERT INTO teams (name) VALUES ($1) RETURNING id", name)[0].as<int>();  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (name) DO UPDATE SET name = excluded.name; so that RETURNING"
  tx.commit();
  return id;
}
