// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a statement's text back to the literal it is made of.
//
// Asked for the few writes that are reported, so it may look at all literals of the program; those that hold an INSERT
// are collected once, when the first is asked for.
#pragma once

#include "worlds/Literal.h"
#include "worlds/Summaries.h"

namespace dbrace::worlds {

/// The way from a text to a literal that becomes it: StatementLiteral::ends. Empty if it does not.
std::vector<std::uint32_t> alignment(const sql::Text &text, std::string_view literal, StatementLiteral::Style style);

class Literals {
public:
  Literals(const Program &program, const Summaries &summaries) : program(program), summaries(summaries) {}
  LiteralOrigin of(const StatementInstance &write) const;

private:
  struct Candidate {
    FunctionIndex function = 0;
    facts::ValueId value = 0;
    std::string text;
    std::string file;         ///< Of its first token,
    std::uint32_t begin = 0;  ///< which tells it from others.
    bool samePlace(const Candidate &other) const { return begin == other.begin && file == other.file; }
  };
  struct Write {
    const StatementInstance *instance = nullptr;
    CodePlace at;
    const Candidate *from = nullptr;
    bool ambiguous = false;  ///< Several could be it.
    std::string composed;    ///< The text, where it comes from no literal.
  };
  void collect() const;
  void collectWrites() const;
  using Found = std::vector<std::pair<const Candidate *, StatementLiteral::Style>>;
  /// The candidates that become this text. Kept: one text is asked for again and again.
  const Found &alignedWith(const sql::Text &text) const;
  /// The candidate that the write's text comes from; null, with `none` set, if there is none or more than one.
  const Candidate *source(const StatementInstance &write, StatementLiteral::Style &style, NoLiteral &none) const;
  bool isShared(const StatementInstance &write, const Candidate &origin) const;
  /// Is a number with the text's length handed over anywhere on the way?
  bool lengthGiven(const StatementInstance &write, const Candidate &origin) const;
  bool throughBuffer(const StatementInstance &write, const Candidate &origin) const;
  /// Is it the content of an array of another size than its own?
  bool fillsArray(const Candidate &origin) const;
  std::uint64_t hashOf(facts::TextId file) const;

  const Program &program;
  const Summaries &summaries;
  mutable std::vector<Candidate> candidates;
  mutable std::unordered_map<std::string, Found> known;  // By the text, a hole one character.
  mutable bool collected = false;
  mutable std::vector<Write> writes;
  mutable bool collectedWrites = false;
};

}  // namespace dbrace::worlds
