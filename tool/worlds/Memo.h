// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that have run before.
//
// What a body does depends on the part of the caller's state that it can reach: its arguments, what they point to,
// globals, and what is known about those values. Calls at one place of one path that agree there end alike, whatever
// else their callers know; so the body runs once, on that part, and the rest is put back beside each of its exits.
#pragma once

#include "worlds/State.h"

#include <unordered_map>

namespace dbrace::worlds {

/// What an observer learnt from code that ran. It is kept with a call, and told again when the call is not run again.
struct Note {
  enum class Kind : std::uint8_t {
    Block,
    WhenTrue,
    WhenFalse,
    Reread,
    Statement,
    InsertId,
    Change,
    Unlock
  } kind = Kind::Block;
  Term where = noTerm;      ///< Frame; of an Unlock what took the lock; of the others but branches the run.
  std::uint32_t block = 0;  ///< Of a Reread and a Statement State::after; of a Change its number.
  auto operator<=>(const Note &) const = default;
};

struct Exit {
  State state;
  bool threw = false;
  std::uint32_t exceptionType = 0;  ///< facts::TextId; 0: unknown type
  Term returned = noTerm;           ///< For telling outcomes apart; the value is already in its place.
};

/// Splits states at calls. Every call of `split` looks at one state; the tables only serve to reuse memory.
class Reach {
public:
  explicit Reach(const Terms &terms) : terms(terms) {}
  /// Takes out of `state` what a body in frame `inner`, whose slots are bound, can reach; `result` is the caller's
  /// place for what it returns. The rest stays.
  State split(State &state, Term inner, Term result);
  /// Drops what is known about values that nothing holds any more and no step can compute again.
  void forgetUnreachable(State &state);

private:
  struct Entry {
    Term root;
    std::uint32_t index;
    auto operator<=>(const Entry &) const = default;
  };
  void start(const State &state);
  void addValue(Term value);
  void addPlace(Term place);
  void show(std::uint32_t index);
  bool derivable(Term term);
  bool fromInside(Term term);
  bool isInner(Term frame) const;
  static bool marked(const std::vector<std::uint32_t> &marks, Term term, std::uint32_t epoch) {
    return term < marks.size() && marks[term] == epoch;
  }

  const Terms &terms;
  const State *state = nullptr;
  Term inner = noTerm;
  std::uint32_t epoch = 0;
  std::vector<std::uint32_t> known, reached, outside;  // By term: the epoch in which it was found to be so.
  std::vector<Entry> byRoot;
  std::vector<char> visible;        // By index into the store.
  std::vector<std::uint32_t> work;  // Entries whose values are still to be followed.
};

/// Puts back what `Reach::split` left behind.
void putBack(const State &rest, State &exit);

class CallMemo {
public:
  struct Entry {
    Term frame = noTerm, result = noTerm;
    Term context = noTerm;  ///< What of the world the call may depend on; see Machine::ends.
    State entry;
    std::vector<Exit> exits;
    std::vector<Note> notes;
  };
  const Entry *find(std::size_t hash, Term frame, Term result, Term context, const State &entry) const;
  void add(std::size_t hash, Entry entry);
  static std::size_t hashOf(Term frame, Term result, Term context, const State &entry);

private:
  std::unordered_multimap<std::size_t, Entry> entries;
};

}  // namespace dbrace::worlds
