// Names of columns in constant tables, looked up by enumerator.
// schema: plain.sql
#include <map>
#include <sqlite3.h>
#include <string>
#include <unordered_map>
#include <vector>

enum class Column { Id, Serial, Port, Label };

struct Property {
  std::string alias;
  std::string name;
  int length = 0;
};

static const std::map<Column, std::string> names{
    {Column::Id, "id"},
    {Column::Serial, "serial"},
    {Column::Port, "port"},
    {Column::Label, "label"},
};

static const std::unordered_map<Column, Property> properties{
    {Column::Id, {"d", "id"}},
    {Column::Serial, {"d", "serial", 40}},
    {Column::Port, {"d", "port"}},
    {Column::Label, {"d", "label", 255}},
};

class Devices {
public:
  static const std::vector<std::string> columns;
};
const std::vector<std::string> Devices::columns = {"id", "serial", "port", "label"};

static bool rowExists(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK)
    return false;
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static bool execute(sqlite3 *db, const std::string &sql) { return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }

bool byMap(sqlite3 *db, const std::string &serial, int port) {
  if (rowExists(db, "SELECT id FROM devices WHERE " + names.at(Column::Serial) + " = '" + serial + "'"))
    return true;
  return execute(db, "INSERT INTO devices (" + names.at(Column::Serial) + ", port) VALUES ('" + serial + "', 1)");  // finding: [dbrace-duplicate-insert] "devices"
}
// What is looked up stands in another column.
bool byMapOther(sqlite3 *db, const std::string &serial, int port) {
  if (rowExists(db, "SELECT id FROM devices WHERE " + names.at(Column::Label) + " = '" + serial + "'"))
    return true;
  return execute(db, "INSERT INTO devices (" + names.at(Column::Serial) + ", port) VALUES ('" + serial + "', 1)");
}

bool byMember(sqlite3 *db, const std::string &serial) {
  if (rowExists(db, "SELECT id FROM devices WHERE " + properties.at(Column::Serial).name + " = '" + serial + "'"))
    return true;
  return execute(db, "INSERT INTO devices (" + properties.at(Column::Serial).name + ", port) VALUES ('" + serial + "', 1)");  // finding: [dbrace-duplicate-insert] "devices"
}
bool byMemberOther(sqlite3 *db, const std::string &serial) {
  if (rowExists(db, "SELECT id FROM devices WHERE " + properties.at(Column::Label).name + " = '" + serial + "'"))
    return true;
  return execute(db, "INSERT INTO devices (" + properties.at(Column::Serial).name + ", port) VALUES ('" + serial + "', 1)");
}

bool byNumber(sqlite3 *db, const std::string &serial) {
  if (rowExists(db, "SELECT id FROM devices WHERE " + Devices::columns[1] + " = '" + serial + "'"))
    return true;
  return execute(db, "INSERT INTO devices (" + Devices::columns[1] + ", port) VALUES ('" + serial + "', 1)");  // finding: [dbrace-duplicate-insert] "devices"
}
bool byNumberOther(sqlite3 *db, const std::string &serial) {
  if (rowExists(db, "SELECT id FROM devices WHERE " + Devices::columns[3] + " = '" + serial + "'"))
    return true;
  return execute(db, "INSERT INTO devices (" + Devices::columns[1] + ", port) VALUES ('" + serial + "', 1)");
}
