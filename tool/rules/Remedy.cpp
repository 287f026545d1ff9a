// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Remedy.h"

#include "rules/Wording.h"

namespace dbrace {
namespace {

/// The key to name in a conflict clause: the covering one, or the one that is missing.
std::string conflictTarget(const Case &facts) {
  const auto *covered = std::get_if<Covered>(&facts.covering);
  if (!covered)
    return keyList(facts);
  std::string parts;
  for (const auto *list : {&covered->key->columns, &covered->key->expressions})
    for (const std::string &part : *list)
      parts += (parts.empty() ? "" : ", ") + part;
  return "(" + parts + ")" + (covered->key->where ? " WHERE " + *covered->key->where : "");
}

bool canArbitrate(const Case &facts) {
  const auto *covered = std::get_if<Covered>(&facts.covering);
  return !covered || !covered->key->deferrable;
}

std::string constraint(const Case &facts) {
  const std::string &table = facts.write->table;
  std::string list = keyList(facts), name = table + "_key";
  bool plain = list.find("COLLATE") == std::string::npos && list.find('(', 1) == std::string::npos;
  switch (facts.dialect) {
  case sql::Dialect::PostgreSql:
    return "CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + table + " " + list;
  case sql::Dialect::MySql:
  case sql::Dialect::MariaDb:
    return plain ? "ALTER TABLE " + table + " ADD UNIQUE " + list
                 : "ALTER TABLE " + table + " ADD a unique key over " + list;
  default:
    return "CREATE UNIQUE INDEX " + name + " ON " + table + " " + list;
  }
}

}  // namespace

std::string atomicForm(const Case &facts) {
  std::string target = conflictTarget(facts);
  switch (facts.dialect) {
  case sql::Dialect::PostgreSql:
    if (!canArbitrate(facts))
      return "The key is deferrable and cannot serve ON CONFLICT: insert first inside a savepoint, and on a unique "
             "violation "
             "roll back to it and read the row";
    return "Use INSERT ... ON CONFLICT " + target +
           " DO NOTHING and read the row by a statement of its own, or DO UPDATE; or insert first and handle the "
           "unique violation";
  case sql::Dialect::Sqlite:
    return "Use INSERT ... ON CONFLICT " + target +
           " DO NOTHING (or DO UPDATE), or put both steps into BEGIN IMMEDIATE ... COMMIT";
  case sql::Dialect::MySql:
  case sql::Dialect::MariaDb:
    return "Use INSERT ... ON DUPLICATE KEY UPDATE, or insert first, on error 1062 end the transaction and read the "
           "row";
  case sql::Dialect::SqlServer:
    return "Insert first and handle errors 2601 and 2627, or use MERGE ... WITH (HOLDLOCK)";
  case sql::Dialect::Oracle:
    return "Insert first and handle ORA-00001 by reading the row";
  case sql::Dialect::Generic:
    break;
  }
  return "Insert first and handle the unique violation by reading the row, or use the database's upsert";
}

std::string constraintAndAtomicForm(const Case &facts) {
  std::string list = keyList(facts), columns = list.substr(1, list.size() - 2);
  std::string query =
      "SELECT " + columns + ", COUNT(*) FROM " + facts.write->table + " GROUP BY " + columns + " HAVING COUNT(*) > 1";
  std::string form = atomicForm(facts);
  return "Find the duplicates already there with \"" + query + "\", mend them, and add \"" + constraint(facts) +
         "\". Then " + static_cast<char>(form[0] | 0x20) + form.substr(1);
}

}  // namespace dbrace
