// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Database servers for tests: started on loopback in a temporary folder, gone afterwards.
//
//   auto server = startPostgreSql();
//   PGconn *connection = PQconnectdb(server->url().c_str());
//
// They run as "nobody" if we are root, keep nothing on disk for certain, and are stopped and removed whichever way our
// process ends. The programs are looked for in the PATH and where Debian keeps them.
#pragma once

#include <memory>
#include <string>

namespace dbrace::witness {

class Server {
public:
  virtual ~Server() = default;
  /// "postgresql://postgres@127.0.0.1:4711/postgres", "mysql://root@127.0.0.1:4711/test": an administrator, without
  /// password, in an empty database.
  const std::string &url() const { return address; }

protected:
  explicit Server(std::string address) : address(std::move(address)) {}

private:
  std::string address;
};

/// Both return when the server answers. They throw std::runtime_error that says which package is missing, or what the
/// server's log says.
std::unique_ptr<Server> startPostgreSql();
std::unique_ptr<Server> startMariaDb();

}  // namespace dbrace::witness
