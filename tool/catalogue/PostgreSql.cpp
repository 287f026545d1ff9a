// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PostgreSQL keeps no statements but writes those of keys and indexes anew; tables are written here.
#include "catalogue/Catalogue.h"
#include "catalogue/Soci.h"
#include "witness/Url.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include <algorithm>
#include <memory>

namespace dbrace::catalogue {
namespace {

/// Tables with their columns: schema, table, persistence, column, type, not null, collation, and how it is generated
/// of what. A collation that is the type's own says nothing; one that is not deterministic does.
constexpr const char *columns = R"(
SELECT n.nspname::text, c.relname::text, c.relpersistence::text, a.attname::text,
  format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
  CASE WHEN a.attcollation <> t.typcollation THEN l.collname::text END,
  %GENERATED%::text, pg_get_expr(d.adbin, d.adrelid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation l ON l.oid = a.attcollation
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname, c.relname, a.attnum)";

/// Indexes: schema, table, definition, unique, valid, and of constraints: name, definition, deferrable.
constexpr const char *indexes = R"(
SELECT n.nspname::text, c.relname::text, pg_get_indexdef(i.indexrelid), i.indisunique::text,
  (i.indisvalid AND i.indisready AND i.indislive)::text, k.conname::text, pg_get_constraintdef(k.oid), x.relname::text
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname, c.relname, i.indisprimary DESC, x.relname)";

std::string tables(soci::session &session) {
  std::string script, open, query = columns;
  const bool mayGenerate =
      std::stoi(rowsOf(session, "SELECT current_setting('server_version_num')").at(0).at(0)) >= 120000;
  const std::string_view mark = "%GENERATED%";
  query.replace(query.find(mark), mark.size(), mayGenerate ? "a.attgenerated" : "''");
  for (const auto &row : rowsOf(session, query)) {
    std::string name = quoted(row[0], '"') + "." + quoted(row[1], '"');
    bool first = name != open;
    if (first) {
      script += open.empty() ? "" : ");\n";
      script += std::string("CREATE ") + (row[2] == "t" ? "TEMPORARY " : "") + "TABLE " + name + " (";
      open = name;
    }
    if (row[3].empty())
      continue;
    script += (first ? "" : ", ") + quoted(row[3], '"') + " " + row[4] + (row[5] == "true" ? " NOT NULL" : "") +
              (row[6].empty() ? "" : " COLLATE " + quoted(row[6], '"'));
    if (!row[7].empty())
      script += " GENERATED ALWAYS AS (" + row[8] + (row[7] == "v" ? ") VIRTUAL" : ") STORED");
  }
  return script + (open.empty() ? "" : ");\n");
}

/// The address read by the database's own library, which knows all parameters behind the '?' and how they are written:
/// sslmode=require, options=-c%20…
std::string connection(const std::string &address) {
  char *error = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(address.c_str(), &error),
                                                                             PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> message(error, PQfreemem);
  if (!options) {
    std::string said = error ? error : "the address cannot be read";
    throw std::runtime_error(said.substr(0, said.find_last_not_of('\n') + 1));
  }
  std::string text;
  for (const PQconninfoOption *option = options.get(); option->keyword; ++option)
    if (option->val && *option->val)
      text += (text.empty() ? "" : " ") + connectionString({{option->keyword, option->val}});
  return text;
}

}  // namespace

schema::DdlImport importPostgreSql(const std::string &address) {
  std::string source = shown(address);
  witness::Url url = witness::parseUrl(address);
  return readingOf(source, address, url.password, [&] {
    soci::session session(soci::postgresql, connection(address));
    session << "SET default_transaction_read_only = on";
    session << "SET search_path = pg_catalog";  // Types and functions are written with their schemas then.
    soci::transaction reading(session);
    std::string script = tables(session);
    std::vector<schema::Problem> invalid;
    for (const auto &row : rowsOf(session, indexes)) {
      std::string table = quoted(row[0], '"') + "." + quoted(row[1], '"');
      if (row[4] != "true")
        invalid.push_back(
            {schema::Problem::Severity::Warning, source, 0, 0, "",
             "the index " + row[7] + " on " + row[1] + " is not valid and does not count; REINDEX it or drop it"});
      else if (!row[5].empty())
        script += "ALTER TABLE ONLY " + table + " ADD CONSTRAINT " + quoted(row[5], '"') + " " + row[6] + ";\n";
      else
        script += row[2] + ";\n";
    }
    std::string isolation = rowsOf(session, "SELECT current_setting('default_transaction_isolation')").at(0).at(0);
    std::ranges::replace(isolation, ' ', '-');
    schema::DdlImport import = imported(script, source, sql::Dialect::PostgreSql);
    import.schema.isolation = isolation;
    std::ranges::move(invalid, std::back_inserter(import.problems));
    return import;
  });
}

}  // namespace dbrace::catalogue
