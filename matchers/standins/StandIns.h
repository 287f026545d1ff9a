// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Headers that stand in for those of client libraries, where the real ones are not installed.
//
// Without a library's header the compiler drops variables of its types and whatever is done with them, and most of the
// database code is lost. A stand-in declares what programs use of the library, in our own words. Its folder in
// matchers/standins is a module: headers of one module are never mixed with real ones of the same module. Below the
// folder a header lies under the name it is included by; the file `spellings` lists further names, one pattern a line:
// in "mysql/{name}" {name} is each header of the module, {lower} the same in lower case ("{lower}.h" of QString is
// qstring.h); a line "QSqlQuery: QSqlError QSqlRecord" lists headers that mean another one. Where a library names its
// headers after the class that each declares, the module's file `undescribed` holds, below a line with what all these
// names begin with, a header for those that nothing describes: their objects can at least be declared. A stand-in has
// the include guard of the real header, so that the one makes the other empty.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dbrace::standins {

/// All stand-ins lie below this folder, which is on no disk: whoever meets a path in it must not look there.
inline constexpr std::string_view folder = "/dbrace/stand-ins";

struct StandIn {
  std::string module;        ///< "sqlite3"
  std::string name;          ///< As included: "mysql/mysql.h".
  std::string path;          ///< Where it lies.
  std::string_view content;  ///< Empty for a further spelling.
  std::string target;        ///< For a further spelling: the path of the header it means.
  bool isMadeUp = false;     ///< From the module's `undescribed`; not among `all`.
};

/// Every stand-in and its further spellings, sorted by module.
const std::vector<StandIn> &all();

/// The folders to search: for each module the one of its headers, then that of its further spellings if it has any.
const std::vector<std::string> &searchFolders();

/// What lies there; null if the path is of no stand-in.
const StandIn *find(std::string_view path);

/// A folder in which made-up headers lie ("QtWidgets" of QtWidgets/QLabel).
bool isMadeUpFolder(std::string_view path);

/// Whether two names are likely to be of one header: "QSqlQuery", "QtSql/QSqlQuery" and "qsqlquery.h" are.
bool meanTheSame(std::string_view left, std::string_view right);

}  // namespace dbrace::standins
