// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for sqlpp11's connections to SQLite.
#ifndef DBRACE_STAND_IN_SQLPP11_SQLITE3
#define DBRACE_STAND_IN_SQLPP11_SQLITE3

#include <sqlpp11/sqlpp11.h>

namespace sqlpp {
namespace sqlite3 {

struct connection_config {
  std::string path_to_database, password, vfs;
  int flags = 0;
  bool debug = false;
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
template <class Table> statement_t<std::size_t> insert_or_ignore_into(Table);
template <class Table> statement_t<std::size_t> insert_or_replace_into(Table);

}  // namespace sqlite3
}  // namespace sqlpp

#endif
