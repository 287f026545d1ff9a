// Generic code as it is instantiated: variadic bind, a repository over a record type.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

inline void bindOne(sqlite3_stmt *stmt, int at, int value) { sqlite3_bind_int(stmt, at, value); }
inline void bindOne(sqlite3_stmt *stmt, int at, const std::string &value) { sqlite3_bind_text(stmt, at, value.c_str(), -1, SQLITE_TRANSIENT); }

template <class... Values> int execute(sqlite3 *db, const char *sql, const Values &...values) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
    return SQLITE_ERROR;
  int at = 0;
  (bindOne(stmt, ++at, values), ...);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

struct Tag {
  static constexpr const char *lookup = "SELECT id FROM tags WHERE name = ?";
  static constexpr const char *insert = "INSERT INTO tags (name) VALUES (?)";
};
struct LogLine {
  static constexpr const char *lookup = "SELECT id FROM tags WHERE name = ?";
  static constexpr const char *insert = "INSERT INTO log (line) VALUES (?)";
};
template <class Record> class Repository {
public:
  explicit Repository(sqlite3 *db) : db(db) {}
  void ensure(const std::string &key) {
    if (execute(db, Record::lookup, key) != SQLITE_ROW)
      execute(db, Record::insert, key);  // finding: [dbrace-duplicate-insert] "tags"
  }

private:
  sqlite3 *db;
};

void variadic(sqlite3 *db, const std::string &serial, int port) {
  if (execute(db, "SELECT id FROM devices WHERE serial = ? AND port = ?", serial, port) != SQLITE_ROW)
    execute(db, "INSERT INTO devices (serial, port) VALUES (?, ?)", serial, port);  // finding: [dbrace-duplicate-insert] "devices"
}
void variadicOtherPort(sqlite3 *db, const std::string &serial, int port, int next) {
  if (execute(db, "SELECT id FROM devices WHERE serial = ? AND port = ?", serial, port) != SQLITE_ROW)
    execute(db, "INSERT INTO devices (serial, port) VALUES (?, ?)", serial, next);
}
void useTags(sqlite3 *db, const std::string &name) { Repository<Tag>(db).ensure(name); }
void useLog(sqlite3 *db, const std::string &name) { Repository<LogLine>(db).ensure(name); }
