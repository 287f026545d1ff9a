// Transactions as objects: BEGIN in the constructor, ROLLBACK in the destructor unless it was committed.
// schema: keyed.sql
// dialect: mysql
#include <mysql.h>
#include <mysqld_error.h>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

class DuplicateKey : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

class Connection {
public:
  void execute(const std::string &sql) {
    if (mysql_real_query(&handle, sql.data(), sql.size()) == 0)
      return;
    if (mysql_errno(&handle) == ER_DUP_ENTRY)
      throw DuplicateKey(mysql_error(&handle));
    throw std::runtime_error(mysql_error(&handle));
  }
  std::optional<long> number(const std::string &sql) {
    execute(sql);
    MYSQL_RES *result = mysql_store_result(&handle);
    std::optional<long> value;
    if (MYSQL_ROW row = mysql_fetch_row(result))
      value = std::atol(row[0]);
    mysql_free_result(result);
    return value;
  }
  long lastId() { return static_cast<long>(mysql_insert_id(&handle)); }

private:
  MYSQL handle;
};

class Transaction {
public:
  explicit Transaction(Connection &connection) : connection(connection) { connection.execute("START TRANSACTION"); }
  ~Transaction() {
    if (!done)
      connection.execute("ROLLBACK");
  }
  void commit() {
    connection.execute("COMMIT");
    done = true;
  }

private:
  Connection &connection;
  bool done = false;
};

static std::optional<long> findUser(Connection &db, const std::string &email) {
  return db.number("SELECT id FROM users WHERE email = '" + email + "'");
}

long caughtInside(Connection &db, const std::string &email) {
  Transaction transaction(db);
  auto id = findUser(db, email);
  if (!id) {
    try {
      db.execute("INSERT INTO users (email) VALUES ('" + email + "')");  // finding: [dbrace-stale-reread] warning "snapshot at REPEATABLE READ"
      id = db.lastId();
    } catch (const DuplicateKey &) {
      id = findUser(db, email);
    }
  }
  transaction.commit();
  return id.value_or(0);
}
// Caught outside, the transaction is gone before the handler runs.
long caughtOutside(Connection &db, const std::string &email) {
  try {
    Transaction transaction(db);
    auto id = findUser(db, email);
    if (!id) {
      db.execute("INSERT INTO users (email) VALUES ('" + email + "')");
      id = db.lastId();
    }
    transaction.commit();
    return *id;
  } catch (const DuplicateKey &) {
    return findUser(db, email).value_or(0);
  }
}
long withoutTransaction(Connection &db, const std::string &email) {
  auto id = findUser(db, email);
  if (!id) {
    try {
      db.execute("INSERT INTO users (email) VALUES ('" + email + "')");
      id = db.lastId();
    } catch (const DuplicateKey &) {
      id = findUser(db, email);
    }
  }
  return id.value_or(0);
}
// The transaction is the caller's, two calls up; the other caller has none.
static long userId(Connection &db, const std::string &email) {
  if (auto id = findUser(db, email))
    return *id;
  try {
    db.execute("INSERT INTO users (email) VALUES ('" + email + "')");  // finding: [dbrace-stale-reread] warning "that importAll begins"
    return db.lastId();
  } catch (const DuplicateKey &) {
    return findUser(db, email).value_or(0);
  }
}
static void importOne(Connection &db, const std::string &line) { userId(db, line.substr(0, line.find(','))); }
void importAll(Connection &db, const std::string &first, const std::string &second) {
  Transaction transaction(db);
  importOne(db, first);
  importOne(db, second);
  transaction.commit();
}
void importOnly(Connection &db, const std::string &line) { importOne(db, line); }

// The same helper, whose callers all leave it to autocommit, or have ended their transaction before.
static long tagId(Connection &db, const std::string &name) {
  if (auto id = db.number("SELECT id FROM tags WHERE name = '" + name + "'"))
    return *id;
  try {
    db.execute("INSERT INTO tags (name) VALUES ('" + name + "')");
    return db.lastId();
  } catch (const DuplicateKey &) {
    return db.number("SELECT id FROM tags WHERE name = '" + name + "'").value_or(0);
  }
}
void tagOne(Connection &db, const std::string &name) { tagId(db, name); }
void tagAfter(Connection &db, const std::string &name) {
  Transaction transaction(db);
  db.execute("INSERT INTO log (line) VALUES ('tagging')");
  transaction.commit();
  tagId(db, name);
}
