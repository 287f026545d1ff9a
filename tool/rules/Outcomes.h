// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What can happen to two sessions that do the same thing at the same time.
//
// Never "safe" or "unsafe": a set of outcomes over all interleavings, as measured on the databases.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace {

enum class Outcome : std::uint8_t {
  OneRow,              ///< All went well.
  DuplicateRows,       ///< Two rows agree on the key.
  UniqueViolation,     ///< The loser's write fails on the key.
  RowNotVisible,       ///< The loser reads again and finds nothing.
  TransactionAborted,  ///< The loser goes on in a transaction that refuses everything.
  Deadlock,
  SerializationFailure,
  Busy,     ///< SQLite.
  LostRow,  ///< Both succeed, a row is gone.
  NoSavepoint,
  Refused,  ///< The statement is wrong whatever the rival does.
};
std::string_view nameOf(Outcome outcome);  ///< "duplicate-rows"
std::optional<Outcome> outcomeNamed(std::string_view name);

class Outcomes {
public:
  Outcomes() = default;
  Outcomes(std::initializer_list<Outcome> outcomes) {
    for (Outcome outcome : outcomes)
      add(outcome);
  }
  void add(Outcome outcome) { bits |= 1u << static_cast<unsigned>(outcome); }
  void add(Outcomes others) { bits |= others.bits; }
  Outcomes without(Outcome outcome) const {
    Outcomes rest = *this;
    rest.bits &= ~(1u << static_cast<unsigned>(outcome));
    return rest;
  }
  bool contains(Outcome outcome) const { return bits >> static_cast<unsigned>(outcome) & 1u; }
  bool operator==(const Outcomes &) const = default;
  std::vector<std::string> names() const;  ///< In the order of the enumeration.

private:
  std::uint32_t bits = 0;
};

}  // namespace dbrace
