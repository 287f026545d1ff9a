// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/SourceText.h"

#include <gtest/gtest.h>

namespace dbrace::report {
namespace {

TEST(SourceText, KnowsLinesAndPositions) {
  SourceText text("ab\r\n\nc");
  EXPECT_EQ(text.line(1), "ab");
  EXPECT_EQ(text.line(2), "");
  EXPECT_EQ(text.line(3), "c");
  EXPECT_EQ(text.line(0), std::nullopt);
  EXPECT_EQ(text.line(4), std::nullopt);
  EXPECT_EQ(text.position(5), std::pair(3u, 1u));
  EXPECT_EQ(text.position(6), std::pair(3u, 2u));
  EXPECT_EQ(text.position(7), std::nullopt);
}

TEST(SourceText, TakesAFileWithoutALastNewline) { EXPECT_EQ(SourceText("").line(1), ""); }

TEST(Utf8, RefusesWhatTheStandardRefuses) {
  // Truncated, overlong, surrogate, beyond U+10FFFF, a lone continuation.
  for (std::string bad : {"\xe2\x82", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "\xe0\x80\xaf"})
    EXPECT_EQ(characterAt(bad, 0).codePoint, std::nullopt) << testing::PrintToString(bad);
  EXPECT_EQ(characterAt("\xf0\x9f\x98\x80", 0).codePoint, U'\U0001F600');
  EXPECT_EQ(validUtf8("a\xff\xe2\x82z"), "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz");
}

TEST(Utf8, CountsUtf16Units) {
  EXPECT_EQ(utf16Length("a\xc3\xa9"), 2u);
  EXPECT_EQ(utf16Length("\xf0\x9f\x98\x80"), 2u);
  EXPECT_EQ(utf16Length("\xff\xff"), 2u);
}

TEST(Show, ExpandsTabsToStops) {
  Shown shown = show("ab\tc");
  EXPECT_EQ(shown.text, "ab      c");
  EXPECT_EQ(shown.columns, (std::vector<std::size_t>{0, 1, 2, 8, 9}));
}

TEST(Show, CombiningMarksTakeNoColumn) { EXPECT_EQ(show("e\xcc\x81").columns.back(), 1u); }

}  // namespace
}  // namespace dbrace::report
