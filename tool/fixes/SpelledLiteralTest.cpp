// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixes/SpelledLiteral.h"

#include <gtest/gtest.h>

namespace dbrace {
namespace {

/// The token with `characters` put in behind `text`.
std::string with(std::string token, const std::string &text, const std::string &characters) {
  auto literal = SpelledLiteral::read(token);
  if (!literal || !literal->text().starts_with(text))
    return "not understood";
  auto spelled = literal->spelled(characters, text.size());
  return spelled ? token.insert(literal->behind(text.size()), *spelled) : "cannot hold it";
}

TEST(SpelledLiteral, OrdinaryOnesTakeQuotesBehindABackslash) {
  EXPECT_EQ(with(R"("ab")", "a", R"("x" \)"), R"("a\"x\" \\b")");
  EXPECT_EQ(with(R"("")", "", "x"), R"("x")");
  EXPECT_EQ(with(R"(L"ab")", "ab", "x"), R"(L"abx")");
  EXPECT_EQ(with(R"(u8"a\"b\n")", "a\"b", "x"), R"(u8"a\"bx\n")");
}

TEST(SpelledLiteral, EscapesAreOneCharacterEach) {
  EXPECT_EQ(with(R"("\x41\102\u00e9z")", "AB\u00e9", "x"), R"("\x41\102\u00e9xz")");
  EXPECT_EQ(with("\"a\\\nb\"", "ab", "x"), "\"a\\\nbx\"");
  EXPECT_EQ(with("\"a\\\r\nb\"", "a", "x"), "\"ax\\\r\nb\"");
}

TEST(SpelledLiteral, RawOnesTakeEverythingButTheirEnd) {
  EXPECT_EQ(with("R\"(a\\b)\"", "a\\", "\"x\""), "R\"(a\\\"x\"b)\"");
  EXPECT_EQ(with("R\"sql(a)sql\"", "a", " (\"x\")"), "R\"sql(a (\"x\"))sql\"");
  EXPECT_EQ(with("R\"(a)\"", "a", "(\"x\")\""), "cannot hold it");
  EXPECT_EQ(with("R\"(a\" b)\"", "a", "(x)"), "cannot hold it");
}

TEST(SpelledLiteral, WhatDependsOnTheEncodingIsNotUnderstood) {
  EXPECT_EQ(with(R"("\xe9")", "", "x"), "not understood");
  EXPECT_EQ(with(R"("\377")", "", "x"), "not understood");
  EXPECT_EQ(with(R"("a" "b")", "", "x"), "not understood");
  EXPECT_EQ(with(R"("a)", "", "x"), "not understood");
  EXPECT_EQ(with(R"(TEXT("a"))", "", "x"), "not understood");
  EXPECT_EQ(with("\"a\"", "a", "\n"), "cannot hold it");
}

}  // namespace
}  // namespace dbrace
