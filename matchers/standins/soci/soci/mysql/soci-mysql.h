// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for SOCI's backend of MySQL.
#ifndef SOCI_MYSQL_H_INCLUDED
#define SOCI_MYSQL_H_INCLUDED

#include <soci/soci.h>

namespace soci {
class mysql_soci_error : public soci_error {
public:
  mysql_soci_error(const std::string &, int number);
  unsigned int err_num_;
};
class mysql_backend_factory : public backend_factory {};
extern const mysql_backend_factory mysql;
const backend_factory *factory_mysql();
void register_factory_mysql();
}  // namespace soci

#endif
