// libpqxx throws: nobody catches, a base class takes everything, or unique_violation has a path of its own.
// schema: keyed.sql
#include <pqxx/pqxx>
#include <cstdio>
#include <string>

bool missing(pqxx::transaction_base &tx, const std::string &name) {
  return tx.exec_params("SELECT id FROM tags WHERE name = $1", name).empty();
}
void escapes(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (missing(tx, name))
    tx.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] warning "tags"
  tx.commit();
}
bool logged(pqxx::connection &conn, const std::string &name) {
  try {
    pqxx::work tx(conn);
    if (missing(tx, name))
      tx.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    tx.commit();
    return true;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool loggedSqlError(pqxx::connection &conn, const std::string &name) {
  try {
    pqxx::work tx(conn);
    if (missing(tx, name))
      tx.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    tx.commit();
  } catch (const pqxx::sql_error &error) {
    std::fprintf(stderr, "%s: %s\n", error.query().c_str(), error.what());
    return false;
  }
  return true;
}
bool toldApart(pqxx::connection &conn, const std::string &name) {
  try {
    pqxx::work tx(conn);
    if (missing(tx, name))
      tx.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);
    tx.commit();
  } catch (const pqxx::unique_violation &) {
    return true;
  } catch (const pqxx::sql_error &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
  return true;
}
bool byIntegrity(pqxx::connection &conn, const std::string &name) {
  try {
    pqxx::work tx(conn);
    if (missing(tx, name))
      tx.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);
    tx.commit();
  } catch (const pqxx::integrity_constraint_violation &) {
    return true;
  } catch (const pqxx::failure &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
  return true;
}
bool byState(pqxx::connection &conn, const std::string &name) {
  try {
    pqxx::work tx(conn);
    if (missing(tx, name))
      tx.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);
    tx.commit();
  } catch (const pqxx::sql_error &error) {
    if (error.sqlstate() == "23505")
      return true;
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
  return true;
}
bool byOtherState(pqxx::connection &conn, const std::string &name) {
  try {
    pqxx::work tx(conn);
    if (missing(tx, name))
      tx.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    tx.commit();
  } catch (const pqxx::sql_error &error) {
    if (error.sqlstate() == "40001")
      return true;
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
  return true;
}
