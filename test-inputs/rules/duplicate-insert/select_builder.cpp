// Statements put together by chained calls.
// schema: plain.sql
#include <sqlite3.h>
#include <optional>
#include <sstream>
#include <string>

struct Hit {
  int id = 0;
};

class Select {
public:
  explicit Select(sqlite3 *db) : db(db) {}
  Select &from(const std::string &name) {
    text = "SELECT id FROM " + name;
    return *this;
  }
  Select &where(const std::string &column, const std::string &value) {
    text += (restricted ? " AND " : " WHERE ") + column + " = '" + value + "'";
    restricted = true;
    return *this;
  }
  std::optional<Hit> one() {
    sqlite3_stmt *stmt = nullptr;
    std::optional<Hit> hit;
    if (sqlite3_prepare_v2(db, text.c_str(), -1, &stmt, nullptr) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
      hit = Hit{sqlite3_column_int(stmt, 0)};
    sqlite3_finalize(stmt);
    return hit;
  }

private:
  sqlite3 *db;
  std::string text;
  bool restricted = false;
};

class InsertInto {
public:
  InsertInto(sqlite3 *db, const std::string &table) : db(db) { head << "INSERT INTO " << table << " ("; }
  InsertInto &set(const std::string &column, const std::string &value) {
    if (count++) {
      head << ", ";
      tail << ", ";
    }
    head << column;
    tail << "'" << value << "'";
    return *this;
  }
  int execute() {
    head << ") VALUES (" << tail.str() << ")";
    return sqlite3_exec(db, head.str().c_str(), nullptr, nullptr, nullptr);
  }

private:
  sqlite3 *db;
  std::ostringstream head, tail;
  int count = 0;
};

void addTag(sqlite3 *db, const std::string &name) {
  if (!Select(db).from("tags").where("name", name).one())
    InsertInto(db, "tags").set("name", name).execute();  // finding: [dbrace-duplicate-insert] "tags"
}
void addTagWhenThere(sqlite3 *db, const std::string &name) {
  if (Select(db).from("tags").where("name", name).one())
    InsertInto(db, "tags").set("name", name).execute();
}
int addDevice(sqlite3 *db, const std::string &serial, const std::string &port) {
  if (auto known = Select(db).from("devices").where("serial", serial).where("port", port).one())
    return known->id;
  InsertInto insert(db, "devices");
  insert.set("serial", serial).set("port", port);
  return insert.execute();  // finding: [dbrace-duplicate-insert] "devices"
}
int addDeviceElsewhere(sqlite3 *db, const std::string &serial, const std::string &port) {
  if (auto known = Select(db).from("devices").where("serial", serial).where("port", port).one())
    return known->id;
  InsertInto insert(db, "devices");
  insert.set("serial", port).set("port", serial);
  return insert.execute();
}
