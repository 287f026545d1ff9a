// libpqxx: what keeps a rival out is a level or a lock; not a transaction, a callback that is tried again, or a nested
// transaction.
// schema: plain.sql
#include <pqxx/pqxx>
#include <string>

using Serializable = pqxx::transaction<pqxx::serializable>;

bool known(pqxx::transaction_base &tx, const std::string &name) {
  return !tx.exec_params("SELECT id FROM tags WHERE name = $1", name).empty();
}
void put(pqxx::transaction_base &tx, const char *sql, const std::string &name) { tx.exec_params0(sql, name); }
static const char *const add = "INSERT INTO tags (name) VALUES ($1)";

// The loser is told to try again, and then finds the row.
void serializable(pqxx::connection &conn, const std::string &name) {
  for (int attempt = 0; attempt < 3; ++attempt)
    try {
      Serializable tx(conn);
      if (!known(tx, name))
        put(tx, add, name);
      tx.commit();
      return;
    } catch (const pqxx::serialization_failure &) {
    }
}
// The same at a level that lets both in.
void repeatableRead(pqxx::connection &conn, const std::string &name) {
  for (int attempt = 0; attempt < 3; ++attempt)
    try {
      pqxx::transaction<pqxx::repeatable_read> tx(conn);
      if (!known(tx, name))
        put(tx, add, name);  // finding: [dbrace-duplicate-insert] error "tags"
      tx.commit();
      return;
    } catch (const pqxx::serialization_failure &) {
    }
}

// Whoever comes second waits for the lock.
void locked(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec0("LOCK TABLE tags IN SHARE ROW EXCLUSIVE MODE");
  if (!known(tx, name))
    put(tx, add, name);
  tx.commit();
}
// The mode of a plain INSERT, which many may hold at a time.
void lockedShared(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec0("LOCK TABLE tags IN ROW EXCLUSIVE MODE");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "tags"
  tx.commit();
}
// A lock ends with its transaction, and here each statement is one.
void lockedForOneStatement(pqxx::connection &conn, const std::string &name) {
  pqxx::nontransaction tx(conn);
  tx.exec("SELECT pg_advisory_xact_lock(7)");
  if (!known(tx, name))
    put(tx, add, name);  // finding: [dbrace-ineffective-lock] "tags"
}
void advisory(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  tx.exec("SELECT pg_advisory_xact_lock(7)");
  if (!known(tx, name))
    put(tx, add, name);
  tx.commit();
}

// It tries again after a lost connection; that keeps nobody out.
int performed(pqxx::connection &conn, const std::string &name) {
  return pqxx::perform([&conn, &name] {
    pqxx::work tx(conn);
    const pqxx::result found = tx.exec_params("SELECT id FROM tags WHERE name = $1", name);
    int id = found.empty() ? 0 : found[0][0].as<int>();
    if (found.empty())
      id = tx.exec_params1("INSERT INTO tags (name) VALUES ($1) RETURNING id", name)[0].as<int>();  // finding: [dbrace-duplicate-insert] "tags"
    tx.commit();
    return id;
  });
}
int performedSerializable(pqxx::connection &conn, const std::string &name) {
  return pqxx::perform([&conn, &name] {
    Serializable tx(conn);
    const pqxx::result found = tx.exec_params("SELECT id FROM tags WHERE name = $1", name);
    int id = found.empty() ? 0 : found[0][0].as<int>();
    if (found.empty())
      id = tx.exec_params1("INSERT INTO tags (name) VALUES ($1) RETURNING id", name)[0].as<int>();
    tx.commit();
    return id;
  });
}

// A nested transaction protects from its own errors only.
void nested(pqxx::work &tx, const std::string &email) {
  pqxx::subtransaction inner(tx, "add_user");
  if (inner.exec("SELECT 1 FROM users WHERE email = " + inner.quote(email)).empty())
    inner.exec0("INSERT INTO users (email) VALUES (" + inner.quote(email) + ")");  // finding: [dbrace-duplicate-insert] "users"
  inner.commit();
}
void nestedWhenThere(pqxx::work &tx, const std::string &email) {
  pqxx::subtransaction inner(tx, "add_user");
  if (!inner.exec("SELECT 1 FROM users WHERE email = " + inner.quote(email)).empty())
    inner.exec0("INSERT INTO users (email) VALUES (" + inner.quote(email) + ")");
  inner.commit();
}

// The table's name is quoted too.
class Lookup {
public:
  Lookup(pqxx::connection &conn, std::string table) : conn(conn), table(std::move(table)) {}
  int idOf(const std::string &name) {
    pqxx::work tx(conn);
    const std::string quoted = tx.quote_name(table);
    const pqxx::result rows = tx.exec("SELECT id FROM " + quoted + " WHERE name = '" + tx.esc(name) + "'");
    if (!rows.empty())
      return rows.front()["id"].as<int>();
    const int id =
        tx.exec("INSERT INTO " + quoted + " (name) VALUES ('" + tx.esc(name) + "') RETURNING id")[0][0].as<int>();
    tx.commit();
    return id;
  }
  int idOfOther(const std::string &name, const std::string &other) {
    pqxx::work tx(conn);
    const std::string quoted = tx.quote_name(table);
    const pqxx::result rows = tx.exec("SELECT id FROM " + quoted + " WHERE name = '" + tx.esc(other) + "'");
    if (!rows.empty())
      return rows.front()["id"].as<int>();
    return tx.exec("INSERT INTO " + quoted + " (name) VALUES ('" + tx.esc(name) + "') RETURNING id")[0][0].as<int>();
  }

private:
  pqxx::connection &conn;
  std::string table;
};
int tagId(pqxx::connection &conn, const std::string &name) {
  return Lookup(conn, "tags").idOf(name);  // finding: [dbrace-duplicate-insert] "tags"
}
int otherTagId(pqxx::connection &conn, const std::string &name) { return Lookup(conn, "tags").idOfOther(name, "none"); }
