// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In place of the readers where SOCI is not installed.
#include "catalogue/Catalogue.h"

#include <stdexcept>

namespace dbrace::catalogue {
namespace {

[[noreturn]] schema::DdlImport refuse(const std::string &source) {
  throw std::runtime_error(source + ": this dbrace was built without SOCI (libsoci-dev) and reads no running database; "
                                    "dump the schema and use schema import ddl");
}

}  // namespace

schema::DdlImport importSqlite(const std::string &file) { refuse(file); }
schema::DdlImport importPostgreSql(const std::string &url) { refuse(shown(url)); }
schema::DdlImport importMySql(const std::string &url) { refuse(shown(url)); }

}  // namespace dbrace::catalogue
