// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SQLite keeps the statements that made its tables as they were written.
#include "catalogue/Catalogue.h"
#include "catalogue/Soci.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace dbrace::catalogue {

schema::DdlImport importSqlite(const std::string &file) {
  // The library takes any file for an empty database until it is asked for something, and an empty one for good.
  // Nor may a pipe be opened: that waits for somebody to write.
  std::error_code error;
  if (std::filesystem::exists(file, error) && !std::filesystem::is_regular_file(file, error))
    throw std::runtime_error(file + ": cannot be read: it is no regular file");
  std::ifstream content(file, std::ios::binary);
  std::string head(16, '\0');
  if (!content)
    throw std::runtime_error(file + ": cannot be read: " + std::strerror(errno));
  if (!content.read(head.data(), 16) || head != std::string("SQLite format 3\0", 16))
    throw std::runtime_error(file + ": this is no SQLite database");
  return readingOf(file, {}, {}, [&] {
    soci::session session(soci::sqlite3, "readonly=1 timeout=5 db=" + quoted(file, '"'));
    std::string script;
    for (const auto &row :
         rowsOf(session, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', "
                         "'index') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type DESC, rowid"))
      script += row.at(0) + ";\n";
    return imported(script, file, sql::Dialect::Sqlite);
  });
}

}  // namespace dbrace::catalogue
