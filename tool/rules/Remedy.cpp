// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Remedy.h"

#include "rules/Wording.h"
#include "schema/Names.h"

#include <algorithm>
#include <cstdint>

namespace dbrace {
namespace {

bool canArbitrate(const Case &facts) {
  const auto *covered = std::get_if<Covered>(&facts.covering);
  return !covered || !covered->key->deferrable;
}

/// "accounts_email_tenant_key": needs no quotes, differs from that of any other key, and fits.
std::string indexName(const Case &facts) {
  std::string words = facts.write->table, name;
  for (const CheckedColumn &column : facts.write->key)
    words += " " + spelled(column);
  words += " key";
  std::uint32_t hash = 0x811c9dc5u;  // FNV-1a.
  for (unsigned char byte : words) {
    hash = (hash ^ byte) * 0x01000193u;
    bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    if (letter || (byte >= '0' && byte <= '9' && !name.empty()) || (byte == '_' && !name.empty()))
      name += static_cast<char>(byte);
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  // PostgreSQL cuts names off silently, at 63; older Oracle refuses more than 30.
  const std::size_t longest = facts.dialect == sql::Dialect::Oracle ? 30 : 63;
  if (name.size() <= longest)
    return name;
  std::string tail = "_";
  for (int i = 0; i < 6; ++i, hash >>= 4)
    tail += "0123456789abcdef"[hash & 15];
  name.resize(longest - tail.size() - 4);
  name.resize(name.find_last_not_of('_') + 1);
  return name + tail + "_key";
}

/// The columns of the key into which the insert writes NULL: always, or perhaps.
std::string nullColumns(const Case &facts, bool always) {
  std::string list;
  for (const CheckedColumn &column : facts.write->key)
    for (const WrittenColumn &written : facts.write->written) {
      const schema::Column *known = facts.table ? facts.table->column(column.column) : nullptr;
      bool null = always ? written.null == WrittenColumn::Null::Always
                         : written.null == WrittenColumn::Null::Maybe && known && known->nullable;
      if (null && schema::sameName(written.column, column.column))
        list += (list.empty() ? "" : ", ") + column.column;
    }
  return list;
}

/// A unique key of the table over more columns than those that were looked up: rows may share the latter.
const schema::UniqueKey *widerKey(const Case &facts) {
  if (!facts.table)
    return nullptr;
  for (const schema::UniqueKey &key : facts.table->keys) {
    auto inKey = [&](const CheckedColumn &column) {
      return std::ranges::any_of(key.columns,
                                 [&](const std::string &name) { return schema::sameName(name, column.column); });
    };
    if (key.expressions.empty() && key.columns.size() > facts.write->key.size() &&
        std::ranges::all_of(facts.write->key, inKey))
      return &key;
  }
  return nullptr;
}

std::string constraint(const Case &facts) {
  const std::string &table = facts.write->table;
  std::string list = keyList(facts), name = indexName(facts);
  bool plain = list.find("COLLATE") == std::string::npos && list.find('(', 1) == std::string::npos;
  switch (facts.dialect) {
  case sql::Dialect::PostgreSql:
    return "CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + table + " " + list +
           (nullColumns(facts, true).empty() ? "" : " NULLS NOT DISTINCT");
  case sql::Dialect::MySql:
  case sql::Dialect::MariaDb:
    return plain ? "ALTER TABLE " + table + " ADD UNIQUE " + list
                 : "ALTER TABLE " + table + " ADD a unique key over " + list;
  default:
    return "CREATE UNIQUE INDEX " + name + " ON " + table + " " + list;
  }
}

/// NULL equals nothing in a unique key, but for SQL Server's.
std::string aboutNulls(const Case &facts) {
  if (facts.dialect == sql::Dialect::SqlServer)
    return "";
  if (std::string always = nullColumns(facts, true); !always.empty())
    return facts.dialect == sql::Dialect::PostgreSql
               ? " (from version 15 on)"
               : ", storing a value that stands for none in " + always + ": a key does not refuse rows with NULL";
  std::string maybe = nullColumns(facts, false);
  return maybe.empty() ? "" : " (rows in which " + maybe + " is NULL are not refused: make it NOT NULL if it never is)";
}

/// Where the lookup has further conditions, rows that agree on the key alone may be allowed.
std::string withoutConstraint(const Case &facts) {
  std::string text = "The lookup has further conditions, and a unique key over " + keyList(facts) +
                     " alone would also refuse rows that do not meet them. Make lookup and insert one step: ";
  if (facts.dialect == sql::Dialect::Sqlite)  // Elsewhere one statement is not yet one step.
    text += "INSERT ... SELECT ... WHERE NOT EXISTS (the lookup), or ";
  return text + oneAtATime(facts);
}

}  // namespace

std::string oneAtATime(const Case &facts) {
  bool sqlite = facts.dialect == sql::Dialect::Sqlite;
  const std::string mutex = "hold one mutex over both steps, in every writer of the table";
  if (facts.writers == Writers::OneProcess)
    // On a connection that threads share the second BEGIN fails, and both are inside the first one's transaction.
    return mutex + (sqlite ? "; BEGIN IMMEDIATE ... COMMIT around them serves only with a connection of its own for "
                             "each thread"
                           : ", until after COMMIT");
  switch (facts.dialect) {
  case sql::Dialect::Sqlite:
    return "put both steps into BEGIN IMMEDIATE ... COMMIT, with a connection of its own for each thread";
  case sql::Dialect::PostgreSql:
    return "begin the transaction with pg_advisory_xact_lock, in READ COMMITTED and in every writer of the table";
  case sql::Dialect::MySql:
  case sql::Dialect::MariaDb:
    return "take GET_LOCK before the transaction and release it after COMMIT, in every writer of the table";
  default:
    return "hold a lock from before the lookup until after COMMIT, in every writer of the table";
  }
}

std::string conflictTarget(const Case &facts, const std::function<std::string(const std::string &)> &named) {
  const auto *covered = std::get_if<Covered>(&facts.covering);
  std::string parts;
  auto add = [&](const std::string &part) { parts += (parts.empty() ? "" : ", ") + part; };
  if (!covered) {
    for (const CheckedColumn &column : facts.write->key)
      add(column.wrapper.empty() ? named(column.column) : spelled(column));
    return "(" + parts + ")";
  }
  for (const std::string &column : covered->key->columns)
    add(named(column));
  for (const std::string &expression : covered->key->expressions)
    add(expression);
  return "(" + parts + ")" + (covered->key->where ? " WHERE " + *covered->key->where : "");
}

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
    return "Use INSERT ... ON CONFLICT " + target + " DO NOTHING (or DO UPDATE), or " + oneAtATime(facts);
  case sql::Dialect::MySql:
  case sql::Dialect::MariaDb:
    return "Use INSERT ... ON DUPLICATE KEY UPDATE, or insert first, on error 1062 end the transaction and read the "
           "row";
  case sql::Dialect::SqlServer:
    return "Insert first and handle errors 2601 and 2627, or use MERGE ... WITH (HOLDLOCK)";
  case sql::Dialect::Oracle:
    return "Insert first and handle ORA-00001 by reading the row";
  default:
    break;
  }
  return "Insert first and handle the unique violation by reading the row, or use the database's upsert";
}

std::string constraintAndAtomicForm(const Case &facts) {
  if (facts.write->lookupIsNarrower)
    return withoutConstraint(facts);
  std::string list = keyList(facts), columns = list.substr(1, list.size() - 2);
  std::string query =
      "SELECT " + columns + ", COUNT(*) FROM " + facts.write->table + " GROUP BY " + columns + " HAVING COUNT(*) > 1";
  std::string key = "find the duplicates already there with \"" + query + "\", mend them, and add \"" +
                    constraint(facts) + "\"" +
                    (facts.dialect == sql::Dialect::PostgreSql ? " outside of a transaction" : "") + aboutNulls(facts) +
                    ". Then " + lowered(atomicForm(facts));
  if (const schema::UniqueKey *wider = widerKey(facts))
    return "Rows may share " + columns + " as long as they differ in the rest of " + describe(*wider) +
           ". If that is meant, look up all of its columns. If not, " + key;
  key[0] = 'F';
  return key;
}

std::string lowered(std::string sentence) {
  if (!sentence.empty())
    sentence[0] = static_cast<char>(sentence[0] | 0x20);
  return sentence;
}

}  // namespace dbrace
