// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A place in a database that is ours alone: a schema (PostgreSQL), a database (MariaDB), a file (SQLite). Nothing is
// written anywhere else, and it is dropped in the end.
#pragma once

#include "witness/Client.h"

#include <functional>

namespace dbrace::witness {

class Scratch {
public:
  /// In the dialect's database at `url`; for SQLite the URL is not looked at. Throws std::runtime_error that says what
  /// is missing, without password.
  Scratch(sql::Dialect dialect, const std::string &url);
  ~Scratch();
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;

  Database &database() { return *database_; }
  const std::string &version() const { return version_; }  ///< "PostgreSQL 15.20"
  std::vector<std::string> tables;                         ///< Made there so far.

private:
  std::unique_ptr<Database> database_;
  std::string version_;
  std::function<void()> drop;
};

/// Of "postgresql://…", "mysql://…", "mariadb://…"; throws std::runtime_error that lists them.
sql::Dialect dialectOfUrl(const std::string &url);

}  // namespace dbrace::witness
