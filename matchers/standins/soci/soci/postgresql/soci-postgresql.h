// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for SOCI's backend of PostgreSQL.
#ifndef SOCI_POSTGRESQL_H_INCLUDED
#define SOCI_POSTGRESQL_H_INCLUDED

#include <soci/soci.h>

namespace soci {
class postgresql_soci_error : public soci_error {
public:
  postgresql_soci_error(const std::string &, const char *state);
  std::string sqlstate() const;
};
class postgresql_backend_factory : public backend_factory {};
extern const postgresql_backend_factory postgresql;
const backend_factory *factory_postgresql();
void register_factory_postgresql();
}  // namespace soci

#endif
