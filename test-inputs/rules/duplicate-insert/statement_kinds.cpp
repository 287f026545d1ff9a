// One function writes every kind of statement; which one, an enumerator says.
// schema: plain.sql
#include <fmt/format.h>
#include <sqlite3.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

class Db {
public:
  explicit Db(sqlite3 *db) : db(db) {}
  bool select(const std::string &sql) {
    sqlite3_stmt *stmt = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK)
      return false;
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  void exec(const std::string &sql) { sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }

private:
  sqlite3 *db;
};

enum class Operation { Insert, Update, Delete };

void write(Db &db, Operation operation, const std::string &table, const std::string &key, const std::string &value) {
  switch (operation) {
  case Operation::Insert:
    db.exec("INSERT INTO " + table + " (" + key + ") VALUES ('" + value + "')");
    break;
  case Operation::Update:
    db.exec("UPDATE " + table + " SET " + key + " = '" + value + "'");
    break;
  case Operation::Delete:
    db.exec("DELETE FROM " + table + " WHERE " + key + " = '" + value + "'");
    break;
  }
}

void addTag(Db &db, const std::string &name) {
  if (!db.select("SELECT id FROM tags WHERE name = '" + name + "'"))
    write(db, Operation::Insert, "tags", "name", name);  // finding: [dbrace-duplicate-insert] "tags"
}
void renameTags(Db &db, const std::string &name) {
  if (!db.select("SELECT id FROM tags WHERE name = '" + name + "'"))
    write(db, Operation::Update, "tags", "name", name);
}

// Bits say what is to be done; an update that touches nothing inserts.
enum { QueryInsert = 1, QueryUpdate = 2, QueryDelete = 4 };
struct Query {
  int type = 0;
  std::string table;
  std::map<std::string, std::string> fields, criteria;
};
class Executor {
public:
  explicit Executor(sqlite3 *db) : db(db) {}
  int execute(const Query &query) {
    if ((query.type & QueryUpdate) != 0) {
      run("UPDATE " + query.table + " SET name = '" + query.fields.at("name") + "' WHERE email = '" + query.criteria.at("email") + "'");
      if (sqlite3_changes(db) > 0 || (query.type & QueryInsert) == 0)
        return 0;
    }
    if ((query.type & QueryInsert) != 0)
      run("INSERT INTO " + query.table + " (email, name) VALUES ('" + query.criteria.at("email") + "', '" + query.fields.at("name") + "')");
    return 1;
  }

private:
  sqlite3 *db;
  void run(const std::string &sql) { sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }
};
void saveUser(Executor &executor, const std::string &email, const std::string &name) {
  Query query;
  query.type = QueryUpdate | QueryInsert;
  query.table = "users";
  query.criteria["email"] = email;
  query.fields["name"] = name;
  executor.execute(query);  // finding: [dbrace-duplicate-insert] "users"
}
void updateUser(Executor &executor, const std::string &email, const std::string &name) {
  Query query;
  query.type = QueryUpdate;
  query.table = "users";
  query.criteria["email"] = email;
  query.fields["name"] = name;
  executor.execute(query);
}

// Columns and table are written by an object that knows their names; the texts have holes for them.
class Columns {
public:
  Columns(std::string table, std::vector<std::pair<int, std::string>> names) : table(std::move(table)) {
    for (const auto &[key, name] : names)
      columns.emplace(key, name);
  }
  const std::string &tableName() const { return table; }
  std::string operator()(int key) const { return fmt::format("\"{}\"", columns.at(key)); }
  std::string equals(int key, const std::string &value) const { return fmt::format("{} = '{}'", (*this)(key), value); }

private:
  std::string table;
  std::map<int, std::string> columns;
};
enum DeviceColumn { deviceSerial, devicePort };

class Devices {
public:
  explicit Devices(Db &db) : db(db), columns("devices", {{deviceSerial, "serial"}, {devicePort, "port"}}) {}
  void ensure(const std::string &serial) {
    const auto sql = fmt::format("SELECT 1 FROM {} WHERE {}", columns.tableName(), columns.equals(deviceSerial, serial));
    if (!db.select(sql))
      db.exec(fmt::format("INSERT INTO {} ({}) VALUES ('{}')", columns.tableName(), columns(deviceSerial), serial));  // finding: [dbrace-duplicate-insert] "devices"
  }
  void ensureOther(const std::string &serial) {
    const auto sql = fmt::format("SELECT 1 FROM {} WHERE {}", columns.tableName(), columns.equals(devicePort, serial));
    if (!db.select(sql))
      db.exec(fmt::format("INSERT INTO {} ({}) VALUES ('{}')", columns.tableName(), columns(deviceSerial), serial));
  }

private:
  Db &db;
  Columns columns;
};

// A list of statements, run in a loop.
class Statement {
public:
  virtual ~Statement() = default;
  virtual std::string text() const = 0;
};
class InsertTag : public Statement {
public:
  explicit InsertTag(std::string name) : name(std::move(name)) {}
  std::string text() const override { return "INSERT INTO tags (name) VALUES ('" + name + "')"; }

private:
  std::string name;
};
void addTags(Db &db, const std::string &name) {
  std::vector<std::unique_ptr<Statement>> statements;
  if (!db.select("SELECT id FROM tags WHERE name = '" + name + "'"))
    statements.push_back(std::make_unique<InsertTag>(name));
  for (const auto &statement : statements)
    db.exec(statement->text());  // finding: [dbrace-duplicate-insert] "tags"
}
void addKnownTags(Db &db, const std::string &name) {
  std::vector<std::unique_ptr<Statement>> statements;
  if (db.select("SELECT id FROM tags WHERE name = '" + name + "'"))
    statements.push_back(std::make_unique<InsertTag>(name));
  for (const auto &statement : statements)
    db.exec(statement->text());
}
