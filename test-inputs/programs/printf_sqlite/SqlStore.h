#pragma once
#include <sqlite3.h>
#include <mutex>
#include <string>
#include <vector>

typedef std::vector<std::vector<std::string>> Result;

class SqlStore {
public:
  bool open(const std::string &file);
  Result safe_query(const char *fmt, ...);
  Result query(const std::string &sql);
  bool preference(const std::string &key, int &value);
  void setPreference(const std::string &key, int value);

private:
  std::mutex m_mutex;
  sqlite3 *m_db = nullptr;
};

extern SqlStore m_sql;
