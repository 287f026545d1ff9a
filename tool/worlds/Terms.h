// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interpreter's values and places: one hash-consed table, so that identity is equality of 32-bit ids.
//
// That two expressions are *the same value* is what decides whether an insert writes the key that was looked up. Every
// unknown is therefore a symbol named by where it came from (a parameter at entry, the result of a call on a path, a
// place merged at a block), and every computation on it is a term over it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dbrace::worlds {

using Term = std::uint32_t;
inline constexpr Term noTerm = 0;

enum class TermKind : std::uint8_t {
  None,
  // Values
  Int,       // number
  Text,      // operands: pieces, each a Literal or any value (a hole)
  Literal,   // name: characters; only inside Text
  Address,   // operands[0]: place
  Function,  // name: key
  Closure,   // name: key, operands: captured values
  Apply,     // name: function, operands: arguments
  Symbol,    // name: what kind of unknown, operands: where it came from
  Run,       // operands: frame, step number: one execution of a statement, as a path
  // Frames: calls on a path. operands: parent frame, step number; number: function
  Frame,
  // Places
  Slot,     // name: kind of slot, number: index, operands[0]: frame (parameter, local, temporary …)
  Global,   // name
  Object,   // operands: frame, step number; number: distinguishes objects of one step. Made by a call.
  Deref,    // operands[0]: the value that points here
  Field,    // operands[0]: place, name
  Element,  // operands[0]: place, operands[1]: index value, or noTerm for "some element"
};

class Terms {
public:
  Terms();
  Terms(const Terms &) = delete;
  Terms &operator=(const Terms &) = delete;

  Term integer(std::int64_t number);
  Term literalText(std::string_view text);
  /// Joins pieces; literals are merged, nested texts flattened. Values that are not texts become holes.
  Term text(std::span<const Term> parts);
  Term emptyText() const { return emptyText_; }
  Term address(Term place);
  Term function(std::string_view key);
  Term closure(std::string_view key, std::span<const Term> captures);
  Term apply(std::string_view name, std::span<const Term> operands);
  Term apply(std::string_view name, std::initializer_list<Term> operands) {
    return apply(name, std::span(operands.begin(), operands.size()));
  }
  Term symbol(std::string_view kind, std::span<const Term> from);
  Term symbol(std::string_view kind, std::initializer_list<Term> from) {
    return symbol(kind, std::span(from.begin(), from.size()));
  }
  Term run(Term frame, std::uint32_t step);
  Term frame(Term parent, std::uint32_t step, std::uint32_t function);
  Term slot(std::string_view kind, Term frame, std::uint32_t index);
  Term global(std::string_view name);
  Term object(Term frame, std::uint32_t step, std::uint32_t which);
  Term deref(Term pointer);
  Term field(Term place, std::string_view name);
  Term element(Term place, Term index);

  TermKind kind(Term term) const { return nodes[term].kind; }
  std::int64_t number(Term term) const { return nodes[term].number; }
  std::string_view name(Term term) const { return *names[nodes[term].name]; }
  /// Valid as long as the table: nodes never move.
  std::span<const Term> operands(Term term) const { return {nodes[term].first, nodes[term].count}; }
  Term operand(Term term, std::size_t i) const { return nodes[term].first[i]; }
  /// The characters of a text without holes; none of any other value.
  std::optional<std::string_view> literal(Term term) const;
  bool isPlace(Term term) const { return nodes[term].kind >= TermKind::Slot; }
  /// The place a field or element is part of, or noTerm.
  Term base(Term place) const;
  /// The slot, global, object or pointee that a place is part of; of such a place itself.
  Term root(Term place) const { return nodes[place].root; }
  /// Is `place` strictly inside `whole`?
  bool inside(Term place, Term whole) const;
  /// `place`, which is inside `from`, moved to the same position inside `to`.
  Term rebased(Term place, Term from, Term to);
  /// Do they differ in operands only, all of which are terms?
  bool alike(Term left, Term right) const;
  /// The same with other operands.
  Term remade(Term like, std::span<const Term> operands);
  /// Has the term anything to do with this frame, or with one of a call in it?
  bool mentions(Term term, Term frame, unsigned depth = 0) const;
  /// The frame of the slot that a place is in, or noTerm.
  Term frameOf(Term place) const;
  bool isApply(Term term, std::string_view name) const {
    return kind(term) == TermKind::Apply && this->name(term) == name;
  }
  std::size_t size() const { return nodes.size(); }
  std::uint32_t nameId(std::string_view name);

private:
  struct Node {
    TermKind kind;
    std::uint32_t name, count;
    std::int64_t number;
    const Term *first;
    Term root;
    std::uint32_t hash;
  };
  Term make(TermKind kind, std::uint32_t name, std::int64_t number, std::span<const Term> operands);

  std::vector<Node> nodes;
  std::vector<std::unique_ptr<Term[]>> chunks;
  std::size_t chunkUsed = 0, chunkSize = 0;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> nameIds;
  std::vector<const std::string *> names;
  std::array<std::uint32_t, 256> recentNames{};  // By the address asked with: most names are literals of the analysis.
  std::vector<Term> table;                       // Open addressing: every term at its hash, or after it.
  Term emptyText_ = noTerm;
};

}  // namespace dbrace::worlds
