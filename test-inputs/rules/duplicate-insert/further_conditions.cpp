// A lookup that asks for more than equality: two rivals can both store a row that meets all of it, but a unique key over
// the compared columns alone would refuse rows that are allowed.
// schema: plain.sql
#include <sqlite3.h>
#include <mutex>

class Database {
public:
  bool step(const char *sql, const char *serial, int port) {
    std::lock_guard<std::mutex> lock(perStatement);  // reason: "it is held for one statement at a time" reason: "it is held for one statement at a time"
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, serial, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(stmt, 2, port);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  std::mutex whole;

private:
  sqlite3 *db = nullptr;
  std::mutex perStatement;
};

void secondBank(Database &db, const char *serial, int port) {
  if (db.step("SELECT id FROM devices WHERE serial = ? AND port > 12 AND port <= 24", serial, 0))  // reason: "the row is looked up here" reason: "no row was found here"
    return;
  db.step("INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);  // finding: [dbrace-duplicate-insert] error "also meets the lookup's further conditions"
}
void secondBankGuarded(Database &db, const char *serial, int port) {
  std::lock_guard<std::mutex> lock(db.whole);
  if (db.step("SELECT id FROM devices WHERE serial = ? AND port > 12 AND port <= 24", serial, 0))
    return;
  db.step("INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);
}
void onePort(Database &db, const char *serial, int port) {
  if (db.step("SELECT id FROM devices WHERE serial = ? AND port = ?", serial, port))  // reason: "the row is looked up here" reason: "no row was found here"
    return;
  db.step("INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);  // finding: [dbrace-duplicate-insert] error "the index devices_serial_port on (serial, port) is not unique"
}
