// Members and rooms. The statements are files, in a folder for each kind of database.
#pragma once

#include <memory>
#include <string>

#include <sqlite3.h>

class Storage {
public:
  virtual ~Storage() = default;
  virtual std::string displayName() const = 0;
  virtual bool addMember(const std::string &login) = 0;
  virtual bool addRoom(const std::string &name) = 0;

protected:
  std::string queryString(const std::string &name, int version = 0) const;
};

class SqliteStorage : public Storage {
public:
  explicit SqliteStorage(sqlite3 *db) : db_(db) {}
  std::string displayName() const override { return "SQLite"; }
  bool addMember(const std::string &login) override;
  bool addRoom(const std::string &name) override;

private:
  int run(const std::string &sql, const std::string &value);
  sqlite3 *db_;
};
