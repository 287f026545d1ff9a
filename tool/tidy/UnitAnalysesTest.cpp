// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tidy/UnitAnalyses.h"

#include <gtest/gtest.h>

#include <string>

namespace dbrace::tidy {
namespace {

class Analyses : public testing::Test {
protected:
  using Held = std::shared_ptr<const std::string>;
  Held ask(const void *unit, const std::string &options = "") {
    return analyses.of(unit, options, [&] { return "analysis " + std::to_string(++made); });
  }

  UnitAnalyses<std::string, std::string> analyses;
  int made = 0;
  int first = 0, second = 0;  // Units.
};

TEST_F(Analyses, AllChecksOfAUnitShareOne) {
  Held duplicate = ask(&first), conflict = ask(&first), reread = ask(&first);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(duplicate.get(), conflict.get());
  EXPECT_EQ(duplicate.get(), reread.get());
}

TEST_F(Analyses, EndWithTheUnit) {
  Held duplicate = ask(&first), conflict = ask(&first);
  duplicate.reset();
  EXPECT_EQ(analyses.size(), 1u);
  conflict.reset();
  EXPECT_EQ(analyses.size(), 0u);
  // The next unit may be at the same address.
  EXPECT_EQ(*ask(&first), "analysis 2");
}

TEST_F(Analyses, UnitsDoNotShare) {
  Held one = ask(&first), other = ask(&second);
  EXPECT_EQ(*one, "analysis 1");
  EXPECT_EQ(*other, "analysis 2");
}

TEST_F(Analyses, ChecksWithOtherOptionsDoNotShare) {
  Held one = ask(&first, "a.sql"), other = ask(&first, "b.sql"), same = ask(&first, "a.sql");
  EXPECT_EQ(made, 2);
  EXPECT_EQ(one.get(), same.get());
  EXPECT_NE(one.get(), other.get());
}

TEST_F(Analyses, WhatThrowsIsMadeAgainByTheNext) {
  EXPECT_THROW(analyses.of(&first, "", []() -> std::string { throw std::string("broken"); }), std::string);
  EXPECT_EQ(*ask(&first), "analysis 1");
}

}  // namespace
}  // namespace dbrace::tidy
