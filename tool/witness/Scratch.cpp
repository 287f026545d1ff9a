// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Scratch.h"

#include "witness/Url.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <unistd.h>

namespace dbrace::witness {
namespace {

std::string first(const Reply &reply) { return reply.rows.at(0).at(0).value_or(""); }

struct Folder {
  Folder() : path((std::filesystem::temp_directory_path() / "dbrace-XXXXXX").string()) {
    if (!mkdtemp(path.data()))
      throw std::runtime_error("cannot make a folder for an SQLite file in " +
                               std::filesystem::temp_directory_path().string());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Folder(const Folder &) = delete;
  Folder &operator=(const Folder &) = delete;
  std::string path;
};

/// Containers have the same process ids; a server has clients in many of them.
std::string freshName() {
  std::random_device random;
  return "dbrace_witness_" + std::to_string(getpid()) + "_" + std::to_string(random());
}

}  // namespace

Scratch::Scratch(sql::Dialect dialect, const std::string &url) {
  if (dialect == sql::Dialect::Sqlite) {
    auto folder = std::make_shared<Folder>();
    drop = [folder] {};  // With it the folder goes.
    database_ = openSqlite(folder->path + "/witness.db", false);
    version_ = "SQLite " + first(database_->connect({})->must("SELECT sqlite_version()"));
    return;
  }
  bool postgres = dialect == sql::Dialect::PostgreSql;
  database_ = postgres ? openPostgreSql(url) : openMariaDb(url);
  std::shared_ptr<Client> owner = database_->connect({});
  version_ = (postgres ? "PostgreSQL " : "MariaDB ") +
             first(owner->must(postgres ? "SHOW server_version" : "SELECT version()"));
  std::string name = freshName();
  Reply made = owner->run((postgres ? "CREATE SCHEMA " : "CREATE DATABASE ") + name);
  if (made.failure)
    throw std::runtime_error("no scratch schema can be made in " + shownUrl(url) + " (" + made.error +
                             "): the user needs the privilege to create a " + (postgres ? "schema there" : "database"));
  drop = [owner, name, postgres] {
    try {
      owner->must(postgres ? "DROP SCHEMA " + name + " CASCADE" : "DROP DATABASE " + name);
    } catch (const std::exception &error) {
      std::fprintf(stderr, "dbrace: warning: %s is left behind: %s\n", name.c_str(), error.what());
    }
  };
  database_->greeting = {postgres ? "SET search_path = " + name : "USE " + name};
}

Scratch::~Scratch() {
  database_.reset();  // Closes what may still hold a lock there.
  if (drop)
    drop();
}

sql::Dialect dialectOfUrl(const std::string &url) {
  std::string scheme = url.substr(0, url.find("://"));
  if (scheme == "postgresql" || scheme == "postgres")
    return sql::Dialect::PostgreSql;
  if (scheme == "mysql" || scheme == "mariadb")
    return sql::Dialect::MariaDb;
  throw std::runtime_error(
      "--database is postgresql://user@host:port/database, mysql://… or mariadb://…; findings of SQLite need none");
}

}  // namespace dbrace::witness
