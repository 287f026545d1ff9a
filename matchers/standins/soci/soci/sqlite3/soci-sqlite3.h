// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for SOCI's backend of SQLite.
#ifndef SOCI_SQLITE3_H_INCLUDED
#define SOCI_SQLITE3_H_INCLUDED

#include <soci/soci.h>

namespace soci {
class sqlite3_soci_error : public soci_error {
public:
  sqlite3_soci_error(const std::string &, int result);
  int result() const;
};
class sqlite3_backend_factory : public backend_factory {};
extern const sqlite3_backend_factory sqlite3;
const backend_factory *factory_sqlite3();
void register_factory_sqlite3();
}  // namespace soci

#endif
