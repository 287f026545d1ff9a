// libpqxx: locks that are there to exclude, and when they do.
// schema: plain.sql
#include <pqxx/pqxx>
#include <string>

static bool known(pqxx::transaction_base &tx, const std::string &name) {
  return !tx.exec_params("SELECT id FROM tags WHERE name = $1", name).empty();
}
static void put(pqxx::transaction_base &tx, const char *sql, const std::string &name) { tx.exec_params(sql, name); }
static const char *const add = "INSERT INTO tags (name) VALUES ($1)";

void lockedRow(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (tx.exec_params("SELECT id FROM tags WHERE name = $1 FOR UPDATE", name).empty())
    tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-ineffective-lock] warning "FOR UPDATE"
  tx.commit();
}

// Each statement is a transaction of its own, with which the lock goes.
void advisoryInAutocommit(pqxx::connection &conn, const std::string &name) {
  pqxx::nontransaction tx(conn);
  tx.exec("SELECT pg_advisory_xact_lock(7)");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] warning "advisory lock does not keep a rival out: outside a transaction"
}
void advisory(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec("SELECT pg_advisory_xact_lock(7)");
  if (!known(tx, name))
    put(tx, add, name);
  tx.commit();
}
void advisoryShared(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec("SELECT pg_advisory_xact_lock_shared(7)");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "shared locks do not exclude one another"
  tx.commit();
}
void advisoryTooLate(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  if (!known(tx, name)) {
    tx.exec("SELECT pg_advisory_xact_lock(7)");
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "taken after the row was looked up"
  }
  tx.commit();
}
// The lookup's snapshot is older than the lock: who waited does not see what the other one did.
void advisoryAtRepeatableRead(pqxx::connection &conn, const std::string &name) {
  pqxx::transaction<pqxx::repeatable_read> tx(conn);
  tx.exec("SELECT pg_advisory_xact_lock(7)");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "reads a snapshot taken before the lock"
  tx.commit();
}

// A session's lock outlives the transaction, if it is not released too early.
void sessionLock(pqxx::connection &conn, const std::string &name) {
  {
    pqxx::nontransaction session(conn);
    session.exec("SELECT pg_advisory_lock(7)");
  }
  {
    pqxx::work tx(conn);
    if (!known(tx, name))
      put(tx, add, name);
    tx.commit();
  }
  pqxx::nontransaction session(conn);
  session.exec("SELECT pg_advisory_unlock(7)");
}
void sessionLockReleasedTooEarly(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec("SELECT pg_advisory_lock(7)");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "released before the transaction commits"
  tx.exec("SELECT pg_advisory_unlock(7)");
  tx.commit();
}

void table(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec("LOCK TABLE tags IN SHARE ROW EXCLUSIVE MODE");
  if (!known(tx, name))
    put(tx, add, name);
  tx.commit();
}
void tableTooWeakly(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec("LOCK TABLE tags IN ROW EXCLUSIVE MODE");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "this mode does not exclude itself"
  tx.commit();
}
void tableShared(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec("LOCK TABLE tags IN SHARE MODE");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "lets both in: shared locks do not exclude one another; of two sessions that both find no row, one fails with a deadlock"
  tx.commit();
}
void tableOutsideATransaction(pqxx::connection &conn, const std::string &name) {
  pqxx::nontransaction tx(conn);
  tx.exec("LOCK TABLE tags IN EXCLUSIVE MODE");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "outside a transaction PostgreSQL refuses LOCK TABLE"
}
