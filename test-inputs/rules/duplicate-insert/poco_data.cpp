// Poco::Data: into, use, now; statements executed later; record sets; transactions.
// schema: plain.sql
// dialect: postgresql
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Transaction.h>
#include <string>
#include <vector>

using namespace Poco::Data::Keywords;
using Poco::Data::RecordSet;
using Poco::Data::Session;
using Poco::Data::Statement;

bool addUser(Session &session, std::string email, std::string name) {
  int count = 0;
  session << "SELECT COUNT(*) FROM users WHERE email = ?", into(count), use(email), now;
  if (count > 0)
    return false;
  session << "INSERT INTO users (email, name) VALUES (?, ?)",  // finding: [dbrace-duplicate-insert] "users.email"
      use(email), use(name), now;
  return true;
}
bool addUserSwapped(Session &session, std::string email, std::string name) {
  int count = 0;
  session << "SELECT COUNT(*) FROM users WHERE email = ?", into(count), use(email), now;
  if (count > 0)
    return false;
  session << "INSERT INTO users (email, name) VALUES (?, ?)", use(name), use(email), now;
  return true;
}
void addTag(Session &session, std::string name) {
  int id = 0;
  Statement find(session);
  find << "SELECT id FROM tags WHERE name = ?", into(id), use(name);
  if (find.execute() == 0) {
    Statement add(session);
    add << "INSERT INTO tags (name) VALUES (?)", use(name);
    add.execute();  // finding: [dbrace-duplicate-insert] "tags"
  }
}
void addTagWhenFound(Session &session, std::string name) {
  int id = 0;
  Statement find(session);
  find << "SELECT id FROM tags WHERE name = ?", into(id), use(name);
  if (find.execute() != 0) {
    Statement add(session);
    add << "INSERT INTO tags (name) VALUES (?)", use(name);
    add.execute();
  }
}
void setValue(Session &session, int owner, std::string name) {
  Poco::Data::Transaction transaction(session);
  Statement find(session);
  find << "SELECT id FROM settings WHERE owner = ? AND name = ?", use(owner), use(name);
  find.execute();
  RecordSet rows(find);
  if (rows.rowCount() == 0)
    session << "INSERT INTO settings (owner, name) VALUES (?, ?)", use(owner), use(name), now;  // finding: [dbrace-duplicate-insert] "settings"
  else if (rows.moveFirst())
    session << "INSERT INTO settings (owner, name) VALUES (?, ?)", use(owner), use(name), now;
  transaction.commit();
}
void addDevice(Session &session, std::string serial, int port) {
  std::vector<int> ids;
  session << "SELECT id FROM devices WHERE serial = ? AND port = ?", into(ids), bind(serial), bind(port), now;
  if (ids.empty())
    session << "INSERT INTO devices (serial, port) VALUES (?, ?)", bind(serial), bind(port), now;  // finding: [dbrace-duplicate-insert] "devices"
}
void addDeviceExchanged(Session &session, std::string serial, std::string port) {
  std::vector<int> ids;
  session << "SELECT id FROM devices WHERE serial = ? AND port = ?", into(ids), bind(serial), bind(port), now;
  if (ids.empty())
    session << "INSERT INTO devices (serial, port) VALUES (?, ?)", bind(port), bind(serial), now;
}
