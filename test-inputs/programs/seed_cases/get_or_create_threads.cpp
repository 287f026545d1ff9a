// Case 1: threads that each look, find nothing and insert. One of them gets the unique violation, and nobody expects it.
// schema: schema.sql
// dialect: mariadb
#include <mysql.h>
#include <stdexcept>
#include <string>
#include <thread>

class Connection {
public:
  Connection() : handle(mysql_init(nullptr)) {
    if (!mysql_real_connect(handle, "localhost", "app", nullptr, "app", 0, nullptr, 0))
      throw std::runtime_error(mysql_error(handle));
  }
  ~Connection() { mysql_close(handle); }

  void run(const std::string &sql) {
    if (mysql_query(handle, sql.c_str()) != 0)
      throw std::runtime_error(mysql_error(handle));
  }
  long long firstNumber(const std::string &sql) {
    run(sql);
    MYSQL_RES *result = mysql_store_result(handle);
    MYSQL_ROW row = mysql_fetch_row(result);
    long long number = row ? std::stoll(row[0]) : 0;
    mysql_free_result(result);
    return number;
  }
  unsigned long long lastId() { return mysql_insert_id(handle); }

private:
  MYSQL *handle;
};

long long personOf(Connection &db, const std::string &email) {
  long long id = db.firstNumber("SELECT id FROM people WHERE email = '" + email + "'");
  if (id == 0) {
    db.run("INSERT INTO people (email) VALUES ('" + email + "')");  // finding: [dbrace-unhandled-conflict] warning "people_email"
    id = static_cast<long long>(db.lastId());
  }
  return id;
}

// Out of it: one statement decides, and says which row it is.
long long personDecidedByTheKey(Connection &db, const std::string &email) {
  db.run("INSERT INTO people (email) VALUES ('" + email + "') ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)");
  return static_cast<long long>(db.lastId());
}

void importBoth(const std::string &email) {
  auto import = [email] {
    Connection own;
    personOf(own, email);
    personDecidedByTheKey(own, email);
  };
  std::thread first(import), second(import);
  first.join();
  second.join();
}
