// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for a backend of Wt::Dbo.
#ifndef DBRACE_STAND_IN_WT_DBO_SQLITE3
#define DBRACE_STAND_IN_WT_DBO_SQLITE3

#include <Wt/Dbo/Dbo.h>

namespace Wt {
namespace Dbo {
namespace backend {
class Sqlite3 : public SqlConnection {
public:
  Sqlite3();
  explicit Sqlite3(const std::string &database, const std::string &user = "", const std::string &password = "",
                   const std::string &host = "", unsigned port = 0);
};
}  // namespace backend
}  // namespace Dbo
}  // namespace Wt

#endif
