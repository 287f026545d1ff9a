// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Compare.h"

#include <gtest/gtest.h>

namespace dbrace::testing {
namespace {

Result finding(std::uint32_t line, std::string rule, std::string message, std::string file = "a.cpp") {
  return {MarkKind::Finding, std::move(file), line, std::move(rule), "error", std::move(message)};
}
Result reason(std::uint32_t line, std::string message, std::string file = "a.cpp") {
  return {MarkKind::Reason, std::move(file), line, "", "", std::move(message)};
}
std::vector<Mismatch> check(std::string_view source, const std::vector<Result> &results) {
  return compare({{"a.cpp", readAnnotations(source).marks}}, results);
}

TEST(Compare, WhatIsMarkedAndFoundIsFine) {
  EXPECT_TRUE(check("f();  // finding: [dbrace-x] \"t.k\"\n", {finding(1, "dbrace-x", "t.k has no key")}).empty());
  EXPECT_TRUE(check("f();\n", {}).empty());
}

TEST(Compare, MissingAndUnexpectedFail) {
  const std::string_view marked = "f();  // finding: [dbrace-x] \"t.k\"\n";
  EXPECT_EQ(check(marked, {}).size(), 1u);
  EXPECT_EQ(check("f();\n", {finding(1, "dbrace-x", "")}).size(), 1u);
  EXPECT_EQ(check(marked, {finding(1, "dbrace-y", "t.k")}).size(), 2u) << "wrong rule";
  EXPECT_EQ(check(marked, {finding(1, "dbrace-x", "t.other")}).size(), 2u) << "wrong text";
  EXPECT_EQ(check(marked, {finding(2, "dbrace-x", "t.k")}).size(), 2u) << "wrong line";
  EXPECT_EQ(check(marked, {finding(1, "dbrace-x", "t.k"), finding(1, "dbrace-x", "t.k")}).size(), 1u) << "twice";
}

TEST(Compare, LevelCountsOnlyWhereMarked) {
  EXPECT_TRUE(check("f();  // finding: [dbrace-x]\n", {finding(1, "dbrace-x", "")}).empty());
  EXPECT_TRUE(check("f();  // finding: [dbrace-x] error\n", {finding(1, "dbrace-x", "")}).empty());
  EXPECT_EQ(check("f();  // finding: [dbrace-x] note\n", {finding(1, "dbrace-x", "")}).size(), 2u);
}

TEST(Compare, SpecificMarksChooseFirst) {
  EXPECT_TRUE(check("f();  // finding: [dbrace-x]  finding: [dbrace-x] \"b\"\n",
                    {finding(1, "dbrace-x", "b"), finding(1, "dbrace-x", "a")})
                  .empty());
}

TEST(Compare, ReasonsMustBeCompleteOnlyWhereUsed) {
  const std::vector<Result> both{reason(1, "read here"), reason(2, "branch")};
  EXPECT_TRUE(check("f();\ng();\n", both).empty());
  EXPECT_TRUE(check("f();  // reason: \"read\"\ng();  // reason: \"branch\"\n", both).empty());
  EXPECT_EQ(check("f();  // reason: \"read\"\ng();\n", both).size(), 1u);
  EXPECT_TRUE(check("f();\n", {reason(7, "no key", "schema.sql")}).empty());
}

TEST(Compare, KnownGapsFailWhenClosed) {
  EXPECT_TRUE(check("f();  // missed: [dbrace-x]\n", {}).empty());
  EXPECT_EQ(check("f();  // missed: [dbrace-x]\n", {finding(1, "dbrace-x", "")}).size(), 1u);
  EXPECT_TRUE(check("f();  // false-alarm: [dbrace-x]\n", {finding(1, "dbrace-x", "")}).empty());
  EXPECT_EQ(check("f();  // false-alarm: [dbrace-x]\n", {}).size(), 1u);
}

TEST(Compare, FindingsOutsideTheProgramFail) {
  EXPECT_EQ(check("f();\n", {finding(1, "dbrace-x", "", "other.cpp")}).size(), 1u);
}

}  // namespace
}  // namespace dbrace::testing
