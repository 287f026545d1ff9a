// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values and conditions inside SQL statements, and the names they use.
#pragma once

#include "sql/Text.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dbrace::sql {

/// A table, column or index name. Exactly one of text and hole; `text` is as spelled, quotes removed.
struct Name {
  std::string text;
  std::optional<Hole> hole;  ///< The whole name is only known at run time.
  bool quoted = false;       ///< Quoted names keep their case in PostgreSQL and Oracle.
  bool partial = false;      ///< Text and holes mixed ("prefix_%s"): `text` has '\x01' for each hole.
  bool operator==(const Name &) const = default;
};
struct TableName {
  Name schema;  ///< Empty text: none given.
  Name name;
  std::string alias;
  bool operator==(const TableName &) const = default;
};

struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

struct Constant {
  enum class Kind : std::uint8_t { Null, Number, Text, Boolean, Blob } kind = Kind::Null;
  std::string text;  ///< A number as spelled; a text unescaped; "true" / "false".
  bool operator==(const Constant &) const = default;
};
/// A value that a hole fills, alone or inside quotes. `'%q'`, `%d`, `' + name + '`.
struct HoleValue {
  Hole hole;
  bool quoted = false;
  bool operator==(const HoleValue &) const = default;
};
/// A text constant with holes in it: `'user:%s'`. Two are the same value if all pieces are.
struct MixedText {
  Text text;
  bool operator==(const MixedText &) const = default;
};
/// `?` (numbered from 0 in order of appearance), `?3` and `$3` (index 2), `:name`, `@name`, `$name`, `%s` left in the
/// text (an unformatted printf conversion, numbered like `?`; `printfStyle`).
struct Placeholder {
  std::uint32_t index = 0;  ///< From 0.
  std::string name;         ///< Without its mark; empty for numbered ones.
  bool printfStyle = false;
  bool quoted = false;
  bool operator==(const Placeholder &) const = default;
};
struct ColumnRef {
  std::string table;  ///< Qualifier or alias as spelled; empty: none.
  Name column;
  bool operator==(const ColumnRef &) const = default;
};
struct FunctionCall {
  std::string name;  ///< Lower case. Operators that are not comparisons too: "+", "||", "-", "cast", "case", "collate".
  std::vector<ExpressionPtr> arguments;
  bool star = false;  ///< COUNT(*)
  bool distinct = false;
  bool operator==(const FunctionCall &) const = default;
};
struct Select;
struct Subquery {  ///< `(SELECT …)`, `EXISTS (SELECT …)`.
  std::shared_ptr<const Select> select;
  bool exists = false;
  bool negated = false;  ///< NOT EXISTS
};
/// A comparison, IS NULL, LIKE, IN, BETWEEN, or AND / OR / NOT over conditions.
struct Condition {
  enum class Op : std::uint8_t {
    Eq,
    NullSafeEq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    IsNull,
    IsNotNull,
    Like,
    In,
    NotIn,
    Between,
    And,
    Or,
    Not
  };
  Op op = Op::Eq;
  std::vector<ExpressionPtr> operands;
};
struct Star {
  std::string table;
};
struct Opaque {  ///< Understood as an expression by nobody. Holes inside it are listed.
  std::string text;
  std::vector<Hole> holes;
};
struct Expression {
  std::variant<Constant, HoleValue, MixedText, Placeholder, ColumnRef, FunctionCall, Subquery, Condition, Star, Opaque>
      what;
};

}  // namespace dbrace::sql
