// A row that is read back after its insert, in a loop: the lookup before the insert decides it, not the one that comes
// round again.
// schema: plain.sql
#include <sqlite3.h>
#include <string>
#include <vector>

using Rows = std::vector<std::vector<std::string>>;

class Database {
public:
  Rows query(const char *format, const char *serial, int port) {
    char *sql = sqlite3_mprintf(format, serial, port);
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &statement, nullptr);
    Rows rows;
    while (sqlite3_step(statement) == SQLITE_ROW)
      rows.push_back({reinterpret_cast<const char *>(sqlite3_column_text(statement, 0))});
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return rows;
  }

private:
  sqlite3 *db = nullptr;
};

// A document, as libraries have them.
struct Value {
  const Value &operator[](const char *name) const;
  std::string asString() const;
  bool empty() const;
  struct Iterator {
    const Value &operator*() const;
    Iterator &operator++();
    bool operator!=(const Iterator &other) const;
  };
  Iterator begin() const;
  Iterator end() const;
};

void note(const std::string &id);

void addAll(Database &db, const Value &items) {
  for (const auto &item : items) {
    if (item["serial"].empty())
      return;
    std::string text = item["serial"].asString();
    std::string serial = text;
    Rows found;
    found = db.query("SELECT id FROM devices WHERE serial = '%q' AND port = %d", serial.c_str(), 1);  // reason: "the row is looked up here"
    if (found.empty()) {  // reason: "no row was found here"
      if (item["stale"].empty())
        continue;
      db.query("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), 1);  // finding: [dbrace-duplicate-insert]
      found = db.query("SELECT id FROM devices WHERE serial = '%q' AND port = %d", serial.c_str(), 1);
      if (!found.empty())
        note(found[0][0]);
    } else
      note(found[0][0]);
  }
}

// What comes round decides here: the first round only asks.
void oncePerRound(Database &db, const std::string &serial) {
  for (bool missing = false;;) {
    if (missing)  // reason: "no row was found here"
      db.query("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), 3);  // finding: [dbrace-duplicate-insert]
    missing = db.query("SELECT id FROM devices WHERE serial = '%q' AND port = %d", serial.c_str(), 3).empty();  // reason: "the row is looked up here"
  }
}

// The first round stores a row whatever is there, so that the next ones ask for nothing.
void untilThere(Database &db, const std::string &serial) {
  for (bool there = false; !there;) {  // reason: "no row was found here"
    db.query("INSERT INTO devices (serial, port) VALUES ('%q', %d)", serial.c_str(), 2);  // false-alarm: [dbrace-duplicate-insert]
    there = !db.query("SELECT id FROM devices WHERE serial = '%q' AND port = %d", serial.c_str(), 2).empty();  // reason: "the row is looked up here"
  }
}
