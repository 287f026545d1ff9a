// Boost.MySQL: parameters in the text, prepared statements, rows as views. Debian's Boost is older and has no header for it.
// schema: plain.sql
// dialect: mysql
#include <boost/mysql.hpp>
#include <string>

namespace mysql = boost::mysql;

bool addUser(mysql::any_connection &conn, const std::string &email, const std::string &name) {
  mysql::results result;
  conn.execute(mysql::with_params("SELECT id FROM users WHERE email = {}", email), result);
  if (!result.rows().empty())
    return false;
  conn.execute(  // finding: [dbrace-duplicate-insert] "users.email"
      mysql::with_params("INSERT INTO users (email, name) VALUES ({}, {})", email, name), result);
  return true;
}

// The values are the other way round.
bool addUserSwapped(mysql::any_connection &conn, const std::string &email, const std::string &name) {
  mysql::results result;
  conn.execute(mysql::with_params("SELECT id FROM users WHERE email = {}", email), result);
  if (!result.rows().empty())
    return false;
  conn.execute(mysql::with_params("INSERT INTO users (email, name) VALUES ({}, {})", name, email), result);
  return true;
}

class Tags {
public:
  explicit Tags(mysql::tcp_ssl_connection &conn) : conn(conn) {}

  std::int64_t ensure(const std::string &name) {
    mysql::results result;
    mysql::statement lookup = conn.prepare_statement("SELECT id FROM tags WHERE name = ?");
    conn.execute(lookup.bind(name), result);
    for (auto row : result.rows())
      return row.at(0).as_int64();
    mysql::statement insert = conn.prepare_statement("INSERT INTO tags (name) VALUES (?)");
    conn.execute(insert.bind(name), result);  // finding: [dbrace-duplicate-insert] "tags.name"
    return static_cast<std::int64_t>(result.last_insert_id());
  }

  bool has(const std::string &name) {
    mysql::results result;
    conn.execute(mysql::with_params("SELECT COUNT(*) FROM tags WHERE name = {}", name), result);
    return result.rows().at(0).at(0).as_int64() > 0;
  }

  // What is there is inserted once more.
  void again(const std::string &name) {
    mysql::results result;
    if (has(name))
      conn.execute(mysql::with_params("INSERT INTO tags (name) VALUES ({})", name), result);
  }

  void once(const std::string &name) {
    mysql::results result;
    if (!has(name))
      conn.execute(  // finding: [dbrace-duplicate-insert] "tags.name"
          mysql::with_params("INSERT INTO tags (name) VALUES ({})", name), result);
  }

private:
  mysql::tcp_ssl_connection &conn;
};
