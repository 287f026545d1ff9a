// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// States against a model: what is known about numbers, what is stored where, and that merging only ever forgets.
#include "worlds/State.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

namespace dbrace::worlds {
namespace {

using Random = std::mt19937;

std::int64_t between(Random &random, std::int64_t low, std::int64_t high) {
  return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

/// The numbers that tests ask about: those around zero, and both ends.
std::vector<std::int64_t> probes() {
  std::vector<std::int64_t> all{Knowledge::lowest, Knowledge::lowest + 1, Knowledge::highest - 1, Knowledge::highest};
  for (std::int64_t number = -15; number <= 15; ++number)
    all.push_back(number);
  return all;
}

/// An interval with holes that allows something.
Knowledge randomKnowledge(Random &random) {
  Knowledge known;
  std::int64_t low = between(random, -12, 12), high = between(random, low, 12);
  known.restrict(between(random, 0, 3) ? low : Knowledge::lowest, between(random, 0, 3) ? high : Knowledge::highest);
  for (auto i = between(random, 0, 8); i > 0; --i)
    if (std::int64_t hole = between(random, -12, 12); hole > known.low && hole < known.high)
      known.exclude(hole);
  return known;
}

TEST(Knowledge, SaysNothingAtFirst) {
  Knowledge known;
  EXPECT_FALSE(known.says());
  EXPECT_FALSE(known.contradicts());
  for (std::int64_t number : probes())
    EXPECT_TRUE(known.allows(number));
  known.restrict(Knowledge::lowest, Knowledge::highest);
  EXPECT_FALSE(known.says());
}

TEST(Knowledge, RestrictingKeepsExactlyWhatIsInBoth) {
  Random random(1);
  for (int round = 0; round < 3'000; ++round) {
    const Knowledge before = randomKnowledge(random);
    const std::int64_t low = between(random, -14, 14), high = between(random, -14, 14);
    Knowledge after = before;
    after.restrict(low, high);
    bool any = false;
    for (std::int64_t number : probes()) {
      const bool expected = before.allows(number) && number >= low && number <= high;
      ASSERT_EQ(after.allows(number), expected) << number;
      any |= expected;
    }
    ASSERT_EQ(after.contradicts(), !any);
    if (!any)
      continue;
    // The ends are numbers it may be, so that equal knowledge is spelled alike.
    ASSERT_TRUE(after.allows(after.low) && after.allows(after.high));
    for (std::int64_t hole : after.excluded)
      ASSERT_TRUE(hole > after.low && hole < after.high);
  }
}

TEST(Knowledge, ExcludingTakesOneNumberAtMost) {
  Random random(2);
  for (int round = 0; round < 3'000; ++round) {
    const Knowledge before = randomKnowledge(random);
    const std::int64_t number = between(random, -14, 14);
    Knowledge after = before;
    after.exclude(number);
    for (std::int64_t other : probes())
      if (other != number)
        ASSERT_EQ(after.allows(other), before.allows(other)) << other << " when " << number << " is excluded";
    ASSERT_TRUE(std::is_sorted(after.excluded.begin(), after.excluded.end()));
    ASSERT_LE(after.excluded.size(), Knowledge::maxExcluded);
    if (before.excluded.size() < Knowledge::maxExcluded)
      ASSERT_FALSE(after.allows(number));
  }
}

TEST(Knowledge, ExcludesBothEndsOfAllNumbers) {
  Knowledge known;
  known.exclude(Knowledge::lowest);
  known.exclude(Knowledge::highest);
  EXPECT_EQ(known.low, Knowledge::lowest + 1);
  EXPECT_EQ(known.high, Knowledge::highest - 1);
  EXPECT_TRUE(known.excluded.empty());
}

TEST(Knowledge, ContradictsWhenNothingIsLeft) {
  Knowledge known;
  known.restrict(3, 3);
  EXPECT_FALSE(known.contradicts());
  known.exclude(3);
  EXPECT_TRUE(known.contradicts());

  Knowledge holes;
  holes.restrict(0, 3);
  holes.exclude(1);
  holes.exclude(2);
  holes.restrict(1, 2);
  EXPECT_TRUE(holes.contradicts());

  for (std::int64_t end : {Knowledge::lowest, Knowledge::highest}) {
    Knowledge single;
    single.restrict(end, end);
    single.exclude(end);
    EXPECT_TRUE(single.contradicts());
  }
}

TEST(Knowledge, ExcludingBesideAHoleMovesTheEndOverIt) {
  Knowledge known;
  known.restrict(0, 2);
  known.exclude(1);
  known.exclude(0);
  EXPECT_EQ(known, (Knowledge{2, 2, {}}));
  known.exclude(2);
  EXPECT_TRUE(known.contradicts());
}

TEST(Knowledge, WidenedAllowsWhatEitherAllows) {
  Random random(3);
  for (int round = 0; round < 5'000; ++round) {
    const Knowledge left = randomKnowledge(random), right = randomKnowledge(random);
    const Knowledge both = widened(left, right);
    for (std::int64_t number : probes())
      if (left.allows(number) || right.allows(number))
        ASSERT_TRUE(both.allows(number)) << number;
    ASSERT_EQ(widened(left, left), left);
    ASSERT_FALSE(widened(left, Knowledge()).says());
  }
}

TEST(Knowledge, WidenedKeepsTheSignAndCommonHoles) {
  const auto from = [](std::int64_t low, std::int64_t high) {
    Knowledge known;
    known.restrict(low, high);
    return known;
  };
  EXPECT_EQ(widened(from(5, 9), from(7, 9)), from(1, 9));
  EXPECT_EQ(widened(from(0, 9), from(7, 9)), from(0, 9));
  EXPECT_EQ(widened(from(-3, 9), from(7, 9)), from(Knowledge::lowest, 9));
  EXPECT_EQ(widened(from(5, 6), from(5, 9)), from(5, Knowledge::highest));
  Knowledge notZero, notZeroOrOne;
  notZero.exclude(0);
  notZeroOrOne.exclude(0);
  notZeroOrOne.exclude(1);
  EXPECT_EQ(widened(notZero, notZeroOrOne), notZero);
  EXPECT_EQ(widened(notZero, from(-2, 2)), Knowledge());
}

TEST(Knowledge, WideningAgainAndAgainComesToAnEnd) {
  Random random(4);
  for (int round = 0; round < 300; ++round) {
    Knowledge known = randomKnowledge(random);
    int changes = 0;
    for (int i = 0; i < 60; ++i) {
      Knowledge wider = widened(known, randomKnowledge(random));
      changes += wider != known;
      known = std::move(wider);
    }
    // The lower end moves three times, the upper once; in between, holes only close.
    EXPECT_LE(changes, 5 * static_cast<int>(Knowledge::maxExcluded));
  }
  Knowledge counter;
  counter.restrict(0, 0);
  int changes = 0;
  for (std::int64_t i = 1; i < 1000; ++i) {
    Knowledge next;
    next.restrict(i, i);
    Knowledge wider = widened(counter, next);
    changes += wider != counter;
    counter = std::move(wider);
  }
  EXPECT_EQ(changes, 1);
  EXPECT_EQ(counter.low, 0);
}

TEST(State, StoresLikeAMap) {
  Random random(5);
  State state;
  std::map<Term, Term> store;
  std::map<Term, std::int64_t> lows;
  for (int i = 0; i < 20'000; ++i) {
    const auto key = static_cast<Term>(between(random, 1, 40)), value = static_cast<Term>(between(random, 1, 9));
    switch (between(random, 0, 4)) {
    case 0:
    case 1:
      state.set(key, value);
      store[key] = value;
      break;
    case 2:
      state.erase(key);
      store.erase(key);
      break;
    case 3:
      state.learn(key).restrict(value, Knowledge::highest);
      lows[key] = std::max<std::int64_t>(lows[key], value);
      break;
    default:
      state.forget(key);
      lows.erase(key);
    }
    ASSERT_TRUE(std::equal(state.store.begin(), state.store.end(), store.begin(), store.end(),
                           [](const auto &a, const auto &b) { return a.first == b.first && a.second == b.second; }));
    ASSERT_TRUE(
        std::equal(state.knowledge.begin(), state.knowledge.end(), lows.begin(), lows.end(),
                   [](const auto &a, const auto &b) { return a.first == b.first && a.second.low == b.second; }));
    ASSERT_EQ(state.get(key), store.contains(key) ? store[key] : noTerm);
    ASSERT_EQ(state.about(key) != nullptr, lows.contains(key));
  }
}

/// One change each that makes another situation.
std::vector<std::function<void(State &)>> otherSituations() {
  return {
      [](State &it) { it.marked = true; },
      [](State &it) { it.wrote = true; },
      [](State &it) { it.rowThere = true; },
      [](State &it) { it.transaction.kind = TransactionState::Kind::Open; },
      [](State &it) { it.transaction.at = 3; },
      [](State &it) { it.transaction.isolation = sql::Isolation::Serializable; },
      [](State &it) { it.locks.push_back({LockKind::Mutex, 4}); },
      [](State &it) { it.readTransaction = TransactionState(); },
      [](State &it) { it.readLocks.push_back({LockKind::RowUpdate, 4}); },
      [](State &it) { it.readKey.push_back(5); },
  };
}

TEST(State, SituationIsEverythingButStoreAndKnowledge) {
  State plain;
  State other;
  other.set(1, 2);
  other.learn(2).restrict(0, 5);
  EXPECT_TRUE(plain.sameSituation(other));
  EXPECT_FALSE(plain == other);
  const auto changes = otherSituations();
  for (std::size_t i = 0; i < changes.size(); ++i) {
    State changed = plain;
    changes[i](changed);
    EXPECT_FALSE(changed.sameSituation(plain)) << i;
    EXPECT_FALSE(plain.sameSituation(changed)) << i;
    State alike = other;
    changes[i](alike);
    EXPECT_TRUE(changed.sameSituation(alike)) << i;
  }
}

TEST(State, HashesEqualStatesAlikeUpToTheEnds) {
  const auto make = [](std::int64_t low, std::int64_t high) {
    State state;
    state.set(7, 8);
    state.learn(8) = Knowledge{low, high, {}};
    return state;
  };
  const std::int64_t ends[] = {Knowledge::lowest, Knowledge::lowest / 3 - 1, -1, 0, 1, Knowledge::highest};
  for (std::int64_t low : ends)
    for (std::int64_t high : ends)
      EXPECT_EQ(make(low, high).hash(), make(low, high).hash());
  EXPECT_NE(make(0, 1).hash(), make(0, 2).hash());
  State moved = make(0, 1);
  moved.set(7, 9);
  EXPECT_NE(moved.hash(), make(0, 1).hash());
}

}  // namespace
}  // namespace dbrace::worlds
