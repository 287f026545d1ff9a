// Text goes in with <<, values with a quoting <<; execute() runs what has been collected.
#pragma once
#include <sqlite3.h>
#include <sstream>
#include <string>

struct Quoted {
  const std::string &text;
};
inline Quoted quoted(const std::string &text) { return {text}; }

class Query {
public:
  explicit Query(sqlite3 *db) : db(db) {}
  ~Query() { sqlite3_finalize(statement); }
  template <class T> Query &operator<<(const T &value) {
    text << value;
    return *this;
  }
  Query &operator<<(const Quoted &value) {
    char *escaped = sqlite3_mprintf("%Q", value.text.c_str());
    text << escaped;
    sqlite3_free(escaped);
    return *this;
  }
  bool execute();
  bool fetch() { return sqlite3_step(statement) == SQLITE_ROW; }

private:
  sqlite3 *db;
  sqlite3_stmt *statement = nullptr;
  std::ostringstream text;
};
