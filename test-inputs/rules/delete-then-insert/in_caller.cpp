// The transaction is opened two calls up, on one of two paths.
// schema: bookings.sql
// dialect: postgresql
#include <pqxx/pqxx>
#include <string>

static void writeRole(pqxx::transaction_base &tx, const std::string &user, const std::string &role) {
  tx.exec_params("DELETE FROM roles WHERE user_id = $1 AND role = $2", user, role);
  tx.exec_params("INSERT INTO roles (user_id, role) VALUES ($1, $2)", user, role);  // finding: [dbrace-delete-then-insert] warning "makes the INSERT fail on the primary key"
}
static void saveOne(pqxx::transaction_base &tx, const std::string &user) { writeRole(tx, user, "guest"); }
void saveInWork(pqxx::connection &conn, const std::string &user) {
  pqxx::work tx(conn);
  saveOne(tx, user);
  tx.commit();
}
void saveEach(pqxx::connection &conn, const std::string &user) {
  pqxx::nontransaction tx(conn);
  saveOne(tx, user);
}
