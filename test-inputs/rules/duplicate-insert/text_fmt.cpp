// SQL built by fmt.
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
static bool execute(sqlite3 *db, const std::string &sql) { return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }

bool inOrder(sqlite3 *db, const std::string &serial, int port) {
  if (rowExists(db, fmt::format("SELECT `id` FROM `devices` WHERE `serial` = '{}' AND `port` = {}", serial, port)))
    return true;
  return execute(db, fmt::format("INSERT INTO `devices` (`serial`, `port`) VALUES ('{}', {})", serial, port));  // finding: [dbrace-duplicate-insert] "devices"
}
bool byPosition(sqlite3 *db, const std::string &serial, int port) {
  if (rowExists(db, fmt::format("SELECT id FROM devices WHERE port = {1} AND serial = '{0}'", serial, port)))
    return true;
  return execute(db, fmt::format("INSERT INTO devices (port, serial) VALUES ({1}, '{0}')", serial, port));  // finding: [dbrace-duplicate-insert]
}
// The positions are exchanged: label and serial are not the same column.
bool exchanged(sqlite3 *db, const std::string &serial, const std::string &label) {
  if (rowExists(db, fmt::format("SELECT id FROM devices WHERE serial = '{}' AND port = 1", serial)))
    return true;
  return execute(db, fmt::format("INSERT INTO devices (serial, port, label) VALUES ('{1}', 1, '{0}')", serial, label));
}
