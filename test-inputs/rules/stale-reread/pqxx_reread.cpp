// libpqxx: after a refused insert nothing can be run in the transaction, only after going back to before it.
// schema: keyed.sql
#include <pqxx/pqxx>
#include <string>

int idOf(pqxx::transaction_base &tx, const std::string &name) {
  const pqxx::result rows = tx.exec_params("SELECT id FROM tags WHERE name = $1", name);
  return rows.empty() ? 0 : rows[0][0].as<int>();
}
int addAborted(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  int id = idOf(tx, name);
  if (id == 0)
    try {
      id = tx.exec_params1("INSERT INTO tags (name) VALUES ($1) RETURNING id", name)[0].as<int>();  // finding: [dbrace-stale-reread] "tags"
    } catch (const pqxx::unique_violation &) {
      id = idOf(tx, name);
    }
  tx.commit();
  return id;
}
int addInside(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  int id = idOf(tx, name);
  if (id == 0)
    try {
      pqxx::subtransaction inner(tx);
      id = inner.exec_params1("INSERT INTO tags (name) VALUES ($1) RETURNING id", name)[0].as<int>();
      inner.commit();
    } catch (const pqxx::unique_violation &) {
      id = idOf(tx, name);
    }
  tx.commit();
  return id;
}
// Each statement is a transaction of its own.
int addAlone(pqxx::connection &conn, const std::string &name) {
  pqxx::nontransaction tx(conn);
  int id = idOf(tx, name);
  if (id == 0)
    try {
      id = tx.exec_params1("INSERT INTO tags (name) VALUES ($1) RETURNING id", name)[0].as<int>();
    } catch (const pqxx::sql_error &error) {
      if (error.sqlstate() != "23505")
        throw;
      id = idOf(tx, name);
    }
  return id;
}
// In the next transaction.
int addAnew(pqxx::connection &conn, const std::string &name) {
  try {
    pqxx::work tx(conn);
    int id = idOf(tx, name);
    if (id == 0)
      id = tx.exec_params1("INSERT INTO tags (name) VALUES ($1) RETURNING id", name)[0].as<int>();
    tx.commit();
    return id;
  } catch (const pqxx::unique_violation &) {
    pqxx::work tx(conn);
    return idOf(tx, name);
  }
}
