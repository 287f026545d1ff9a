// The transaction is opened two calls up, on every path.
// schema: bookings.sql
// dialect: postgresql
#include <pqxx/pqxx>
#include <string>

static void writeRole(pqxx::transaction_base &tx, const std::string &user, const std::string &role) {
  tx.exec_params("DELETE FROM roles WHERE user_id = $1 AND role = $2", user, role);
  tx.exec_params("INSERT INTO roles (user_id, role) VALUES ($1, $2)", user, role);
}
static void saveOne(pqxx::transaction_base &tx, const std::string &user) { writeRole(tx, user, "guest"); }
void saveInWork(pqxx::connection &conn, const std::string &user) {
  pqxx::work tx(conn);
  saveOne(tx, user);
  tx.commit();
}
