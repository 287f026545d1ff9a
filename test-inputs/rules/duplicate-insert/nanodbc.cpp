// nanodbc: results by next(), values bound by address, transactions. Debian has no header for it.
// schema: plain.sql
// dialect: postgresql
#include <nanodbc/nanodbc.h>
#include <string>

bool addUser(nanodbc::connection &db, const std::string &email) {
  nanodbc::statement find(db);
  nanodbc::prepare(find, NANODBC_TEXT("SELECT id FROM users WHERE email = ?"));
  find.bind(0, email.c_str());
  nanodbc::result rows = nanodbc::execute(find);
  if (rows.next())
    return false;
  nanodbc::statement add(db, "INSERT INTO users (email) VALUES (?)");
  add.bind(0, email.c_str());
  nanodbc::just_execute(add);  // finding: [dbrace-duplicate-insert] "users.email"
  return true;
}
bool addUserWhenKnown(nanodbc::connection &db, const std::string &email) {
  nanodbc::statement find(db);
  nanodbc::prepare(find, NANODBC_TEXT("SELECT id FROM users WHERE email = ?"));
  find.bind(0, email.c_str());
  nanodbc::result rows = nanodbc::execute(find);
  if (!rows.next())
    return false;
  nanodbc::statement add(db, "INSERT INTO users (email) VALUES (?)");
  add.bind(0, email.c_str());
  nanodbc::just_execute(add);
  return true;
}
void addDevice(nanodbc::connection db, const std::string &serial, int port) {
  nanodbc::transaction transaction(db);
  nanodbc::statement find(db, "SELECT COUNT(*) FROM devices WHERE serial = ? AND port = ?");
  find.bind(0, serial.c_str());
  find.bind(1, &port);
  auto rows = find.execute();
  rows.next();
  if (rows.get<int>(0) == 0) {
    nanodbc::statement add(db);
    add.prepare("INSERT INTO devices (serial, port) VALUES (?, ?)");
    add.bind(0, serial.c_str());
    add.bind(1, &port);
    add.just_execute();  // finding: [dbrace-duplicate-insert] "devices"
  }
  transaction.commit();
}
void addDeviceExchanged(nanodbc::connection db, const std::string &serial, int port, int other) {
  nanodbc::transaction transaction(db);
  nanodbc::statement find(db, "SELECT COUNT(*) FROM devices WHERE serial = ? AND port = ?");
  find.bind(0, serial.c_str());
  find.bind(1, &port);
  auto rows = find.execute();
  rows.next();
  if (rows.get<int>(0) == 0) {
    nanodbc::statement add(db);
    add.prepare("INSERT INTO devices (serial, port) VALUES (?, ?)");
    add.bind(0, serial.c_str());
    add.bind(1, &other);
    add.just_execute();
  }
  transaction.commit();
}
