// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for sqlpp11's connections to MySQL.
#ifndef DBRACE_STAND_IN_SQLPP11_MYSQL
#define DBRACE_STAND_IN_SQLPP11_MYSQL

#include <sqlpp11/sqlpp11.h>

namespace sqlpp {
namespace mysql {

struct connection_config {
  std::string host, user, password, unix_socket, database, charset;
  unsigned port = 0;
  bool debug = false, auto_reconnect = true;
};
class connection : public sqlpp::connection {
public:
  connection();
  connection(const connection_config &);
  connection(const std::shared_ptr<connection_config> &);
  template <class Statement> typename Statement::_result_t operator()(const Statement &);
  std::size_t execute(const std::string &);
  std::size_t last_insert_id();
  void start_transaction(isolation_level = isolation_level::undefined);
  void commit_transaction();
  void rollback_transaction(bool report = false);
  void set_default_isolation_level(isolation_level);
};
using pooled_connection = connection;
class connection_pool {
public:
  connection_pool();
  connection_pool(const std::shared_ptr<connection_config> &, std::size_t);
  pooled_connection get();
};

}  // namespace mysql
}  // namespace sqlpp

#endif
