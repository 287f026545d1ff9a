// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MySQL and MariaDB write the statement of a table anew; collations stand in the information schema only.
#include "catalogue/Catalogue.h"
#include "catalogue/Soci.h"
#include "schema/Names.h"
#include "witness/Url.h"

#include <soci/mysql/soci-mysql.h>

#include <algorithm>

namespace dbrace::catalogue {
namespace {

std::string connection(const witness::Url &url) {
  bool socket = url.host.starts_with("/");
  std::string text = connectionString({{"db", url.database},
                                       {"user", url.user},
                                       {"password", url.password},
                                       {socket ? "unix_socket" : "host", url.host}});
  if (url.port)
    text += " port=" + std::to_string(url.port);
  return text + " charset=utf8mb4";
}

void collate(soci::session &session, schema::Schema &schema) {
  for (const auto &row :
       rowsOf(session, "SELECT table_name, column_name, collation_name FROM information_schema.columns WHERE "
                       "table_schema = DATABASE() AND collation_name IS NOT NULL"))
    for (schema::Table &table : schema.tables)
      if (table.name == row[0])
        for (schema::Column &column : table.columns)
          if (schema::sameName(column.name, row[1]))
            column.collation = row[2];
}

}  // namespace

schema::DdlImport importMySql(const std::string &address) {
  witness::Url url = witness::parseUrl(address);
  std::string source = shown(address);
  if (url.database.empty())
    throw std::runtime_error(source + ": a database is needed: mysql://user@host/database");
  if (std::size_t from = address.find('?'); from != std::string::npos && from + 1 < address.size())
    throw std::runtime_error(
        source + ": the parameter " + address.substr(from + 1, address.find_first_of("=&", from + 1) - from - 1) +
        " is not known, addresses of MySQL and MariaDB have none; a socket is given as the host, with "
        "%2F for '/', and what else the connection needs by dumping the schema into a file");
  return readingOf(source, connection(url), url.password, [&] {
    soci::session session(soci::mysql, connection(url));
    session << "SET SESSION TRANSACTION READ ONLY";
    session << "SET sql_quote_show_create = 1";
    std::string version = rowsOf(session, "SELECT VERSION()").at(0).at(0);
    bool mariaDb = schema::folded(version).find("mariadb") != std::string::npos;
    std::string script;
    for (const auto &row : rowsOf(session, "SELECT table_name FROM information_schema.tables WHERE table_schema = "
                                           "DATABASE() AND table_type <> 'VIEW' AND table_type <> 'SEQUENCE' ORDER BY "
                                           "table_name"))
      script += rowsOf(session, "SHOW CREATE TABLE " + quoted(row[0], '`')).at(0).at(1) + ";\n";
    std::string isolation =
        rowsOf(session, mariaDb ? "SELECT @@global.tx_isolation" : "SELECT @@global.transaction_isolation").at(0).at(0);
    schema::DdlImport import = imported(script, source, mariaDb ? sql::Dialect::MariaDb : sql::Dialect::MySql);
    collate(session, import.schema);
    import.schema.isolation = schema::folded(isolation);
    return import;
  });
}

}  // namespace dbrace::catalogue
