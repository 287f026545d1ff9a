// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words that models are written in: which value or object of a call is meant, and how a call ends.
//
// Effects (Model.h) are about references; what a call returns belongs to its outcome. Notation.h has both as texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace dbrace::apis {

/// Which value or object of a call is meant. Printed as "arg0", "*arg4" (what it points to), "arg2[]" (the array it
/// points to), "arg1..." (this argument and all after it), "this", "result", "none" (absent; something unknown where it
/// is an element of a list), "null" (SQL NULL, a null pointer), "=5" (an integer), "='x'" (a text), "type0" (the first
/// template argument of the function, or else of its class). A member follows after a dot: "this.first", "*arg0.str";
/// "arg1[].buffer" is an array whose elements point to the values.
///
/// Where a text, a container or a handle is wanted, addresses are followed as far as needed: a `const std::string &`
/// parameter is simply "arg0". The star is for places that get written, and for the content behind a reference where a
/// copy of the value is meant ({"same": "*arg0"} of std::stoi). On what is no address the star changes nothing.
/// Arguments handed on to a function value (Invoke, Spawn, callbacks) arrive as its parameters want them: by address if
/// they are references.
struct Ref {
  enum class Base : std::uint8_t { None, Argument, This, Result, Integer, Text, Null, Type } base = Base::None;
  std::uint32_t index = 0;
  bool pointee = false, array = false, rest = false;
  std::int64_t number = 0;
  std::string text;
  std::string field;  ///< Unqualified name of the member that is meant instead of the whole; empty: the whole.
  bool operator==(const Ref &) const = default;
};

/// What a call yields, per outcome. Printed as 5, "null", "nonnull", "positive" (1 or more), "negative", "nonzero",
/// "true", "false", "unknown", "empty" (an empty text or container), "throws:pqxx::unique_violation", "not:5" (any
/// other integer), "='23505'" (a text).
struct Yield {
  enum class Kind : std::uint8_t {
    Unknown,
    Integer,
    Null,
    NonNull,
    Positive,
    Negative,
    NonZero,
    Empty,
    Throws,
    Other,
    Text
  } kind = Kind::Unknown;
  std::int64_t number = 0;
  std::string exception;  ///< Qualified class name, or several with | between: the first that the program knows.
  std::string text;
  bool operator==(const Yield &) const = default;
};

/// How an operation can end.
enum class Outcome : std::uint8_t {
  Row,       ///< There is a (next) row.
  None,      ///< There is none (any more); for an UPDATE or DELETE: no row was touched.
  Stored,    ///< A statement that yields no rows succeeded (INSERT, UPDATE, DELETE, DDL, BEGIN …).
  Violated,  ///< A unique constraint refused the write.
  Failed,    ///< Any other error.
};
inline constexpr int outcomeCount = 5;

/// Yields for the outcomes that matter to this function. Absent: Unknown. In JSON an object with the keys row, none,
/// stored, violated, failed, and `ok` for row, none and stored together. An UPDATE or DELETE that touches no row yields
/// what `stored` says: only Measure::Affected tells it apart.
struct Yields {
  std::optional<Yield> of[outcomeCount];
  const std::optional<Yield> &operator[](Outcome outcome) const { return of[static_cast<int>(outcome)]; }
  bool operator==(const Yields &) const = default;
};

}  // namespace dbrace::apis
