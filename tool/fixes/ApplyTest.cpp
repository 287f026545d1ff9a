// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixes/Apply.h"

#include <gtest/gtest.h>

namespace dbrace {
namespace {

Fix fix(std::uint32_t begin, std::uint32_t end, std::string text, std::string file = "a.cpp") {
  Edit edit;
  edit.at.file = std::move(file);
  edit.at.begin = begin;
  edit.at.end = end;
  edit.text = std::move(text);
  return {.what = {}, .safe = true, .reservation = {}, .edits = {std::move(edit)}};
}

ChosenFixes chosen(const std::vector<Fix> &fixes) {
  std::vector<const Fix *> pointers;
  for (const Fix &one : fixes)
    pointers.push_back(&one);
  return choose(pointers);
}

TEST(Apply, EditsOfAFileAreMadeInOneGo) {
  ChosenFixes all = chosen({fix(4, 4, "D"), fix(1, 1, "B"), fix(2, 3, ""), fix(0, 0, "x", "b.cpp")});
  EXPECT_EQ(all.taken.size(), 4u);
  EXPECT_EQ(edited("0123456", all.files["a.cpp"]), "0B13D456");
  EXPECT_EQ(edited("", all.files["b.cpp"]), "x");
}

TEST(Apply, EqualEditsAreOne) {
  ChosenFixes all = chosen({fix(1, 1, "B"), fix(1, 1, "B")});
  EXPECT_EQ(all.taken.size(), 2u);
  EXPECT_EQ(edited("01", all.files["a.cpp"]), "0B1");
}

TEST(Apply, OfEditsThatTouchTheFirstStays) {
  ChosenFixes all = chosen({fix(1, 1, "B"), fix(1, 1, "C"), fix(0, 2, ""), fix(2, 3, "")});
  EXPECT_EQ(all.leftOut, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(edited("012", all.files["a.cpp"]), "0B1");
}

TEST(Apply, AFixIsMadeWholeOrNotAtAll) {
  Fix two = fix(1, 1, "C");
  two.edits.push_back(fix(5, 5, "E", "b.cpp").edits.front());
  ChosenFixes all = chosen({fix(1, 1, "B"), two});
  EXPECT_EQ(all.leftOut, (std::vector<std::size_t>{1}));
  EXPECT_FALSE(all.files.contains("b.cpp"));
}

}  // namespace
}  // namespace dbrace
