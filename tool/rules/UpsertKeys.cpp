// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/UpsertKeys.h"

#include "rules/ConflictTarget.h"
#include "schema/Names.h"

#include <algorithm>

namespace dbrace {
namespace {

/// SQLite's own number of a row is a key too, whatever the table declares.
bool isRowNumber(std::string_view column, const Case &facts) {
  using schema::sameName;
  return facts.dialect == sql::Dialect::Sqlite && !facts.table->withoutRowid && !facts.table->column(column) &&
         (sameName(column, "rowid") || sameName(column, "oid") || sameName(column, "_rowid_"));
}

/// Can a row that is there already meet the new one on the key? Not where the database numbers it, or it is NULL.
bool canConflict(const schema::UniqueKey &key, const Case &facts) {
  const CheckedWrite &write = *facts.write;
  if (!key.expressions.empty() || write.positional)
    return true;
  return std::ranges::any_of(key.columns, [&](const std::string &column) {
    const schema::Column *known = facts.table->column(column);
    for (const WrittenColumn &written : write.written)
      if (schema::sameName(written.column, column))
        return written.null != WrittenColumn::Null::Always;
    return known && (known->hasDefault || known->generated);
  });
}

}  // namespace

bool isIneffective(const sql::Insert &insert, const sql::Conflict &clause, bool named, const Case &facts) {
  const CheckedWrite &write = *facts.write;
  if (named) {
    bool byNumber = clause.target.size() == 1 && clause.target[0] &&
                    std::holds_alternative<sql::ColumnRef>(clause.target[0]->what) &&
                    isRowNumber(std::get<sql::ColumnRef>(clause.target[0]->what).column.text, facts);
    return !byNumber && !namesAnyKey(clause, *facts.table, facts.dialect);
  }
  // PostgreSQL's clause without a target also serves EXCLUDE, which is not looked at.
  bool numbered = std::ranges::any_of(write.written,
                                      [&](const WrittenColumn &written) { return isRowNumber(written.column, facts); });
  return insert.rows.size() <= 1 && !numbered && facts.dialect != sql::Dialect::PostgreSql &&
         std::ranges::none_of(facts.table->keys, [&](const schema::UniqueKey &key) { return canConflict(key, facts); });
}

}  // namespace dbrace
