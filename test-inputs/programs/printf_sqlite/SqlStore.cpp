#include "SqlStore.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

SqlStore m_sql;

bool SqlStore::open(const std::string &file) { return sqlite3_open(file.c_str(), &m_db) == SQLITE_OK; }

Result SqlStore::safe_query(const char *fmt, ...) {
  Result results;
  va_list args;
  va_start(args, fmt);
  char *sql = sqlite3_vmprintf(fmt, args);
  va_end(args);
  if (!sql)
    return results;
  results = query(sql);
  sqlite3_free(sql);
  return results;
}

// One statement at a time; what is decided between two statements is not covered by this lock.
Result SqlStore::query(const std::string &sql) {
  std::unique_lock<std::mutex> lock(m_mutex);
  Result results;
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(m_db, sql.c_str(), -1, &statement, 0) == SQLITE_OK) {
    int cols = sqlite3_column_count(statement);
    while (true) {
      int result = sqlite3_step(statement);
      if (result != SQLITE_ROW)
        break;
      std::vector<std::string> values;
      for (int col = 0; col < cols; col++) {
        const char *value = (const char *)sqlite3_column_text(statement, col);
        if (value == nullptr && col == 0)
          break;
        values.push_back(value ? std::string(value) : std::string());
      }
      if (!values.empty())
        results.push_back(values);
    }
    sqlite3_finalize(statement);
  }
  std::string error = sqlite3_errmsg(m_db);
  if (error != "not an error")
    fprintf(stderr, "SQL: %s\n", error.c_str());
  return results;
}

bool SqlStore::preference(const std::string &key, int &value) {
  Result result = safe_query("SELECT nValue FROM Preferences WHERE (Key='%q')", key.c_str());
  if (result.size() < 1)
    return false;
  value = atoi(result[0][0].c_str());
  return true;
}

void SqlStore::setPreference(const std::string &key, int value) {
  int old;
  if (!preference(key, old))
    safe_query("INSERT INTO Preferences (Key, nValue) VALUES ('%q', %d)", key.c_str(), value);  // finding: [dbrace-unhandled-conflict] "Preferences"
  else
    safe_query("UPDATE Preferences SET nValue=%d WHERE (Key='%q')", value, key.c_str());
}
