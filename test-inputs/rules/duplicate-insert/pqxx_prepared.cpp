// libpqxx: statements prepared on the connection, run by name, in the transaction or elsewhere.
// schema: plain.sql
#include <pqxx/pqxx>
#include <string>

void prepareAll(pqxx::connection_base &conn) {
  conn.prepare("find_user", "SELECT id FROM users WHERE email = $1");
  conn.prepare("add_user", "INSERT INTO users (email, name) VALUES ($1, $2)");
}
void register_user(pqxx::connection_base &conn, const std::string &email, const std::string &name) {
  pqxx::work tx{conn};
  if (tx.exec_prepared("find_user", email).empty())
    tx.exec_prepared0("add_user", email, name);  // finding: [dbrace-duplicate-insert] "users"
  tx.commit();
}
void register_swapped(pqxx::connection_base &conn, const std::string &email, const std::string &name) {
  pqxx::work tx{conn};
  if (tx.exec_prepared("find_user", email).empty())
    tx.exec_prepared0("add_user", name, email);
  tx.commit();
}

class Tags {
public:
  explicit Tags(const std::string &url) : conn(url) {
    conn.prepare("tag", "SELECT id FROM tags WHERE name = $1");
    conn.prepare("tag.new", "INSERT INTO tags (name) VALUES ($1) RETURNING id");
  }
  int ensure(const std::string &name) {
    pqxx::work tx(conn, "tags");
    pqxx::result found = tx.prepared("tag")(name).exec();
    if (found.size() == 0)
      found = tx.prepared("tag.new")(name).exec();  // finding: [dbrace-duplicate-insert] "tags"
    tx.commit();
    return found.at(0).at(0).as<int>();
  }
  int another(const std::string &name, const std::string &other) {
    pqxx::work tx(conn, "tags");
    pqxx::result found = tx.prepared("tag")(name).exec();
    if (found.size() == 0)
      found = tx.prepared("tag.new")(other).exec();
    tx.commit();
    return found.at(0).at(0).as<int>();
  }
  void parameterized(const std::string &name) {
    pqxx::nontransaction tx(conn);
    const pqxx::result found = tx.parameterized("SELECT 1 FROM tags WHERE name = $1")(name).exec();
    if (!found.empty())
      return;
    tx.parameterized("INSERT INTO tags (id, name) VALUES ($1, $2)")(7)(name).exec();  // finding: [dbrace-duplicate-insert] "tags"
  }

private:
  pqxx::connection conn;
};

// Results that a pipeline hands out.
void pipelined(pqxx::work &tx, const std::string &name) {
  pqxx::pipeline pipe(tx);
  const auto asked = pipe.insert("SELECT id FROM tags WHERE name = " + tx.quote(name));
  const pqxx::result found = pipe.retrieve(asked);
  pipe.complete();
  if (found.empty())
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(name) + ")");  // finding: [dbrace-duplicate-insert] "tags"
}
void pipelinedFound(pqxx::work &tx, const std::string &name) {
  pqxx::pipeline pipe(tx);
  const auto asked = pipe.insert("SELECT id FROM tags WHERE name = " + tx.quote(name));
  const pqxx::result found = pipe.retrieve(asked);
  pipe.complete();
  if (!found.empty())
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(name) + ")");
}
