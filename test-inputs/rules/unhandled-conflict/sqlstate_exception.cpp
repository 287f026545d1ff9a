// The class of the SQLSTATE that an exception has.
// schema: keyed.sql
// dialect: postgresql
#include <pqxx/pqxx>
#include <string>

static bool missing(pqxx::work &tx, const std::string &name) {
  return tx.exec_params("SELECT id FROM tags WHERE name = $1", name).empty();
}

bool byClass(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (!missing(tx, name))
    return false;
  try {
    tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);
    tx.commit();
    return true;
  } catch (const pqxx::sql_error &error) {
    if (error.sqlstate().substr(0, 2) == "23")
      return false;
    throw;
  }
}
bool byOtherClass(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (!missing(tx, name))
    return false;
  try {
    tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] "tags"
    tx.commit();
    return true;
  } catch (const pqxx::sql_error &error) {
    if (error.sqlstate().substr(0, 2) == "40")
      return false;
    throw;
  }
}
bool byStart(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (!missing(tx, name))
    return false;
  try {
    tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);
    tx.commit();
    return true;
  } catch (const pqxx::sql_error &error) {
    if (error.sqlstate().starts_with("23"))
      return false;
    throw;
  }
}
