// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is true at one point of one run: places with their values, what is known about symbols, and the few things that
// decide a race (has the read under test run, has the write, which transaction is open, which locks are held).
#pragma once

#include "worlds/AtRest.h"
#include "worlds/CheckedWrite.h"
#include "worlds/Terms.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace dbrace::worlds {

/// An interval with holes. The full interval without holes says nothing and is not stored.
struct Knowledge {
  static constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  std::int64_t low = lowest, high = highest;
  std::vector<std::int64_t> excluded;  // Sorted; at most `maxExcluded`.
  static constexpr std::size_t maxExcluded = 6;

  bool says() const { return low != lowest || high != highest || !excluded.empty(); }
  bool contradicts() const { return low > high; }
  bool allows(std::int64_t number) const;
  void exclude(std::int64_t number);
  void restrict(std::int64_t newLow, std::int64_t newHigh);
  bool operator==(const Knowledge &) const = default;
};

struct TransactionState {
  enum class Kind : std::uint8_t { AsEntered, None, Open } kind = Kind::AsEntered;
  TransactionShape shape = TransactionShape::Unknown;      // When open.
  Term at = noTerm;                                        // Run that opened it.
  Term connection = noTerm;                                // Whose it is, where that is known for certain.
  bool read = false;                                       // A plain SELECT has run in it: it may have a snapshot.
  unsigned savepoints = 0;                                 // Open ones, where the first of them has opened it.
  sql::Isolation isolation = sql::Isolation::Unspecified;  // Of this one, or of the next.
  sql::Isolation session = sql::Isolation::Unspecified;    // Of those that do not say.
  bool operator==(const TransactionState &) const = default;
};

struct LockState {
  LockKind kind = LockKind::Mutex;
  Term object = noTerm;        // Mutex place, or the key's text.
  Term holder = noTerm;        // Guard object, or noTerm.
  Term at = noTerm;            // Run that took it.
  bool inTransaction = false;  // Taken inside one, or, where its end releases it, maybe.
  bool ends = false;           // The transaction's end releases it.
  bool afterRead = false;      // The transaction may have had a snapshot already.
  bool shared = false;
  bool refused = false;      // It was asked for and not had.
  Term connection = noTerm;  // As of the transaction.
  Term table = noTerm;       // The one table that it is about, where it says nothing of others.
  bool operator==(const LockState &) const = default;
};

struct State {
  std::vector<std::pair<Term, Term>> store;           // Sorted by place.
  std::vector<std::pair<Term, Knowledge>> knowledge;  // Sorted by value.
  TransactionState transaction;                       // Of the connection that was used last.
  std::vector<TransactionState> parked;               // Of others, by connection.
  std::vector<LockState> locks;                       // In the order taken.
  std::vector<Term> tasks;                            // Runs that started a function which nobody has waited for yet.

  bool marked = false;                              // The read under test has run.
  bool wrote = false;                               // The write under test has run.
  Reread::After after = Reread::After::Nothing;     // What has become of the write's transaction.
  bool keyRenewed = false;                          // Since the write its key's values have been produced anew.
  const std::vector<Term> *keyParts = nullptr;      // Everything in readKey, sorted; kept by the machine.
  bool reread = false;                              // Since the write the rival's row has been asked for.
  bool rowThere = false;                            // A row with the key has been written since.
  bool rowDeleted = false;                          // The row of the key has been deleted since the read.
  std::optional<TransactionState> readTransaction;  // At the last run of the read under test.
  std::vector<LockState> readLocks;
  std::vector<Term> readKey;  // The looked-up values at that time, in the order of the lookup.

  const AtRest *rest = nullptr;  // What holds beside the store in all states of the machine; or null.

  Term get(Term place) const;  // noTerm if there is no entry.
  /// Calls `see(place, value)` for each known place strictly inside of `whole`.
  template <typename See> void eachInside(Term whole, const Terms &terms, See see) const {
    for (const auto &[place, value] : store)
      if (terms.inside(place, whole))
        see(place, value);
    if (!rest)
      return;
    for (const auto &[place, value] : rest->of(terms.root(whole)))
      if (terms.inside(place, whole) && !holds(place))
        see(place, value);
  }
  bool holds(Term place) const;  // Has the store itself an entry?
  void set(Term place, Term value);
  void erase(Term place);
  const Knowledge *about(Term value) const;
  Knowledge &learn(Term value);
  /// The value is produced anew: nothing is known about it.
  void forget(Term value);
  /// The same for a value of which something is known. Who comes round a loop with the next key asks for another row.
  void renew(Term value);

  bool anyOpen() const;   ///< Has any connection an open transaction?
  bool anyBegun() const;  ///< The same, of one that was begun in this run, not found open by a flag.
  /// What counts for a callee: the only open transaction, whichever connection's it is, else the current state.
  const TransactionState &callersTransaction() const;

  /// States that differ here are never merged.
  bool sameButKey(const State &other) const;
  /// The same, and the same key was looked up. States that differ in this only are merged when there are many: a loop
  /// looks up another key each time round. For the key of the merged one see mergedKey.
  bool sameSituation(const State &other) const;
  bool operator==(const State &other) const = default;
  std::size_t hash() const;
};

/// What holds for a value that is one of two, widened at once: an interval that grew in a loop must not take a step
/// each time round. Of the lower end only the sign is kept.
Knowledge widened(const Knowledge &left, const Knowledge &right);

/// The weakest state implied by either. A place with two values becomes the symbol `merged(place)`, of the first place
/// where several have the same two; `about(value, state)` tells what is known about a value. `alone(place, value,
/// other)` is asked about a place that only one side knows: noTerm if it keeps its value, else what the place holds on
/// the other side, or nothing if that says nothing. True if `into` changed.
inline std::optional<Term> saysNothing(Term, Term, const State &) { return std::nullopt; }
template <typename Merged, typename About, typename Alone = decltype(&saysNothing)>
bool mergeInto(State &into, const State &from, Merged merged, About about, Alone alone = saysNothing);

// ---------------------------------------------------------------------------------------------------------------

template <typename Merged, typename About, typename Alone>
bool mergeInto(State &into, const State &from, Merged merged, About about, Alone alone) {
  bool changed = from.keyRenewed && !into.keyRenewed;
  into.keyRenewed |= from.keyRenewed;
  std::vector<std::pair<Term, Knowledge>> learnt;  // What was known of an earlier merge goes, too.
  std::vector<std::pair<Term, Term>> store;
  store.reserve(into.store.size());
  // Places that hold the same on both sides still hold one value. Sorted.
  std::vector<std::pair<std::pair<Term, Term>, Term>> differing;
  auto a = into.store.begin();
  auto b = from.store.begin();
  while (a != into.store.end() || b != from.store.end()) {
    // A place that only one side knows keeps no entry: its value is then what its base says, on both sides unknown.
    bool mine = b == from.store.end() || (a != into.store.end() && a->first < b->first);
    if (mine || a == into.store.end() || b->first < a->first) {
      const auto [place, known] = mine ? *a++ : *b++;
      const State &knowing = mine ? into : from, &other = mine ? from : into;
      std::optional<Term> there = alone(place, known, other);
      Term value = there == noTerm ? known : merged(place);
      changed |= !mine || value != known;
      if (there != noTerm)
        learnt.emplace_back(value, there ? widened(about(known, knowing), about(*there, other)) : Knowledge());
      store.emplace_back(place, value);
    } else {
      Term value = a->second;
      if (a->second != b->second) {
        const std::pair both(a->second, b->second);
        auto known = std::lower_bound(differing.begin(), differing.end(), both,
                                      [](const auto &one, const auto &sought) { return one.first < sought; });
        const bool isNew = known == differing.end() || known->first != both;
        value = isNew ? merged(a->first) : known->second;
        if (isNew) {
          differing.insert(known, {both, value});
          into.renew(value);
          learnt.emplace_back(value, widened(about(a->second, into), about(b->second, from)));
        }
      }
      changed |= value != a->second;
      store.emplace_back(a->first, value);
      ++a;
      ++b;
    }
  }
  std::vector<std::pair<Term, Knowledge>> before = into.knowledge;
  into.store = std::move(store);
  std::vector<std::pair<Term, Knowledge>> knowledge;
  for (auto &[value, known] : into.knowledge) {
    const Knowledge *other = from.about(value);
    if (!other)
      continue;
    Knowledge both = known == *other ? known : widened(known, *other);
    if (both.says())
      knowledge.emplace_back(value, std::move(both));
  }
  into.knowledge = std::move(knowledge);
  for (auto &[value, known] : learnt)
    if (known.says())
      into.learn(value) = std::move(known);
    else
      into.forget(value);
  changed |= into.knowledge != before;
  return changed;
}

}  // namespace dbrace::worlds
