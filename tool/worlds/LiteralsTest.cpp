// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Literals.h"
#include "sql/Testing.h"

#include <gtest/gtest.h>

namespace dbrace::worlds {
namespace {

using Style = StatementLiteral::Style;
constexpr std::uint32_t filled = StatementLiteral::filledIn;
using Ends = std::vector<std::uint32_t>;

Ends aligned(std::string_view text, std::string_view literal, Style style) {
  return alignment(sql::textWithHoles(text), literal, style);
}

TEST(Literals, APlainOneIsTheText) {
  EXPECT_EQ(aligned("abc", "abc", Style::Plain), (Ends{1, 2, 3}));
  EXPECT_EQ(aligned("100%d", "100%d", Style::Plain), (Ends{1, 2, 3, 4, 5}));
  EXPECT_TRUE(aligned("abc", "abd", Style::Plain).empty());
  EXPECT_TRUE(aligned("abc", "ab", Style::Plain).empty());
  EXPECT_TRUE(aligned("a§0", "a%s", Style::Plain).empty());
}

TEST(Literals, ConversionsStandForHolesAndForTexts) {
  EXPECT_EQ(aligned("a§0b", "a%sb", Style::Printf), (Ends{1, filled, 4}));
  EXPECT_EQ(aligned("a12b", "a%-5.2ldb", Style::Printf), (Ends{1, filled, filled, 9}));
  EXPECT_EQ(aligned("ab", "a%sb", Style::Printf), (Ends{1, 4}));
  EXPECT_EQ(aligned("'§0','§1')", "'%q','%s')", Style::Printf), (Ends{1, filled, 4, 5, 6, filled, 9, 10}));
  EXPECT_TRUE(aligned("a§0b", "a%sc", Style::Printf).empty());
  EXPECT_TRUE(aligned("a§0", "a", Style::Printf).empty());
}

TEST(Literals, WhatIsDoubledIsOneCharacter) {
  EXPECT_EQ(aligned("5%§0", "5%%%d", Style::Printf), (Ends{1, 3, filled}));
  EXPECT_EQ(aligned("{§0}", "{{{}}}", Style::Fmt), (Ends{2, filled, 6}));
  EXPECT_EQ(aligned("5%§0", "5%%1", Style::Qt), (Ends{1, 2, filled}));
}

TEST(Literals, EachStyleHasItsOwnConversions) {
  EXPECT_EQ(aligned("a§0b", "a%12b", Style::Qt), (Ends{1, filled, 5}));
  EXPECT_EQ(aligned("a§0b", "a{0:>5}b", Style::Fmt), (Ends{1, filled, 8}));
  EXPECT_TRUE(aligned("a§0b", "a%sb", Style::Qt).empty());
  EXPECT_TRUE(aligned("a§0b", "a{}b", Style::Printf).empty());
}

}  // namespace
}  // namespace dbrace::worlds
