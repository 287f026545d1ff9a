// One store over two client libraries: each library's statements are judged by themselves, and what the store keeps for
// later use is then known, although the store never says which library it has.
// schema: plain.sql
#include <libpq-fe.h>
#include <sqlite3.h>
#include <memory>
#include <string>

class Statement {
public:
  virtual ~Statement() = default;
  virtual Statement *bind(const std::string &value) = 0;
  virtual bool execute() = 0;
};
class Database {
public:
  virtual ~Database() = default;
  virtual std::string place() const = 0;
  virtual std::unique_ptr<Statement> prepare(const std::string &sql) = 0;
};

class SqliteStatement : public Statement {
public:
  SqliteStatement(sqlite3 *db, const std::string &sql) { sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr); }
  ~SqliteStatement() override { sqlite3_finalize(stmt); }
  Statement *bind(const std::string &value) override {
    sqlite3_reset(stmt);
    sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
    return this;
  }
  bool execute() override { return sqlite3_step(stmt) == SQLITE_ROW; }

private:
  sqlite3_stmt *stmt = nullptr;
};
class SqliteDatabase : public Database {
public:
  explicit SqliteDatabase(const std::string &path) { sqlite3_open(path.c_str(), &db); }
  ~SqliteDatabase() override { sqlite3_close(db); }
  std::string place() const override { return "?"; }
  std::unique_ptr<Statement> prepare(const std::string &sql) override {
    return std::unique_ptr<Statement>(new SqliteStatement(db, sql));
  }

private:
  sqlite3 *db = nullptr;
};

class PqStatement : public Statement {
public:
  PqStatement(PGconn *connection, const std::string &sql) : connection(connection), sql(sql) {}
  Statement *bind(const std::string &value) override {
    bound = value;
    return this;
  }
  bool execute() override {
    const char *values[] = {bound.c_str()};
    PGresult *result = PQexecParams(connection, sql.c_str(), 1, nullptr, values, nullptr, nullptr, 0);
    const bool any = PQntuples(result) > 0;
    PQclear(result);
    return any;
  }

private:
  PGconn *connection;
  std::string sql, bound;
};
class PqDatabase : public Database {
public:
  explicit PqDatabase(const std::string &parameters) : connection(PQconnectdb(parameters.c_str())) {}
  ~PqDatabase() override { PQfinish(connection); }
  std::string place() const override { return "$1"; }
  std::unique_ptr<Statement> prepare(const std::string &sql) override {
    return std::unique_ptr<Statement>(new PqStatement(connection, sql));
  }

private:
  PGconn *connection;
};

class Store {
public:
  virtual ~Store() = default;
  void addTag(const std::string &name);
  void addUser(const std::string &email, const std::string &from);

protected:
  void setDatabase(std::unique_ptr<Database> made) {
    findTagStatement.reset();
    insertTagStatement.reset();
    findUserStatement.reset();
    insertUserStatement.reset();
    database = std::move(made);
    findTagStatement = database->prepare("SELECT id FROM tags WHERE name = " + database->place());
    insertTagStatement = database->prepare("INSERT INTO tags (name) VALUES (" + database->place() + ")");
    findUserStatement = database->prepare("SELECT id FROM users WHERE email = " + database->place());
    insertUserStatement = database->prepare("INSERT INTO users (email) VALUES (" + database->place() + ")");
  }

private:
  std::unique_ptr<Database> database;
  std::unique_ptr<Statement> findTagStatement, insertTagStatement, findUserStatement, insertUserStatement;
};
class SqliteStore : public Store {
public:
  explicit SqliteStore(const std::string &path) { setDatabase(std::unique_ptr<Database>(new SqliteDatabase(path))); }
};
class PqStore : public Store {
public:
  explicit PqStore(const std::string &parameters) {
    setDatabase(std::unique_ptr<Database>(new PqDatabase(parameters)));
  }
};

void Store::addTag(const std::string &name) {
  if (findTagStatement->bind(name)->execute())
    return;
  insertTagStatement->bind(name)->execute();  // finding: [dbrace-duplicate-insert] "tags"
}
// Another key than the one looked up.
void Store::addUser(const std::string &email, const std::string &from) {
  if (findUserStatement->bind(from)->execute())
    return;
  insertUserStatement->bind(email)->execute();
}
