// SQL built by fmt in the ways that are not fmt::format: into buffers, through wrappers, with printf's marks.
// schema: plain.sql
#include <fmt/core.h>
#include <fmt/format.h>
#include <fmt/printf.h>
#include <iterator>
#include <sqlite3.h>
#include <string>
#include <utility>

class Devices {
public:
  explicit Devices(sqlite3 *db) : db(db) {}

  template <typename... Args> bool any(fmt::format_string<Args...> sql, Args &&...args) {
    return anyOf(fmt::format(sql, std::forward<Args>(args)...));
  }
  template <typename... Args> bool run(fmt::format_string<Args...> sql, Args &&...args) {
    return sqlite3_exec(db, fmt::format(sql, std::forward<Args>(args)...).c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  bool anyOf(const std::string &sql) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &stmt, nullptr);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  void addThroughWrapper(const std::string &serial, int port) {
    if (!any("SELECT id FROM devices WHERE serial = '{}' AND port = {}", serial, port))
      run("INSERT INTO devices (serial, port) VALUES ('{}', {})", serial, port);  // finding: [dbrace-duplicate-insert]
  }
  // Another port than the one that was looked for.
  void addNextPort(const std::string &serial, int port) {
    if (!any("SELECT id FROM devices WHERE serial = '{}' AND port = {}", serial, port))
      run("INSERT INTO devices (serial, port) VALUES ('{}', {})", serial, port + 1);
  }
  void addFromBuffer(const std::string &serial, int port) {
    fmt::memory_buffer lookup;
    fmt::format_to(std::back_inserter(lookup), "SELECT id FROM devices WHERE serial = '{}'", serial);
    fmt::format_to(std::back_inserter(lookup), " AND port = {}", port);
    if (anyOf(fmt::to_string(lookup)))
      return;
    std::string insert;
    fmt::format_to(std::back_inserter(insert), "INSERT INTO devices (serial, port) VALUES ('{}', {})", serial, port);
    sqlite3_exec(db, insert.c_str(), nullptr, nullptr, nullptr);  // finding: [dbrace-duplicate-insert]
  }
  void addLikePrintf(const char *serial, int port) {
    if (anyOf(fmt::sprintf("SELECT id FROM devices WHERE serial = '%s' AND port = %d", serial, port)))
      return;
    run("{}", fmt::sprintf("INSERT INTO devices (serial, port) VALUES ('%s', %d)", serial, port));  // finding: [dbrace-duplicate-insert]
  }
  // What was looked for is in another table.
  void addOtherTable(const char *serial, int port) {
    if (anyOf(fmt::sprintf("SELECT id FROM ports WHERE serial = '%s' AND port = %d", serial, port)))
      return;
    run("{}", fmt::sprintf("INSERT INTO devices (serial, port) VALUES ('%s', %d)", serial, port));
  }

private:
  sqlite3 *db;
};

void keep(Devices &devices, const std::string &serial, int port) {
  devices.addThroughWrapper(serial, port);
  devices.addNextPort(serial, port);
}
