// A row that is there with the wrong content is deleted, and stored anew as one that was missing is. Rows come as texts,
// column by column.
// schema: plain.sql
#include <sqlite3.h>

#include <cstdarg>
#include <cstdlib>
#include <string>
#include <vector>

using Rows = std::vector<std::vector<std::string>>;

static Rows query(sqlite3 *db, const char *format, ...) {
  Rows rows;
  va_list arguments;
  va_start(arguments, format);
  char *sql = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &s, nullptr);
  while (sqlite3_step(s) == SQLITE_ROW) {
    std::vector<std::string> row;
    for (int i = 0; i < sqlite3_column_count(s); i++)
      row.push_back(reinterpret_cast<const char *>(sqlite3_column_text(s, i)));
    rows.push_back(row);
  }
  sqlite3_finalize(s);
  sqlite3_free(sql);
  return rows;
}

struct Port {
  int number, kind;
  bool touched;
};

void create(sqlite3 *db, std::vector<Port> &ports, const char *serial) {
  for (Port &port : ports) {
    bool createNew = false;
    Rows rows = query(db, "SELECT label, id FROM devices WHERE serial = '%q' AND port = %d", serial, port.number);
    if (rows.empty()) {
      createNew = true;
    } else {
      std::vector<std::string> row = rows[0];
      if (row[0].empty()) {
        port.touched = true;
      } else if (std::atoi(row[0].c_str()) != port.kind) {
        query(db, "DELETE FROM devices WHERE serial = '%q' AND port = %d", serial, port.number);
        createNew = true;
      }
    }
    if (createNew)
      query(db, "INSERT INTO devices (serial, port, label) VALUES ('%q', %d, '%q')", serial, port.number, "new");  // finding: [dbrace-duplicate-insert]
  }
}

void createBeside(sqlite3 *db, std::vector<Port> &ports, const char *serial) {
  for (Port &port : ports) {
    bool createNew = false;
    Rows rows = query(db, "SELECT label, id FROM devices WHERE serial = '%q' AND port = %d", serial, port.number);
    if (!rows.empty()) {
      std::vector<std::string> row = rows[0];
      if (row[0].empty())
        port.touched = true;
      else if (std::atoi(row[0].c_str()) != port.kind)
        createNew = true;
    }
    if (createNew)
      query(db, "INSERT INTO devices (serial, port, label) VALUES ('%q', %d, '%q')", serial, port.number, "new");
  }
}
