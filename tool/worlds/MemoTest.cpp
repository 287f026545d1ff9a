// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call takes with it, what stays behind, and when two calls are one.
#include "worlds/Memo.h"

#include <gtest/gtest.h>

#include <random>

namespace dbrace::worlds {
namespace {

using Random = std::mt19937;

/// A caller in `outer` that calls a function in `inner`, which may call on into `deeper`.
class Splits : public testing::Test {
protected:
  Terms terms;
  Reach reach{terms};
  Term outer = terms.frame(noTerm, 0, 1), inner = terms.frame(outer, 5, 2), deeper = terms.frame(inner, 6, 3),
       sibling = terms.frame(outer, 9, 2);
  Term parameter = terms.slot("parameter", inner, 0), local = terms.slot("local", outer, 0),
       other = terms.slot("local", outer, 1), result = terms.slot("temporary", outer, 0), global = terms.global("g");
  Term one = terms.integer(1), two = terms.integer(2);

  Term unknown(Term place) { return terms.symbol("initial", {place}); }
  Term made(Term frame, std::uint32_t step) { return terms.symbol("result", {terms.run(frame, step)}); }

  static State with(std::vector<std::pair<Term, Term>> entries) {
    State state;
    for (auto &[place, value] : entries)
      state.set(place, value);
    return state;
  }
  static void know(State &state, Term value) { state.learn(value).restrict(1, 5); }

  State rest;  // Of the last `taken`.
  State taken(State state) {
    State visible = reach.split(state, inner, result);
    rest = std::move(state);
    return visible;
  }
};

TEST_F(Splits, TakesArgumentsAndLeavesTheCallersLocals) {
  const State visible =
      taken(with({{parameter, one}, {terms.slot("this", inner, 0), two}, {local, one}, {other, two}}));
  EXPECT_EQ(visible, with({{parameter, one}, {terms.slot("this", inner, 0), two}}));
  EXPECT_EQ(rest, with({{local, one}, {other, two}}));
}

TEST_F(Splits, FollowsAddresses) {
  const Term field = terms.field(local, "f"), behind = terms.slot("local", outer, 2);
  const State whole =
      with({{parameter, terms.address(local)}, {field, terms.address(behind)}, {behind, one}, {other, two}});
  EXPECT_EQ(taken(whole), with({{parameter, terms.address(local)}, {field, terms.address(behind)}, {behind, one}}));
  EXPECT_EQ(rest, with({{other, two}}));
}

TEST_F(Splits, ThePointerToAPartReachesThePartAndWhatItIsReadFrom) {
  const Term f = terms.field(local, "f"), g = terms.field(local, "g");
  const State visible =
      taken(with({{parameter, terms.address(f)}, {local, one}, {f, one}, {terms.field(f, "x"), two}, {g, two}}));
  EXPECT_EQ(visible, with({{parameter, terms.address(f)}, {local, one}, {f, one}, {terms.field(f, "x"), two}}));
  EXPECT_EQ(rest, with({{g, two}}));
}

TEST_F(Splits, ThePointerToAnElementReachesItsNeighbours) {
  const Term third = terms.element(local, terms.integer(3)), some = terms.element(local, noTerm);
  const State visible =
      taken(with({{parameter, terms.address(third)}, {terms.element(local, one), two}, {some, one}, {other, one}}));
  EXPECT_EQ(visible.get(terms.element(local, one)), two);
  EXPECT_EQ(visible.get(some), one);
  EXPECT_EQ(rest, with({{other, one}}));
}

TEST_F(Splits, FollowsPointersWhoseTargetIsUnknown) {
  const Term pointer = unknown(terms.slot("parameter", outer, 0)), hidden = unknown(terms.slot("parameter", outer, 1));
  const Term pointee = terms.deref(pointer), next = terms.field(pointee, "next");
  const Term beyond = terms.field(terms.deref(unknown(next)), "value");
  const State visible =
      taken(with({{parameter, pointer}, {next, unknown(next)}, {beyond, two}, {terms.deref(hidden), one}}));
  EXPECT_EQ(visible, with({{parameter, pointer}, {next, unknown(next)}, {beyond, two}}));
  EXPECT_EQ(rest, with({{terms.deref(hidden), one}}));
}

TEST_F(Splits, TakesWhatIsInsideValues) {
  const Term text[] = {terms.literalText("a"), terms.address(local)};
  for (const Term value :
       {terms.text(text), terms.closure("lambda", std::vector<Term>{terms.address(local)}),
        terms.apply("c_str", {terms.address(local)}), terms.symbol("next", {terms.address(local)})}) {
    EXPECT_EQ(taken(with({{parameter, value}, {local, one}, {other, two}})).get(local), one);
    EXPECT_EQ(rest, with({{other, two}}));
  }
}

TEST_F(Splits, TakesGlobalsObjectsOfTheBodyAndTheResult) {
  const Term object = terms.object(deeper, 1, 0), callers = terms.object(outer, 1, 0);
  const Term exception = terms.slot("exception", noTerm, 0), sameBodyElsewhere = terms.slot("local", sibling, 0);
  const State visible = taken(with({{terms.field(global, "f"), terms.address(local)},
                                    {local, one},
                                    {object, two},
                                    {callers, two},
                                    {exception, one},
                                    {result, two},
                                    {terms.field(result, "f"), one},
                                    {sameBodyElsewhere, one}}));
  EXPECT_EQ(visible, with({{terms.field(global, "f"), terms.address(local)},
                           {local, one},
                           {object, two},
                           {exception, one},
                           {result, two},
                           {terms.field(result, "f"), one}}));
  EXPECT_EQ(rest, with({{callers, two}, {sameBodyElsewhere, one}}));
}

TEST_F(Splits, KnowledgeGoesWithItsValue) {
  const Term passed = made(outer, 1), kept = made(outer, 2), old = made(inner, 3);
  State whole = with({{parameter, passed}, {local, kept}});
  for (Term value :
       {passed, kept, old, terms.apply("+", {passed, one}), terms.apply("+", {passed, kept}), unknown(global)})
    know(whole, value);
  const State visible = taken(whole);
  EXPECT_NE(visible.about(passed), nullptr);
  EXPECT_NE(visible.about(terms.apply("+", {passed, one})), nullptr);  // The body can compute it,
  EXPECT_NE(visible.about(unknown(global)), nullptr);                  // read it,
  EXPECT_NE(visible.about(old), nullptr);                              // or produce it anew.
  EXPECT_EQ(visible.knowledge.size(), 4u);
  EXPECT_NE(rest.about(kept), nullptr);
  EXPECT_NE(rest.about(terms.apply("+", {passed, kept})), nullptr);
  EXPECT_EQ(rest.knowledge.size(), 2u);
}

TEST_F(Splits, TheSituationGoesAlong) {
  State whole = with({{local, one}});
  whole.marked = whole.wrote = whole.rowThere = true;
  whole.transaction.kind = TransactionState::Kind::Open;
  whole.locks.push_back({LockKind::Mutex, global});
  const State visible = taken(whole);
  EXPECT_TRUE(visible.sameSituation(whole));
  EXPECT_TRUE(visible.store.empty());
}

TEST_F(Splits, WhatTheCallLeftBehindWinsOverWhatWasKept) {
  State exit = with({{parameter, one}, {global, two}});
  const Term value = made(outer, 1);
  exit.learn(value).restrict(7, 7);
  State kept = with({{local, one}, {global, one}});
  know(kept, value);
  know(kept, made(outer, 2));
  putBack(kept, exit);
  EXPECT_EQ(exit.store, with({{parameter, one}, {global, two}, {local, one}}).store);
  EXPECT_EQ(exit.about(value)->low, 7);
  EXPECT_EQ(exit.about(made(outer, 2))->low, 1);
  EXPECT_EQ(exit.knowledge.size(), 2u);
}

TEST_F(Splits, ForgetsOnlyWhatNothingHolds) {
  const Term held = made(outer, 1), lost = made(outer, 2), index = made(outer, 3), pointer = made(outer, 4);
  State state =
      with({{local, held}, {terms.element(other, index), one}, {terms.field(terms.deref(pointer), "f"), two}});
  const Term computed = terms.apply("size", {held}), mixed = terms.apply("+", {held, lost});
  for (Term value : {held, lost, index, pointer, computed, mixed, unknown(global), unknown(parameter)})
    know(state, value);
  const auto store = state.store;
  reach.forgetUnreachable(state);
  EXPECT_EQ(state.store, store);
  for (Term value : {held, index, pointer, computed, unknown(global), unknown(parameter)})
    EXPECT_NE(state.about(value), nullptr);
  EXPECT_EQ(state.about(lost), nullptr);
  EXPECT_EQ(state.about(mixed), nullptr);
  EXPECT_EQ(state.knowledge.size(), 6u);
}

/// Random states over a few frames, pointers and records.
class RandomSplits : public Splits {
protected:
  Random random{7};
  std::vector<Term> places, values{one, two};

  Term any(const std::vector<Term> &from) { return from[random() % from.size()]; }

  void grow(int rounds) {
    for (Term frame : {outer, inner, deeper, sibling})
      for (std::uint32_t i = 0; i < 3; ++i) {
        places.push_back(terms.slot("local", frame, i));
        places.push_back(terms.object(frame, i, 0));
        values.push_back(made(frame, i));
        values.push_back(unknown(terms.slot("parameter", frame, i)));
      }
    places.push_back(global);
    for (int i = 0; i < rounds; ++i) {
      const Term index = random() % 3 ? terms.integer(random() % 3) : random() % 2 ? noTerm : any(values);
      const Term parts[] = {any(values), terms.literalText("x")};
      switch (random() % 9) {
      case 0:
        places.push_back(terms.field(any(places), random() % 2 ? "f" : "g"));
        break;
      case 1:
        places.push_back(terms.element(any(places), index));
        break;
      case 2:
        places.push_back(terms.deref(any(values)));
        break;
      case 3:
      case 4:
        values.push_back(terms.address(any(places)));
        break;
      case 5:
        values.push_back(terms.apply("f", {any(values), any(values)}));
        break;
      case 6:
        values.push_back(terms.text(parts));
        break;
      case 7:
        values.push_back(terms.symbol("next", {any(values)}));
        break;
      default:
        values.push_back(unknown(any(places)));
      }
    }
  }

  State someState() {
    State state;
    for (int i = 0; i < 12; ++i)
      state.set(any(places), any(values));
    for (int i = 0; i < 8; ++i)
      know(state, any(values));
    state.marked = random() % 2;
    state.locks.resize(random() % 2);
    return state;
  }

  /// Every value that a value is made of.
  void collect(Term value, std::vector<Term> &into) const {
    into.push_back(value);
    const TermKind kind = terms.kind(value);
    if (kind == TermKind::Text || kind == TermKind::Apply || kind == TermKind::Symbol)
      for (Term operand : terms.operands(value))
        if (!terms.isPlace(operand))
          collect(operand, into);
  }
};

TEST_F(RandomSplits, PuttingBackRestoresTheState) {
  grow(400);
  std::size_t both = 0;
  for (int round = 0; round < 4'000; ++round) {
    const State whole = someState();
    State exit = taken(whole);
    both += !exit.store.empty() && !rest.store.empty();
    for (const auto &entry : rest.store)
      ASSERT_EQ(exit.get(entry.first), noTerm);
    for (const auto &entry : rest.knowledge)
      ASSERT_EQ(exit.about(entry.first), nullptr);
    putBack(rest, exit);
    ASSERT_EQ(exit, whole);
  }
  EXPECT_GT(both, 2'000u);
}

TEST_F(RandomSplits, WhatIsTakenIsClosed) {
  grow(400);
  for (int round = 0; round < 4'000; ++round) {
    const State visible = taken(someState());
    std::vector<Term> reachable;
    for (const auto &entry : visible.store)
      collect(entry.second, reachable);
    for (const auto &[place, value] : rest.store) {
      const Term root = terms.root(place);
      ASSERT_NE(terms.kind(root), TermKind::Global);
      for (Term known : reachable) {
        ASSERT_NE(root, terms.deref(known));
        if (terms.kind(known) == TermKind::Address) {
          const Term target = terms.operand(known, 0);
          ASSERT_FALSE(place == target || terms.inside(place, target) || terms.inside(target, place));
        }
      }
    }
    for (const auto &entry : rest.knowledge)
      for (Term known : reachable)
        ASSERT_NE(entry.first, known);
  }
}

/// Two callers that differ only in what the body cannot see run it once.
TEST_F(RandomSplits, WhatStaysHasNoSay) {
  grow(400);
  for (int round = 0; round < 2'000; ++round) {
    const State whole = someState();
    const State visible = taken(whole);
    State changed = whole;
    for (const auto &entry : rest.store)
      if (random() % 2)
        changed.erase(entry.first);
      else
        changed.set(entry.first, any(values));
    for (const auto &entry : rest.knowledge)
      changed.forget(entry.first);
    ASSERT_EQ(taken(changed), visible);
  }
}

TEST_F(RandomSplits, ForgettingTwiceForgetsNoMore) {
  grow(400);
  std::size_t forgotten = 0;
  for (int round = 0; round < 2'000; ++round) {
    State state = someState();
    const State before = state;
    reach.forgetUnreachable(state);
    ASSERT_EQ(state.store, before.store);
    for (const auto &[value, known] : state.knowledge)
      ASSERT_EQ(*before.about(value), known);
    for (const auto &[place, value] : state.store)
      ASSERT_EQ(state.about(value) != nullptr, before.about(value) != nullptr);
    forgotten += before.knowledge.size() - state.knowledge.size();
    const State once = state;
    reach.forgetUnreachable(state);
    ASSERT_EQ(state, once);
  }
  EXPECT_GT(forgotten, 100u);
}

TEST(CallMemo, FindsOnlyAnEqualCall) {
  CallMemo memo;
  State entry;
  entry.set(3, 4);
  constexpr std::size_t hash = 42;  // One for all: what is found must not hang on it.
  EXPECT_EQ(memo.find(hash, 1, 2, 3, entry), nullptr);
  memo.add(hash, {1, 2, 3, entry, {Exit{}}, {}});
  State marked = entry;
  marked.marked = true;
  memo.add(hash, {1, 2, 3, marked, {Exit{}, Exit{}}, {}});
  ASSERT_NE(memo.find(hash, 1, 2, 3, entry), nullptr);
  EXPECT_EQ(memo.find(hash, 1, 2, 3, entry)->exits.size(), 1u);
  ASSERT_NE(memo.find(hash, 1, 2, 3, marked), nullptr);
  EXPECT_EQ(memo.find(hash, 1, 2, 3, marked)->exits.size(), 2u);
  EXPECT_EQ(memo.find(hash, 9, 2, 3, entry), nullptr);
  EXPECT_EQ(memo.find(hash, 1, 9, 3, entry), nullptr);
  EXPECT_EQ(memo.find(hash, 1, 2, 9, entry), nullptr);
  State other = entry;
  other.learn(4).restrict(0, 1);
  EXPECT_EQ(memo.find(hash, 1, 2, 3, other), nullptr);
  EXPECT_EQ(memo.find(hash + 1, 1, 2, 3, entry), nullptr);

  EXPECT_EQ(CallMemo::hashOf(1, 2, 3, entry), CallMemo::hashOf(1, 2, 3, State(entry)));
  EXPECT_NE(CallMemo::hashOf(1, 2, 3, entry), CallMemo::hashOf(2, 1, 3, entry));
  EXPECT_NE(CallMemo::hashOf(1, 2, 3, entry), CallMemo::hashOf(1, 2, 4, entry));
}

}  // namespace
}  // namespace dbrace::worlds
