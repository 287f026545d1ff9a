// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for SOCI's backend of ODBC.
#ifndef SOCI_ODBC_H_INCLUDED
#define SOCI_ODBC_H_INCLUDED

#include <soci/soci.h>

namespace soci {
class odbc_soci_error : public soci_error {
public:
  const unsigned char *odbc_error_code() const;
  int native_error_code() const;
};
class odbc_backend_factory : public backend_factory {};
extern const odbc_backend_factory odbc;
const backend_factory *factory_odbc();
void register_factory_odbc();
}  // namespace soci

#endif
