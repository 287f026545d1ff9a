// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Covering.h"

#include "rules/Folding.h"
#include "rules/Predicate.h"
#include "schema/Names.h"

#include <algorithm>
#include <array>

namespace dbrace {
namespace {

using schema::sameName;
using schema::UniqueKey;

std::string joined(const std::vector<std::string> &names) {
  std::string result;
  for (const std::string &name : names)
    result += (result.empty() ? "" : ", ") + name;
  return result;
}

std::vector<std::string> partsOf(const UniqueKey &key) {
  std::vector<std::string> parts = key.columns;
  parts.insert(parts.end(), key.expressions.begin(), key.expressions.end());
  return parts;
}

/// NULL exactly when one of their arguments is.
bool isStrict(const std::string &function) {
  static constexpr std::array<std::string_view, 19> names{
      "lower", "upper",  "left",    "right",   "substr", "substring", "trim", "ltrim", "rtrim", "abs",
      "md5",   "length", "reverse", "replace", "cast",   "||",        "+",    "-",     "*"};
  return std::ranges::find(names, function) != names.end();
}

/// Whether texts that are equal but for case give texts that are equal but for case.
bool ignoresCase(const sql::ExpressionPtr &expression) {
  static constexpr std::array<std::string_view, 7> names{"substr", "substring", "left", "right",
                                                         "trim",   "ltrim",     "rtrim"};
  sql::ExpressionPtr bare = sql::withoutCasts(expression);
  if (!bare || std::holds_alternative<sql::ColumnRef>(bare->what))
    return bare != nullptr;
  const auto *call = std::get_if<sql::FunctionCall>(&bare->what);
  return call && std::ranges::find(names, call->name) != names.end() && !call->arguments.empty() &&
         ignoresCase(call->arguments[0]);
}

/// One key held against the question.
struct Verdict {
  enum class Kind : std::uint8_t { Apart, Wider, Folds, Predicate, Null, Undecided, Covers } kind = Kind::Covers;
  std::string why;  ///< What follows the key's name; empty where it covers.
  Covered covered;
};

class KeyTrial {
public:
  KeyTrial(const schema::Table &table, const UniqueKey &key, const CoveringQuestion &question)
      : table(table), key(key), question(question) {}

  Verdict run() {
    result.covered.key = &key;
    for (const std::string &column : key.columns)
      columnPart(column, key.collation, column);
    for (const std::string &expression : key.expressions)
      expressionPart(expression);
    if (!missing.empty() && shared == 0)
      return {Verdict::Kind::Apart, "", {}};
    if (!missing.empty())
      return missingParts();
    if (!folded.empty())
      return {Verdict::Kind::Folds, folded, {}};
    if (key.where)
      partial();
    nulls();
    result.covered.narrower =
        question.lookupIsNarrower || std::ranges::any_of(question.checked, [&](const CheckedColumn &checked) {
          return std::ranges::find(used, schema::folded(checked.column)) == used.end();
        });
    return result;
  }

private:
  /// Whether the name is that of the column; in SQLite the primary key that is the row's number has more names.
  bool isColumn(const std::string &name, const std::string &column) const {
    if (sameName(name, column))
      return true;
    const schema::Column *known = question.dialect == sql::Dialect::Sqlite ? table.column(column) : nullptr;
    return known && !table.withoutRowid && key.primary && key.columns.size() == 1 &&
           sameName(key.columns.front(), column) && sameName(known->type, "integer") &&
           (sameName(name, "rowid") || sameName(name, "oid") || sameName(name, "_rowid_"));
  }

  const CheckedColumn *checkedColumn(const std::string &column) const {
    auto found =
        std::ranges::find_if(question.checked, [&](const CheckedColumn &c) { return isColumn(c.column, column); });
    return found == question.checked.end() ? nullptr : &*found;
  }

  void miss(const std::string &part) { missing.push_back(part); }
  void use(const std::string &column) {
    used.push_back(schema::folded(column));
    ++shared;
  }

  void columnPart(const std::string &column, const std::optional<std::string> &collation, const std::string &shown) {
    const CheckedColumn *checked = checkedColumn(column);
    const schema::Column *known = table.column(column);
    if (!checked && known && known->generated)
      return expressionPart(*known->generated);
    if (!checked)
      return miss(column);
    Folding keys = collation ? foldingOfCollation(*collation, question.dialect) : foldingOf(known, question.dialect);
    fold(*checked, foldingOfLookup(checked->wrapper, known, question.dialect), keys, shown);
  }

  void fold(const CheckedColumn &checked, const Folding &lookup, const Folding &keys, const std::string &shown) {
    use(checked.column);
    if (!implies(lookup, keys))
      folded = "compares " + shown + " exactly, the check folds it (" +
               (checked.wrapper.empty() ? "collation" : checked.wrapper) + ")";
    else if (lookup != keys)
      result.covered.stricter = true;
  }

  void expressionPart(const std::string &text) {
    for (const CheckedColumn &checked : question.checked)
      if (!checked.wrapper.empty() && text == checked.wrapper + "(" + schema::folded(checked.column) + ")")
        return use(checked.column);
    sql::ExpressionPtr expression = readExpression(text, question.dialect);
    const auto *call = expression ? std::get_if<sql::FunctionCall>(&expression->what) : nullptr;
    auto columns = columnsOf(expression);
    if (call && columns && columns->size() == 1) {
      if (call->name == "collate")
        return columnPart(columns->front(), std::get<sql::Constant>(call->arguments.at(1)->what).text,
                          columns->front());
      const CheckedColumn *checked = checkedColumn(columns->front());
      if (checked && (call->name == "lower" || call->name == "upper") && call->arguments.size() == 1 &&
          ignoresCase(call->arguments[0])) {
        const schema::Column *known = table.column(checked->column);
        bool bare = std::holds_alternative<sql::ColumnRef>(sql::withoutCasts(call->arguments[0])->what);
        result.covered.stricter = result.covered.stricter || !bare;
        return fold(*checked, foldingOfLookup(checked->wrapper, known, question.dialect), {Folding::Kind::Case, {}},
                    text);
      }
    }
    // Equal arguments give equal results, if the lookup's equality is the exact one: indexes take deterministic
    // functions only.
    bool exact = call && columns && std::ranges::all_of(*columns, [&](const std::string &column) {
                   return checkedColumn(column) && isExact(*checkedColumn(column));
                 });
    if (!exact)
      return miss(text);
    std::ranges::for_each(*columns, [&](const std::string &column) { use(column); });
    result.covered.stricter = true;
    if (!isStrict(call->name))
      mayYieldNull = text;
  }

  /// Whether values that the lookup finds equal go into a function as the same value. A collation of the column goes
  /// with it, except in SQLite, where only the bare column has it.
  bool isExact(const CheckedColumn &checked) const {
    if (checked.wrapper.empty() && question.dialect != sql::Dialect::Sqlite)
      return true;
    return foldingOfLookup(checked.wrapper, table.column(checked.column), question.dialect).kind ==
           Folding::Kind::Exact;
  }

  Verdict missingParts() const {
    bool constants =
        std::ranges::all_of(missing, [&](const std::string &part) { return knownOf(part).constant.has_value(); });
    std::string why = "is over (" + joined(partsOf(key)) + "), wider than the check";
    if (constants)
      return {Verdict::Kind::Undecided, why + "; it helps only if every writer stores this " + joined(missing), {}};
    return {Verdict::Kind::Wider, why, {}};
  }

  KnownValue knownOf(const std::string &column) const {
    auto in = [&](const std::vector<WrittenColumn> &row) -> const WrittenColumn * {
      auto found = std::ranges::find_if(row, [&](const WrittenColumn &c) { return isColumn(c.column, column); });
      return found == row.end() ? nullptr : &*found;
    };
    const WrittenColumn *value = in(question.written);
    if ((!value || (!value->constant && value->null == WrittenColumn::Null::Maybe)) && checkedColumn(column))
      if (const WrittenColumn *wanted = in(question.lookedUp))
        value = wanted;
    KnownValue known;
    if (value) {
      known.null = static_cast<KnownValue::Null>(value->null);
      known.constant = value->constant;
    }
    if (known.constant || (known.null == KnownValue::Null::Maybe && !nullable(column)))
      known.null = KnownValue::Null::Never;
    return known;
  }

  bool nullable(const std::string &column) const {
    if (table.columns.empty())  // The schema does not list them.
      return false;
    const schema::Column *known = table.column(column);
    if (!known || !known->nullable)
      return false;
    // In SQLite a primary key takes NULL, unless it is the row's number; elsewhere it does not, whatever a document
    // says.
    bool inPrimary =
        key.primary && std::ranges::any_of(key.columns, [&](const std::string &c) { return sameName(c, column); });
    return !inPrimary ||
           (question.dialect == sql::Dialect::Sqlite && !(key.columns.size() == 1 && sameName(known->type, "integer")));
  }

  void decide(Verdict::Kind kind, std::string why) {
    if (result.kind != Verdict::Kind::Covers && kind == Verdict::Kind::Undecided)
      return;
    result.kind = kind;
    result.why = std::move(why);
  }

  void partial() {
    Satisfied holds =
        satisfies(*key.where, [&](const std::string &column) { return knownOf(column); }, question.dialect);
    if (holds == Satisfied::No)
      decide(Verdict::Kind::Predicate,
             "holds only where " + *key.where + ", and the row that is written is not such a row");
    else if (holds == Satisfied::Unknown)
      decide(Verdict::Kind::Undecided,
             "holds only where " + *key.where + ", which is not known of the row that is written");
  }

  void nulls() {
    if (key.nullsNotDistinct)
      return;
    bool oracle =
        question.dialect == sql::Dialect::Oracle;  // Its indexes leave out a row only if all of the key is NULL.
    if (oracle &&
        std::ranges::any_of(used, [&](const std::string &c) { return knownOf(c).null == KnownValue::Null::Never; }))
      return;
    if (!mayYieldNull.empty())
      decide(Verdict::Kind::Undecided, "is over " + mayYieldNull + ", which may be NULL, and NULL equals nothing");
    for (const std::string &column : used) {
      KnownValue value = knownOf(column);
      bool nullSafe = std::ranges::any_of(question.nullSafe, [&](const std::string &c) { return sameName(c, column); });
      const CheckedColumn *checked = checkedColumn(column);
      std::string name = checked ? checked->column : column;
      if (value.null == KnownValue::Null::Always)
        decide(Verdict::Kind::Null, "does not hold for this row: its " + name + " is NULL, and NULL equals nothing");
      else if (value.null == KnownValue::Null::Maybe && (nullSafe || (checked && checked->defaulted)))
        decide(Verdict::Kind::Undecided, "does not hold where " + name + " is NULL, and it may be in this row");
      else if (value.null == KnownValue::Null::Maybe)
        result.covered.mayBeNull.push_back(name);
    }
  }

  const schema::Table &table;
  const UniqueKey &key;
  const CoveringQuestion &question;
  Verdict result;
  std::vector<std::string> missing, used;
  std::string folded, mayYieldNull;
  std::size_t shared = 0;
};

/// How well a covering key serves: one that names the very row that was looked up goes first.
int rank(const Covered &covered) {
  return (covered.narrower ? 4 : 0) + (covered.stricter ? 2 : 0) + (covered.key->deferrable ? 1 : 0);
}

void nullSafeColumns(const sql::ExpressionPtr &where, std::vector<std::string> &columns) {
  const auto *condition = where ? std::get_if<sql::Condition>(&where->what) : nullptr;
  if (!condition)
    return;
  bool nullSafe = condition->op == sql::Condition::Op::NullSafeEq || condition->op == sql::Condition::Op::IsNull;
  for (const sql::ExpressionPtr &operand : condition->operands)
    if (const auto *column = operand && nullSafe ? std::get_if<sql::ColumnRef>(&operand->what) : nullptr)
      columns.push_back(column->column.text);
    else
      nullSafeColumns(operand, columns);
}

/// Whether the index, made unique, would be the key that is missing: over other columns it would not.
bool isOverTheCheck(const schema::Index &index, const CoveringQuestion &question) {
  return index.columns.size() == question.checked.size() &&
         std::ranges::all_of(question.checked, [&](const CheckedColumn &checked) {
           return checked.wrapper.empty() && std::ranges::any_of(index.columns, [&](const std::string &column) {
                    return sameName(checked.column, column);
                  });
         });
}

Uncovered uncovered(const schema::Table &table, const Verdict &nearest, const CoveringQuestion &question) {
  Uncovered result;
  result.at = table.origin;
  if (nearest.covered.key) {
    result.nearest = nearest.covered.key;
    result.at = nearest.covered.key->origin;
    result.why = describe(*nearest.covered.key) + " " + nearest.why;
    result.undecided = nearest.kind == Verdict::Kind::Undecided;
    return result;
  }
  for (const schema::Index &index : table.indexes)
    if (!question.lookupIsNarrower && isOverTheCheck(index, question)) {
      result.at = index.origin;
      result.why = "the index " + (index.name.empty() ? "" : index.name + " ") + "on (" + joined(index.columns) +
                   ") is not unique";
      break;
    }
  return result;
}

}  // namespace

std::string describe(const UniqueKey &key) {
  if (key.primary)
    return "the primary key";
  return "the unique key " + (key.name.empty() ? "over (" + joined(partsOf(key)) + ")" : key.name);
}

Covering covering(const schema::Table *table, const CoveringQuestion &question) {
  if (!table)
    return TableUnknown{};
  std::optional<Covered> best;
  Verdict nearest{Verdict::Kind::Apart, "", {}};
  for (const UniqueKey &key : table->keys) {
    Verdict verdict = KeyTrial(*table, key, question).run();
    if (verdict.kind == Verdict::Kind::Covers) {
      if (!best || rank(verdict.covered) < rank(*best))
        best = verdict.covered;
    } else if (verdict.kind > nearest.kind) {
      verdict.covered.key = &key;
      nearest = verdict;
    }
  }
  if (best)
    return *best;
  return uncovered(*table, nearest, question);
}

CoveringQuestion coveringQuestion(const CheckedWrite &write, sql::Dialect dialect) {
  CoveringQuestion question{write.key, write.written, {}, {}, write.lookupIsNarrower, dialect};
  const sql::Select *select = write.read.statement ? std::get_if<sql::Select>(&write.read.statement->body) : nullptr;
  if (!select || !select->where)
    return question;
  nullSafeColumns(select->where, question.nullSafe);
  for (const sql::KeyEquality &equality : sql::keyLookup(select->where).equalities)
    if (const auto *constant = equality.value ? std::get_if<sql::Constant>(&equality.value->what) : nullptr) {
      bool null = constant->kind == sql::Constant::Kind::Null;
      question.lookedUp.push_back({equality.column.column.text,
                                   null ? WrittenColumn::Null::Always : WrittenColumn::Null::Never,
                                   null ? std::nullopt : std::optional(constant->text)});
    }
  return question;
}

}  // namespace dbrace
