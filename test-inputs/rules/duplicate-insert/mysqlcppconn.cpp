// MySQL Connector/C++: prepared statements, result sets, autocommit.
// schema: plain.sql
#include <cppconn/connection.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <memory>
#include <string>

bool addUser(sql::Connection *con, const std::string &email, const std::string &name) {
  std::unique_ptr<sql::PreparedStatement> find(con->prepareStatement("SELECT id FROM users WHERE email = ?"));
  find->setString(1, email);
  std::unique_ptr<sql::ResultSet> rows(find->executeQuery());
  if (rows->next())
    return false;
  std::unique_ptr<sql::PreparedStatement> add(con->prepareStatement("INSERT INTO users (email, name) VALUES (?, ?)"));
  add->setString(1, email);
  add->setString(2, name);
  return add->executeUpdate() == 1;  // finding: [dbrace-duplicate-insert] "users.email"
}
bool addUserSwapped(sql::Connection *con, const std::string &email, const std::string &name) {
  std::unique_ptr<sql::PreparedStatement> find(con->prepareStatement("SELECT id FROM users WHERE email = ?"));
  find->setString(1, email);
  std::unique_ptr<sql::ResultSet> rows(find->executeQuery());
  if (rows->next())
    return false;
  std::unique_ptr<sql::PreparedStatement> add(con->prepareStatement("INSERT INTO users (email, name) VALUES (?, ?)"));
  add->setString(1, name);
  add->setString(2, email);
  return add->executeUpdate() == 1;
}

// Raw pointers and texts.
void addTag(sql::Connection *con, const std::string &name) {
  sql::Statement *stmt = con->createStatement();
  sql::ResultSet *res = stmt->executeQuery("SELECT COUNT(*) AS total FROM tags WHERE name = '" + name + "'");
  int total = 0;
  while (res->next())
    total = res->getInt("total");
  delete res;
  if (total == 0)
    stmt->execute("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
  delete stmt;
}
void addTagAgain(sql::Connection *con, const std::string &name) {
  sql::Statement *stmt = con->createStatement();
  sql::ResultSet *res = stmt->executeQuery("SELECT COUNT(*) AS total FROM tags WHERE name = '" + name + "'");
  int total = 0;
  while (res->next())
    total = res->getInt("total");
  delete res;
  if (total > 0)
    stmt->execute("INSERT INTO tags (name) VALUES ('" + name + "')");
  delete stmt;
}

class Settings {
public:
  explicit Settings(std::shared_ptr<sql::Connection> connection) : connection(std::move(connection)) {}
  bool has(int owner, const std::string &name) {
    std::unique_ptr<sql::PreparedStatement> find(connection->prepareStatement("SELECT 1 FROM settings WHERE owner = ? AND name = ?"));
    find->setInt(1, owner);
    find->setString(2, name);
    std::unique_ptr<sql::ResultSet> rows(find->executeQuery());
    return rows->rowsCount() > 0;
  }
  void put(int owner, const std::string &name, const std::string &value) {
    connection->setAutoCommit(false);
    std::unique_ptr<sql::PreparedStatement> write;
    if (has(owner, name))
      write.reset(connection->prepareStatement("UPDATE settings SET value = ? WHERE owner = ? AND name = ?"));
    else
      write.reset(connection->prepareStatement("INSERT INTO settings (value, owner, name) VALUES (?, ?, ?)"));
    write->setString(1, value);
    write->setInt(2, owner);
    write->setString(3, name);
    write->executeUpdate();  // finding: [dbrace-duplicate-insert] "settings"
    connection->commit();
  }
  void copy(int owner, const std::string &name) {
    if (!has(owner, name))
      return;
    std::unique_ptr<sql::PreparedStatement> write(connection->prepareStatement("INSERT INTO settings (owner, name) VALUES (?, ?)"));
    write->setInt(1, owner);
    write->setString(2, name);
    write->execute();
  }

private:
  std::shared_ptr<sql::Connection> connection;
};
