// libpqxx: the level is in the address of the connection.
// schema: plain.sql
#include <pqxx/pqxx>
#include <string>

class Shop {
public:
  Shop() : conn("postgresql://shop@db/shop?options=-c%20default_transaction_isolation%3Dserializable") {}
  void add(const std::string &name) {
    pqxx::work tx(conn);
    if (tx.exec_params("SELECT id FROM tags WHERE name = $1", name).empty())
      tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);
    tx.commit();
  }
  void addAtOnce(const std::string &name) {
    pqxx::nontransaction tx(conn);
    if (tx.exec_params("SELECT id FROM tags WHERE name = $1", name).empty())
      tx.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert] error
  }

private:
  pqxx::connection conn;
};
