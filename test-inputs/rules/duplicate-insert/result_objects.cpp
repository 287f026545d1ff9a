// What a query function gives back: null for no row or an error, an expected, a variant of both.
// schema: plain.sql
// dialect: mysql
#include <mysql.h>
#include <memory>
#include <optional>
#include <string>
#include <variant>

class Result {
public:
  explicit Result(MYSQL_RES *rows) : rows(rows), row(mysql_fetch_row(rows)) {}
  ~Result() { mysql_free_result(rows); }
  bool hasNext() const { return row != nullptr; }
  bool next() {
    row = mysql_fetch_row(rows);
    return row != nullptr;
  }
  int number(unsigned column) const { return row[column] ? std::stoi(row[column]) : 0; }

private:
  MYSQL_RES *rows;
  MYSQL_ROW row;
};
using Result_ptr = std::shared_ptr<Result>;

class Database {
public:
  static Database &getInstance() {
    static Database instance;
    return instance;
  }
  Result_ptr storeQuery(const std::string &query) {
    if (mysql_real_query(handle, query.c_str(), query.length()) != 0)
      return nullptr;
    MYSQL_RES *rows = mysql_store_result(handle);
    if (!rows)
      return nullptr;
    Result_ptr result = std::make_shared<Result>(rows);
    if (!result->hasNext())
      return nullptr;
    return result;
  }
  bool executeQuery(const std::string &query) { return mysql_real_query(handle, query.c_str(), query.length()) == 0; }
  std::string escapeString(const std::string &text) const {
    std::string escaped(text.length() * 2 + 1, '\0');
    mysql_real_escape_string(handle, escaped.data(), text.c_str(), text.length());
    return "'" + escaped + "'";
  }

private:
  MYSQL *handle = nullptr;
};

bool addUser(const std::string &email) {
  Database &db = Database::getInstance();
  if (Result_ptr result = db.storeQuery("SELECT id FROM users WHERE email = " + db.escapeString(email)))
    return false;
  return db.executeQuery("INSERT INTO users (email) VALUES (" + db.escapeString(email) + ")");  // finding: [dbrace-duplicate-insert] "users"
}
bool addKnownUser(const std::string &email) {
  Database &db = Database::getInstance();
  if (Result_ptr result = db.storeQuery("SELECT id FROM users WHERE email = " + db.escapeString(email)))
    return db.executeQuery("INSERT INTO users (email) VALUES (" + db.escapeString(email) + ")");
  return false;
}

// An expected: a value or why there is none.
enum class DbError { none, noRow, failed };
template <class T> class Expected {
public:
  Expected(T value) : value_(std::move(value)), error_(DbError::none) {}
  Expected(DbError error) : error_(error) {}
  bool has_value() const { return error_ == DbError::none; }
  explicit operator bool() const { return has_value(); }
  DbError error() const { return error_; }
  const T &value() const { return *value_; }

private:
  std::optional<T> value_;
  DbError error_;
};
Expected<int> tagId(const std::string &name) {
  Result_ptr result = Database::getInstance().storeQuery("SELECT id FROM tags WHERE name = '" + name + "'");
  if (!result)
    return DbError::noRow;
  return result->number(0);
}
int tagOrNew(const std::string &name) {
  auto known = tagId(name);
  if (known.has_value())
    return known.value();
  Database::getInstance().executeQuery("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
  return 0;
}
int tagOrNewByError(const std::string &name) {
  auto known = tagId(name);
  if (known.error() == DbError::noRow)
    Database::getInstance().executeQuery("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
  return 0;
}
int tagAgain(const std::string &name) {
  auto known = tagId(name);
  if (known.error() != DbError::noRow)
    Database::getInstance().executeQuery("INSERT INTO tags (name) VALUES ('" + name + "')");
  return 0;
}
// Filled by reference, the answer says whether.
bool loadDevice(const std::string &serial, int &id) {
  if (auto result = Database::getInstance().storeQuery("SELECT id FROM devices WHERE serial = '" + serial + "' LIMIT 1")) {
    id = result->number(0);
    return true;
  }
  return false;
}
int deviceId(const std::string &serial) {
  int id = 0;
  if (!loadDevice(serial, id))
    Database::getInstance().executeQuery("INSERT INTO devices (serial, port) VALUES ('" + serial + "', 0)");  // finding: [dbrace-duplicate-insert] "devices"
  return id;
}
int deviceIdKnown(const std::string &serial) {
  int id = 0;
  if (loadDevice(serial, id))
    Database::getInstance().executeQuery("INSERT INTO devices (serial, port) VALUES ('" + serial + "', 0)");
  return id;
}
