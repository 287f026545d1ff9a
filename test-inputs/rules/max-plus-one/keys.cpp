// The primary key refuses the second of two equal numbers.
// schema: bookings.sql
// dialect: postgresql
#include <pqxx/pqxx>
#include <string>

void addRoom(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  const long last = tx.exec1("SELECT MAX(id) FROM rooms")[0].as<long>(0);
  tx.exec_params("INSERT INTO rooms (id, name, seats, taken) VALUES ($1, $2, 0, 0)", last + 1, name);  // finding: [dbrace-max-plus-one] warning "fails on the primary key"
  tx.commit();
}
// Whoever loses takes the next number.
bool addRoomAgain(pqxx::connection &conn, const std::string &name) {
  for (int tries = 0; tries < 5; ++tries) {
    try {
      pqxx::work tx(conn);
      const long last = tx.exec1("SELECT MAX(id) FROM rooms")[0].as<long>(0);
      tx.exec_params("INSERT INTO rooms (id, name, seats, taken) VALUES ($1, $2, 0, 0)", last + 1, name);
      tx.commit();
      return true;
    } catch (const pqxx::unique_violation &) {
    }
  }
  return false;
}
void addRoomInOneStatement(pqxx::connection &conn) {
  pqxx::work tx(conn);
  tx.exec("INSERT INTO archive (number) VALUES ((SELECT MAX(number) + 1 FROM archive))");  // finding: [dbrace-max-plus-one] "archive.number has no unique key"
  tx.commit();
}
// A sequence gives each number once.
void addRoomFromSequence(pqxx::connection &conn, const std::string &name) {
  pqxx::work tx(conn);
  const long next = tx.exec1("SELECT nextval('rooms_id_seq')")[0].as<long>();
  tx.exec_params("INSERT INTO rooms (id, name, seats, taken) VALUES ($1, $2, 0, 0)", next, name);
  tx.commit();
}
