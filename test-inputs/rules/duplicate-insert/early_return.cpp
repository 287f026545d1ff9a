// Guard clauses: the function leaves when the row is there, and falls through to the insert when not.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

struct Statement {
  sqlite3_stmt *stmt = nullptr;
  Statement(sqlite3 *db, const std::string &sql) { sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr); }
  ~Statement() { sqlite3_finalize(stmt); }
  void bind(int at, const std::string &text) { sqlite3_bind_text(stmt, at, text.data(), int(text.size()), SQLITE_TRANSIENT); }
  void bind(int at, int number) { sqlite3_bind_int(stmt, at, number); }
  int step() { return sqlite3_step(stmt); }
};

bool addSetting(sqlite3 *db, int owner, const std::string &name, const std::string &value) {
  if (name.empty())
    return false;
  Statement lookup(db, "SELECT value FROM settings WHERE owner = ? AND name = ?");
  lookup.bind(1, owner);
  lookup.bind(2, name);
  if (lookup.step() == SQLITE_ROW)
    return false;
  Statement insert(db, "INSERT INTO settings (owner, name, value) VALUES (?, ?, ?)");
  insert.bind(1, owner);
  insert.bind(2, name);
  insert.bind(3, value);
  return insert.step() == SQLITE_DONE;  // finding: [dbrace-duplicate-insert] "settings"
}

// Leaves when the row is missing.
bool copySetting(sqlite3 *db, int owner, const std::string &name, const std::string &value) {
  Statement lookup(db, "SELECT value FROM settings WHERE owner = ? AND name = ?");
  lookup.bind(1, owner);
  lookup.bind(2, name);
  if (lookup.step() != SQLITE_ROW)
    return false;
  Statement insert(db, "INSERT INTO settings (owner, name, value) VALUES (?, ?, ?)");
  insert.bind(1, owner);
  insert.bind(2, name);
  insert.bind(3, value);
  return insert.step() == SQLITE_DONE;
}

// Looks at owner and name, writes another owner's row.
bool shareSetting(sqlite3 *db, int owner, int friendId, const std::string &name, const std::string &value) {
  Statement lookup(db, "SELECT value FROM settings WHERE owner = ? AND name = ?");
  lookup.bind(1, friendId);
  lookup.bind(2, name);
  if (lookup.step() == SQLITE_ROW)
    return false;
  Statement insert(db, "INSERT INTO settings (owner, name, value) VALUES (?, ?, ?)");
  insert.bind(1, owner);
  insert.bind(2, name);
  insert.bind(3, value);
  return insert.step() == SQLITE_DONE;
}

// Two lookups of one key: the later one is the one that is judged, and there is one finding.
bool addTwiceChecked(sqlite3 *db, int owner, const std::string &name) {
  Statement first(db, "SELECT value FROM settings WHERE owner = ? AND name = ?");
  first.bind(1, owner);
  first.bind(2, name);
  if (first.step() == SQLITE_ROW)
    return false;
  Statement second(db, "SELECT id FROM settings WHERE owner = ? AND name = ?");
  second.bind(1, owner);
  second.bind(2, name);
  if (second.step() == SQLITE_ROW)
    return false;
  Statement insert(db, "INSERT INTO settings (owner, name) VALUES (?, ?)");
  insert.bind(1, owner);
  insert.bind(2, name);
  return insert.step() == SQLITE_DONE;  // finding: [dbrace-duplicate-insert]
}
