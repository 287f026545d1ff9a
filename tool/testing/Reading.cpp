// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Reading.h"

namespace dbrace::testing {
namespace {

/// Where Debian has the headers of every client library that has stand-ins.
const std::vector<std::string> clientLibraries = {"/usr/include/sqlite3.h",
                                                  "/usr/include/sqlite3ext.h",
                                                  "/usr/include/postgresql",
                                                  "/usr/include/mariadb",
                                                  "/usr/include/mysql",
                                                  "/usr/include/fmt",
                                                  "/usr/include/pqxx",
                                                  "/usr/include/hiredis",
                                                  "/usr/include/x86_64-linux-gnu/qt5",
                                                  "/usr/include/x86_64-linux-gnu/qt6",
                                                  "/usr/include/soci",
                                                  "/usr/include/SQLiteCpp",
                                                  "/usr/include/sql.h",
                                                  "/usr/include/sqlext.h",
                                                  "/usr/include/sqltypes.h",
                                                  "/usr/include/sqlucode.h",
                                                  "/usr/include/cppconn",
                                                  "/usr/include/mysql_connection.h",
                                                  "/usr/include/mysql_driver.h",
                                                  "/usr/include/Poco"};

}  // namespace

std::variant<facts::Unit, cpp::ReadFailure> readSource(const std::filesystem::path &source,
                                                       const std::vector<std::string> &flags,
                                                       const std::filesystem::path &root, Headers headers,
                                                       std::map<std::string, std::string> instead) {
  const bool isC = source.extension() == ".c";
  std::vector<std::string> command{isC ? "clang" : "clang++", isC ? "-std=gnu17" : "-std=c++20",
                                   "-I/usr/include/postgresql", "-I/usr/include/mariadb"};
  command.insert(command.end(), flags.begin(), flags.end());
  command.insert(command.end(), {"-c", source.string()});
  return cpp::readUnit({.directory = source.parent_path().string(),
                        .command = std::move(command),
                        .file = source.string(),
                        .root = root.string(),
                        .models = &apis::builtinModels(),
                        .toolVersion = "annotated inputs",
                        .overlay = std::move(instead),
                        .absent = headers == Headers::StoodInFor ? clientLibraries : std::vector<std::string>()});
}

}  // namespace dbrace::testing
