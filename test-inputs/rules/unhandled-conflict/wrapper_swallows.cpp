// A wrapper that logs errors and returns rows: its caller cannot see a violation, whatever it does with the result.
// schema: keyed.sql
#include <sqlite3.h>
#include <cstdarg>
#include <cstdio>
#include <string>
#include <vector>

using Rows = std::vector<std::vector<std::string>>;

class Store {
public:
  Rows query(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *sql = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    Rows rows;
    char *error = nullptr;
    if (sqlite3_exec(db, sql, &Store::addRow, &rows, &error) != SQLITE_OK) {
      std::fprintf(stderr, "sql: %s\n", error);
      sqlite3_free(error);
    }
    sqlite3_free(sql);
    return rows;
  }

  bool execute(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *sql = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    const int rc = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
    sqlite3_free(sql);
    return rc == SQLITE_OK;
  }

private:
  sqlite3 *db = nullptr;
  static int addRow(void *context, int columns, char **values, char **) {
    std::vector<std::string> row;
    for (int i = 0; i < columns; ++i)
      row.emplace_back(values[i] ? values[i] : "");
    static_cast<Rows *>(context)->push_back(row);
    return 0;
  }
};

void swallowed(Store &store, const std::string &serial, int port) {
  if (store.query("SELECT id FROM devices WHERE serial='%q' AND port=%d", serial.c_str(), port).empty())
    store.query("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), port);  // finding: [dbrace-unhandled-conflict] "devices"
}
bool failureReturned(Store &store, const std::string &serial, int port) {
  if (!store.query("SELECT id FROM devices WHERE serial='%q' AND port=%d", serial.c_str(), port).empty())
    return true;
  return store.execute("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), port);  // finding: [dbrace-unhandled-conflict] note "devices"
}
// The bool is there and nobody asks it.
void failureDropped(Store &store, const std::string &serial, int port) {
  if (!store.query("SELECT id FROM devices WHERE serial='%q' AND port=%d", serial.c_str(), port).empty())
    return;
  store.execute("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), port);  // finding: [dbrace-unhandled-conflict] warning "devices"
}
// After a failure the row is looked up once more: whoever was first, it is there now.
std::string rereads(Store &store, const std::string &serial, int port) {
  Rows rows = store.query("SELECT id FROM devices WHERE serial='%q' AND port=%d", serial.c_str(), port);
  if (rows.empty() && !store.execute("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), port))
    rows = store.query("SELECT id FROM devices WHERE serial='%q' AND port=%d", serial.c_str(), port);
  return rows.empty() ? "" : rows[0][0];
}
