// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Merged states are weaker than both sides, and merging round a loop comes to an end.
#include "worlds/State.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace dbrace::worlds {
namespace {

using Random = std::mt19937;

/// Places 1 … 8, symbols 11 … 30; what is merged at place p is the symbol 100 + p; the number n is the term 1000 + n.
constexpr Term places = 8, firstSymbol = 11, lastSymbol = 30, numbers = 1000;
Term mergedAt(Term place) { return 100 + place; }

Knowledge about(Term value, const State &state) {
  Knowledge known;
  if (value >= numbers - 50)
    known.restrict(std::int64_t(value) - numbers, std::int64_t(value) - numbers);
  else if (const Knowledge *found = state.about(value))
    known = *found;
  return known;
}

bool merge(State &into, const State &from) { return mergeInto(into, from, mergedAt, about); }

std::int64_t between(Random &random, std::int64_t low, std::int64_t high) {
  return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

Term randomValue(Random &random) {
  return static_cast<Term>(between(random, 0, 2) ? between(random, firstSymbol, lastSymbol)
                                                 : numbers + between(random, -9, 9));
}

State randomState(Random &random) {
  State state;
  for (Term place = 1; place <= places; ++place)
    if (between(random, 0, 3))
      state.set(place, randomValue(random));
  for (Term symbol = firstSymbol; symbol <= lastSymbol; ++symbol)
    if (between(random, 0, 1)) {
      Knowledge known;
      const std::int64_t low = between(random, -9, 9);
      known.restrict(low, between(random, low, 9));
      known.restrict(known.low, between(random, 0, 1) ? known.high : Knowledge::highest);
      if (known.low < 2 && known.high > 2)
        known.exclude(2);
      state.learn(symbol) = known;
    }
  return state;
}

bool implies(const Knowledge &strong, const Knowledge &weak) {
  for (std::int64_t number = -15; number <= 15; ++number)
    if (strong.allows(number) && !weak.allows(number))
      return false;
  return weak.low <= strong.low && weak.high >= strong.high;
}

/// Is everything that `weak` says true in `strong`?
void expectImplied(const State &strong, const State &weak) {
  for (const auto &[place, value] : weak.store) {
    const Term held = strong.get(place);
    // Of places that hold the same, the first gives its name.
    if (value > mergedAt(0) && value <= mergedAt(place))
      ASSERT_EQ(strong.get(value - mergedAt(0)), held) << "at " << place;
    if (value > mergedAt(0) && value <= mergedAt(place))
      ASSERT_TRUE(implies(held == noTerm ? Knowledge() : about(held, strong), about(value, weak))) << "at " << place;
    else
      ASSERT_EQ(held, value) << "at " << place;
  }
  for (const auto &[place, value] : strong.store)
    ASSERT_NE(weak.get(place), noTerm) << place << " would be what it was at entry";
  for (const auto &[value, known] : weak.knowledge)
    if (value < 100)
      ASSERT_TRUE(strong.about(value) && implies(*strong.about(value), known)) << "about " << value;
}

void expectSorted(const State &state) {
  for (std::size_t i = 1; i < state.store.size(); ++i)
    ASSERT_LT(state.store[i - 1].first, state.store[i].first);
  for (std::size_t i = 1; i < state.knowledge.size(); ++i)
    ASSERT_LT(state.knowledge[i - 1].first, state.knowledge[i].first);
  for (const auto &entry : state.knowledge)
    ASSERT_TRUE(entry.second.says());
}

TEST(Merge, SaysNoMoreThanEitherSide) {
  Random random(1);
  for (int round = 0; round < 3'000; ++round) {
    const State left = randomState(random), right = randomState(random);
    State both = left;
    EXPECT_EQ(merge(both, right), both != left);
    expectSorted(both);
    expectImplied(left, both);
    expectImplied(right, both);
    if (HasFatalFailure())
      return;
  }
}

TEST(Merge, KeepsWhatBothSidesSay) {
  State left, right;
  for (State *side : {&left, &right}) {
    side->set(1, 11);
    side->set(2, numbers + 3);
    side->learn(11).restrict(4, 6);
  }
  left.set(3, numbers + 5);
  right.set(3, numbers + 7);
  right.set(4, 12);
  right.learn(12).restrict(0, 0);
  EXPECT_TRUE(merge(left, right));
  EXPECT_EQ(left.get(1), 11u);
  EXPECT_EQ(left.get(2), numbers + 3);
  EXPECT_EQ(*left.about(11), (Knowledge{4, 6, {}}));
  EXPECT_EQ(left.get(3), mergedAt(3));
  EXPECT_EQ(*left.about(mergedAt(3)), (Knowledge{1, Knowledge::highest, {}}));
  EXPECT_EQ(left.get(4), mergedAt(4));  // Only one side knew: nothing is known about it.
  EXPECT_EQ(left.about(mergedAt(4)), nullptr);
  EXPECT_EQ(left.about(12), nullptr);
}

/// An iterator and the reference made of it.
TEST(Merge, PlacesThatHoldTheSameStillDo) {
  State left, right;
  for (Term place : {2, 3, 5}) {
    left.set(place, 11);
    right.set(place, place == 5 ? 13 : 12);
  }
  left.set(4, 12);
  right.set(4, 11);
  EXPECT_TRUE(merge(left, right));
  EXPECT_EQ(left.get(2), mergedAt(2));
  EXPECT_EQ(left.get(3), mergedAt(2));
  EXPECT_EQ(left.get(4), mergedAt(4));
  EXPECT_EQ(left.get(5), mergedAt(5));
}

/// A symbol of an earlier merge that both sides still hold elsewhere.
TEST(Merge, ForgetsWhatWasKnownOfAnEarlierMerge) {
  for (const bool oneSided : {false, true}) {
    State left, right;
    left.set(1, 11);
    if (!oneSided)
      right.set(1, 12);
    for (State *side : {&left, &right}) {
      side->set(2, mergedAt(1));
      side->learn(mergedAt(1)).restrict(1, 1);
    }
    merge(left, right);
    EXPECT_EQ(left.get(1), mergedAt(1));
    EXPECT_EQ(left.about(mergedAt(1)), nullptr);
  }
}

TEST(Merge, OfTheSameTwiceChangesNothing) {
  Random random(2);
  for (int round = 0; round < 3'000; ++round) {
    const State left = randomState(random), right = randomState(random);
    State itself = left;
    ASSERT_FALSE(merge(itself, left));
    ASSERT_EQ(itself, left);
    State both = left;
    merge(both, right);
    State again = both;
    ASSERT_FALSE(merge(again, right));
    ASSERT_EQ(again, both);
    ASSERT_FALSE(merge(again, left));
    ASSERT_EQ(again, both);
  }
}

/// As in a loop: what comes round again started from what was merged before.
TEST(Merge, RoundALoopComesToAnEnd) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    State head = randomState(random);
    int changes = 0;
    for (int turn = 0; turn < 200; ++turn) {
      State back = head;
      for (auto i = between(random, 1, 4); i > 0; --i)
        switch (const auto place = static_cast<Term>(between(random, 1, places)); between(random, 0, 3)) {
        case 0:
          back.set(place, randomValue(random));
          break;
        case 1:
          back.set(place, static_cast<Term>(numbers + turn));
          break;
        case 2:
          back.erase(place);
          break;
        default:
          if (const Term value = back.get(place); value != noTerm && value < numbers - 50)
            back.learn(value).restrict(-turn, Knowledge::highest);
        }
      changes += merge(head, back);
      expectSorted(head);
    }
    // Every place is merged once, and every symbol is widened a few times.
    EXPECT_LE(changes, 100);
  }
}

}  // namespace
}  // namespace dbrace::worlds
