// A printf-style wrapper that returns rows as a vector of vectors of strings; empty means missing.
// schema: plain.sql
#include <sqlite3.h>
#include <cstdarg>
#include <string>
#include <vector>

class Database {
public:
  using Rows = std::vector<std::vector<std::string>>;
  Rows query(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *sql = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    Rows rows = run(sql);
    sqlite3_free(sql);
    return rows;
  }

private:
  sqlite3 *db = nullptr;

  Rows run(const char *sql) {
    Rows rows;
    sqlite3_stmt *stmt = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
      return rows;
    const int columns = sqlite3_column_count(stmt);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
      std::vector<std::string> row;
      for (int i = 0; i < columns; ++i) {
        const char *text = reinterpret_cast<const char *>(sqlite3_column_text(stmt, i));
        row.push_back(text ? text : "");
      }
      rows.push_back(row);
    }
    sqlite3_finalize(stmt);
    return rows;
  }
};

void byEmpty(Database &db, const std::string &serial, int port) {
  auto result = db.query("SELECT id FROM devices WHERE (serial='%q') AND (port=%d)", serial.c_str(), port);
  if (result.empty())
    db.query("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), port);  // finding: [dbrace-duplicate-insert] "devices"
}
void bySize(Database &db, const std::string &serial, int port) {
  const Database::Rows result = db.query("SELECT id FROM devices WHERE serial='%q' AND port=%d", serial.c_str(), port);
  if (result.size() < 1)
    db.query("INSERT INTO devices (serial, port, label) VALUES ('%q', %d, '%q')", serial.c_str(), port, "new");  // finding: [dbrace-duplicate-insert]
}
void byEarlyReturn(Database &db, const std::string &serial, int port) {
  auto result = db.query("SELECT id FROM devices WHERE serial == '%q' AND port == %d", serial.c_str(), port);
  if (!result.empty())
    return;
  db.query("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), port);  // finding: [dbrace-duplicate-insert]
}
void bySizeNotZero(Database &db, const std::string &name) {
  auto result = db.query("SELECT name FROM tags WHERE name='%q'", name.c_str());
  if (result.size() > 0) {
    db.query("UPDATE tags SET name='%q' WHERE name='%q'", name.c_str(), name.c_str());
  } else {
    db.query("INSERT INTO tags (name) VALUES ('%q')", name.c_str());  // finding: [dbrace-duplicate-insert] "tags"
  }
}
void countInText(Database &db, const std::string &name) {
  auto result = db.query("SELECT COUNT(*) FROM tags WHERE name='%q'", name.c_str());
  if (!result.empty() && std::stoi(result[0][0]) == 0)
    db.query("INSERT INTO tags (name) VALUES ('%q')", name.c_str());  // finding: [dbrace-duplicate-insert]
}

// One variable for many queries: the last lookup before the insert was of something else, and rows of it were there.
void reusedVariable(Database &db, const std::string &name, int owner) {
  auto result = db.query("SELECT name FROM tags WHERE name='%q'", name.c_str());
  const bool known = !result.empty();
  result = db.query("SELECT value FROM settings WHERE owner=%d AND name='limit'", owner);
  if (!known && result.empty())
    return;
  if (!result.empty())
    db.query("INSERT INTO log (line) VALUES ('%q')", name.c_str());
}
// Copies what it found.
void whenNotEmpty(Database &db, const std::string &name) {
  auto result = db.query("SELECT name FROM tags WHERE name='%q'", name.c_str());
  if (!result.empty())
    db.query("INSERT INTO tags (name) VALUES ('%q')", name.c_str());
}
// The serial that is looked up is not the one that is stored.
void otherSerial(Database &db, const std::string &parent, const std::string &serial, int port) {
  auto result = db.query("SELECT id FROM devices WHERE serial='%q' AND port=%d", parent.c_str(), port);
  if (result.empty())
    db.query("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), port);
}
