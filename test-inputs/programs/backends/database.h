// One interface, three databases behind it.
#pragma once

#include <memory>
#include <string>
#include <vector>

class Database {
public:
  virtual ~Database() = default;
  virtual bool beginTransaction() { return true; }
  virtual bool commit() { return true; }
  virtual long number(const std::string &sql) = 0;
  virtual bool execute(const std::string &sql) = 0;
};

std::unique_ptr<Database> openDatabase(const std::string &kind, const std::string &where);
