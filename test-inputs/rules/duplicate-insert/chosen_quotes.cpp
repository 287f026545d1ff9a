// Names in quotes that are only known at run time, as the database wants them.
// schema: plain.sql
#include <fmt/format.h>
#include <sqlite3.h>
#include <string>

static bool rowExists(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK)
    return false;
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

class Devices {
public:
  Devices(sqlite3 *db, char open, char close) : db(db), open(open), close(close) {}
  void add(int serial, int port);
  void addLabelled(int serial, int port);

private:
  std::string quoted(const std::string &name) const { return fmt::format("{}{}{}", open, name, close); }

  sqlite3 *db;
  char open, close;
};

void Devices::add(int serial, int port) {
  if (rowExists(db, fmt::format("SELECT 1 FROM {} WHERE {} = {} AND {} = {}", quoted("devices"), quoted("serial"), serial,
                                quoted("port"), port)))
    return;
  std::string sql = fmt::format("INSERT INTO {} ({}, {}) VALUES ({}, {})", quoted("devices"), quoted("serial"),
                                quoted("port"), serial, port);
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);  // finding: [dbrace-duplicate-insert] error "devices.(serial, port)"
}

// What is looked up is the label.
void Devices::addLabelled(int serial, int port) {
  if (rowExists(db, fmt::format("SELECT 1 FROM {} WHERE {} = {}", quoted("devices"), quoted("label"), serial)))
    return;
  std::string sql = fmt::format("INSERT INTO {} ({}, {}) VALUES ({}, {})", quoted("devices"), quoted("serial"),
                                quoted("port"), serial, port);
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}
