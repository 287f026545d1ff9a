// Several backends that are asked one after the other, with statements that are prepared when they first run: a row is
// made in the first that takes it where none of them knows one.
// schema: plain.sql
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

class Statement {
public:
  Statement(sqlite3 *db, const char *text) : db(db), text(text) {}
  Statement *bind(int number, const std::string &value) {
    prepare();
    sqlite3_bind_text(stmt, number, value.c_str(), -1, SQLITE_TRANSIENT);
    return this;
  }
  Statement *execute() {
    prepare();
    rc = sqlite3_step(stmt);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
      release();
      throw std::runtime_error(sqlite3_errmsg(db));
    }
    return this;
  }
  bool hasRow() const { return rc == SQLITE_ROW; }
  void reset() { sqlite3_reset(stmt); }

private:
  void prepare() {
    if (prepared)
      return;
    if (sqlite3_prepare_v2(db, text, -1, &stmt, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db));
    prepared = true;
  }
  void release() {
    sqlite3_finalize(stmt);
    stmt = nullptr;
    prepared = false;
  }
  sqlite3 *db;
  const char *text;
  sqlite3_stmt *stmt = nullptr;
  int rc = SQLITE_OK;
  bool prepared = false;
};

class Backend {
public:
  virtual ~Backend() = default;
  virtual bool find(const std::string &email) { return false; }
  virtual bool create(const std::string &email) { return false; }
};

class SqlBackend : public Backend {
public:
  explicit SqlBackend(sqlite3 *db)
      : findUser(std::make_unique<Statement>(db, "SELECT id FROM users WHERE email = ?")),
        addUser(std::make_unique<Statement>(db, "INSERT INTO users (email) VALUES (?)")) {}
  bool find(const std::string &email) override {
    bool found = findUser->bind(1, email)->execute()->hasRow();
    findUser->reset();
    return found;
  }
  bool create(const std::string &email) override {
    addUser->bind(1, email)->execute();  // finding: [dbrace-duplicate-insert] "users"
    return true;
  }

private:
  std::unique_ptr<Statement> findUser, addUser;
};

class Backends {
public:
  bool find(const std::string &email) {
    for (auto &one : all)
      if (one->find(email))
        return true;
    return false;
  }
  bool create(const std::string &email) {
    for (auto &one : all)
      if (one->create(email))
        return true;
    return false;
  }

private:
  std::vector<std::unique_ptr<Backend>> all;
};

int addUser(Backends &backends, const std::string &email) {
  if (backends.find(email))
    return 1;
  return backends.create(email) ? 0 : 2;
}

int copyUser(Backends &from, Backends &to, const std::string &email, const std::string &copy) {
  if (!from.find(email))
    return 1;
  return to.create(copy) ? 0 : 2;
}
