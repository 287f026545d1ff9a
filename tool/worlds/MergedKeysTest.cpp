// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The key of two rounds of a loop that have become one.
#include "worlds/MergedKeys.h"

#include <gtest/gtest.h>

namespace dbrace::worlds {
namespace {

class MergedKeys : public testing::Test {
protected:
  Terms terms;
  Term frame = terms.frame(noTerm, 0, 0);
  Term it = terms.slot("local", frame, 0), other = terms.slot("local", frame, 1);
  Term first = terms.symbol("first", {}), second = terms.symbol("second", {});
  State into, from;

  Term merged(Term place) { return terms.symbol("merged", {place}); }
  Term load(Term place, const State &state) {
    if (Term value = state.get(place))
      return value;
    return terms.kind(place) == TermKind::Deref ? terms.apply("deref", {terms.operand(place, 0)})
                                                : terms.symbol("initial", {place});
  }
  Term member(Term pointee) { return terms.apply("field", {pointee, terms.literalText("number")}); }
  std::vector<Term> key() {
    return mergedKey(
        into, from,
        {[&](Term place) { return merged(place); }, [&](Term place, const State &in) { return load(place, in); }},
        terms);
  }
};

TEST_F(MergedKeys, IsMadeOfWhatBothHoldAtOnePlace) {
  into.set(it, first);
  from.set(it, second);
  into.readKey = {terms.apply("lower", {first}), terms.integer(3)};
  from.readKey = {terms.apply("lower", {second}), terms.integer(3)};
  EXPECT_EQ(key(), (std::vector{terms.apply("lower", {merged(it)}), terms.integer(3)}));
}

TEST_F(MergedKeys, IsMadeOfWhatPointersPointTo) {
  Term element = terms.element(terms.deref(first), second);
  into.set(it, terms.address(element));
  from.set(it, second);
  into.readKey = {member(load(element, into))};
  from.readKey = {member(terms.apply("deref", {second}))};
  EXPECT_EQ(key(), std::vector{member(terms.apply("deref", {merged(it)}))});
}

TEST_F(MergedKeys, StaysWhereNoPlaceHoldsBoth) {
  into.set(it, first);
  from.set(other, second);
  into.readKey = {terms.apply("lower", {first})};
  from.readKey = {terms.apply("lower", {second})};
  EXPECT_EQ(key(), into.readKey);
  from.set(it, terms.integer(1));
  EXPECT_EQ(key(), into.readKey);
}

TEST_F(MergedKeys, StaysWhereTheKeyIsComputedInAnotherWay) {
  into.set(it, first);
  from.set(it, second);
  into.readKey = {terms.apply("lower", {first})};
  from.readKey = {terms.apply("upper", {second})};
  EXPECT_EQ(key(), into.readKey);
}

}  // namespace
}  // namespace dbrace::worlds
