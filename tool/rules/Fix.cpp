// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Fix.h"

#include "rules/Case.h"

#include "rules/Predicate.h"
#include "schema/Names.h"

#include <algorithm>

namespace dbrace {

namespace {

/// Does the key refuse a row that the lookup would not have found? Conditions that the key's own predicate makes, the
/// row that is there meets too.
bool refusesOthers(const CheckedWrite &write, const Covered &covered, sql::Dialect dialect) {
  if (covered.stricter || write.lookupIsNarrower)
    return true;
  if (!covered.key->where)
    return covered.narrower;
  sql::KeyLookup predicate = sql::keyLookup(readExpression(*covered.key->where, dialect));
  return std::ranges::any_of(write.key, [&](const CheckedColumn &column) {
    auto names = [&](const std::string &part) {
      return schema::sameName(part, column.column) ||
             (!column.wrapper.empty() && schema::sameName(part, column.wrapper + "(" + column.column + ")"));
    };
    return std::ranges::none_of(covered.key->columns, names) && std::ranges::none_of(covered.key->expressions, names) &&
           std::ranges::none_of(predicate.equalities,
                                [&](const sql::KeyEquality &one) { return names(one.column.column.text); });
  });
}

}  // namespace

FixGround fixGround(const Case &facts) {
  const Covered &covered = std::get<Covered>(facts.covering);
  FixGround ground;
  ground.dialect = facts.dialect;
  ground.write = *facts.write;
  ground.table = *facts.table;
  ground.key = *covered.key;
  ground.narrower = refusesOthers(*facts.write, covered, facts.dialect);
  ground.certain = facts.write->confidence == Confidence::High && facts.write->handling != Handling::Unknown;
  ground.plain = facts.form == WriteForm::Insert;
  return ground;
}

}  // namespace dbrace
