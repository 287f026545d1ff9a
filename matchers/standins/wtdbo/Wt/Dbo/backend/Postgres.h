// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for a backend of Wt::Dbo.
#ifndef DBRACE_STAND_IN_WT_DBO_POSTGRES
#define DBRACE_STAND_IN_WT_DBO_POSTGRES

#include <Wt/Dbo/Dbo.h>

namespace Wt {
namespace Dbo {
namespace backend {
class Postgres : public SqlConnection {
public:
  Postgres();
  explicit Postgres(const std::string &database, const std::string &user = "", const std::string &password = "",
                    const std::string &host = "", unsigned port = 0);
};
}  // namespace backend
}  // namespace Dbo
}  // namespace Wt

#endif
