// libpqxx: SET SESSION CHARACTERISTICS is for all later transactions of the connection.
// schema: plain.sql
#include <pqxx/pqxx>
#include <string>

pqxx::connection open(const std::string &host) {
  pqxx::connection conn("host=" + host);
  pqxx::nontransaction tx(conn);
  tx.exec("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE");
  return conn;
}
void inATransaction(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (tx.exec_params("SELECT id FROM tags WHERE name = $1", name).empty())
    tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);
  tx.commit();
}
void inAutocommit(pqxx::connection &conn, const std::string &name) {
  pqxx::nontransaction tx(conn);
  if (tx.exec_params("SELECT id FROM tags WHERE name = $1", name).empty())
    tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert] error
}
