// SQL built with std::string and streams, and a table name that is a constant elsewhere.
// schema: plain.sql
#include <sqlite3.h>
#include <sstream>
#include <string>

namespace {
const std::string tagTable = "tags";
constexpr const char *deviceTable = "devices";

bool rowExists(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql.c_str(), int(sql.size()), &stmt, nullptr) != SQLITE_OK)
    return false;
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
void run(sqlite3 *db, const std::string &sql) { sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }
} // namespace

void plus(sqlite3 *db, const std::string &name) {
  if (!rowExists(db, "SELECT id FROM tags WHERE name = '" + name + "'"))
    run(db, "INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
}
void plusAssign(sqlite3 *db, const std::string &serial, int port) {
  std::string select = "SELECT id FROM devices WHERE serial = '";
  select += serial;
  select += "' AND port = ";
  select += std::to_string(port);
  if (rowExists(db, select))
    return;
  std::string insert("INSERT INTO devices (serial, port) VALUES ('");
  insert.append(serial).append("', ").append(std::to_string(port)).append(")");
  run(db, insert);  // finding: [dbrace-duplicate-insert] "devices"
}
void stream(sqlite3 *db, const std::string &serial, int port) {
  std::ostringstream select;
  select << "SELECT id FROM " << deviceTable << " WHERE serial = '" << serial << "' AND port = " << port;
  if (rowExists(db, select.str()))
    return;
  std::stringstream insert;
  insert << "INSERT INTO " << deviceTable << " (serial, port) VALUES ('" << serial << "', " << port << ")";
  run(db, insert.str());  // finding: [dbrace-duplicate-insert] "devices"
}
void tableConstant(sqlite3 *db, const std::string &name) {
  if (!rowExists(db, "SELECT id FROM " + tagTable + " WHERE name = '" + name + "'"))
    run(db, "INSERT INTO " + tagTable + " (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
}

// The same expressions with another name, another port, another table.
void plusOther(sqlite3 *db, const std::string &name, const std::string &other) {
  if (!rowExists(db, "SELECT id FROM tags WHERE name = '" + other + "'"))
    run(db, "INSERT INTO tags (name) VALUES ('" + name + "')");
}
void plusAssignOther(sqlite3 *db, const std::string &serial, int port) {
  std::string select = "SELECT id FROM devices WHERE serial = '";
  select += serial;
  select += "' AND port = ";
  select += std::to_string(port);
  if (rowExists(db, select))
    return;
  std::string insert("INSERT INTO devices (serial, port) VALUES ('");
  insert.append(serial).append("', ").append(std::to_string(port + 1)).append(")");
  run(db, insert);
}
void streamOtherTable(sqlite3 *db, const std::string &line) {
  std::ostringstream select;
  select << "SELECT id FROM tags WHERE name = '" << line << "'";
  if (rowExists(db, select.str()))
    return;
  std::ostringstream insert;
  insert << "INSERT INTO log (line) VALUES ('" << line << "')";
  run(db, insert.str());
}
