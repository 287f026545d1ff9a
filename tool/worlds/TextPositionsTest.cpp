// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every place in a text of known and unknown parts is found again from what stands before it, however it was reached.
#include "worlds/TextPositions.h"

#include <gtest/gtest.h>

#include <string>

namespace dbrace::worlds {
namespace {

struct TextPositions : testing::Test {
  Terms terms;
  Term value = terms.symbol("value", {}), other = terms.symbol("other", {});

  Term text(std::initializer_list<Term> parts) { return terms.text(std::vector<Term>(parts)); }
  Term literal(const char *characters) { return terms.literalText(characters); }
  Term sql = text({literal("SELECT 1 FROM t WHERE a = '"), value, literal("' AND b = '"), other, literal("'")});
};

TEST_F(TextPositions, FindsEveryPlaceAgainFromWhatStandsBeforeIt) {
  auto pieces = terms.operands(sql);
  for (std::size_t piece = 0; piece < pieces.size(); ++piece)
    for (std::size_t offset = 0;
         offset < (terms.kind(pieces[piece]) == TermKind::Literal ? terms.name(pieces[piece]).size() : 1); ++offset) {
      Term before = textBefore(sql, {piece, offset}, terms);
      auto cut = cutAt(sql, positionBehind(before, terms), terms);
      ASSERT_TRUE(cut) << piece << ":" << offset;
      EXPECT_EQ(textBefore(sql, *cut, terms), before);
      EXPECT_EQ(text({before, textBehind(sql, *cut, terms)}), sql);
      pieces = terms.operands(sql);
    }
}

TEST_F(TextPositions, SearchesTheKnownParts) {
  auto first = findIn(sql, "'", {}, terms);
  ASSERT_TRUE(first);
  EXPECT_EQ(textBefore(sql, *first, terms), literal("SELECT 1 FROM t WHERE a = "));
  auto second = findIn(sql, "'", {first->piece, first->offset + 1}, terms);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->piece, 2u);
  EXPECT_FALSE(findIn(sql, "'", {4, 1}, terms));
  EXPECT_FALSE(findIn(value, "'", {}, terms));
}

TEST_F(TextPositions, AddsLengths) {
  Term at = positionBehind(literal("SELECT 1"), terms);
  EXPECT_EQ(textBehind(sql, *cutAt(sql, movedBy(at, terms.integer(1), false, terms), terms), terms),
            text({literal("FROM t WHERE a = '"), value, literal("' AND b = '"), other, literal("'")}));
  EXPECT_EQ(textBehind(sql, *cutAt(sql, movedBy(at, terms.integer(1), true, terms), terms), terms),
            textBehind(sql, {0, 7}, terms));
  // Behind a part of unknown length, by that length and by itself.
  Term opened = positionBehind(literal("SELECT 1 FROM t WHERE a = '"), terms);
  Term behind = movedBy(opened, terms.apply("size", {value}), false, terms);
  EXPECT_EQ(textBehind(sql, *cutAt(sql, behind, terms), terms), text({literal("' AND b = '"), other, literal("'")}));
  EXPECT_EQ(cutAt(sql, movedBy(opened, terms.apply("size", {other}), false, terms), terms), std::nullopt);
  EXPECT_EQ(movedBy(behind, terms.integer(1), true, terms), noTerm);
  EXPECT_EQ(movedBy(opened, value, false, terms), noTerm);
}

TEST_F(TextPositions, KnowsNoPlaceBehindTheEndOrInAPartThatIsUnknown) {
  EXPECT_TRUE(cutAt(sql, terms.integer(27), terms));
  EXPECT_FALSE(cutAt(sql, terms.integer(28), terms));
  EXPECT_FALSE(cutAt(sql, terms.integer(-1), terms));
  EXPECT_FALSE(cutAt(literal("ab"), terms.integer(3), terms));
  EXPECT_EQ(textBehind(literal("ab"), *cutAt(literal("ab"), terms.integer(2), terms), terms), terms.emptyText());
  EXPECT_EQ(textBehind(value, *cutAt(value, terms.integer(0), terms), terms), value);
}

}  // namespace
}  // namespace dbrace::worlds
