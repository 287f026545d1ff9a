// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Marks.h"

#include <gtest/gtest.h>

namespace dbrace::testing {
namespace {

TEST(Marks, StandOnTheLineTheySpeakOf) {
  const auto read = readAnnotations("int a;\n"
                                    "f(a);  // finding: [dbrace-duplicate-insert] \"t.k has no unique key\"\n"
                                    "g(a);  /* reason: \"no row\" */\n");
  EXPECT_TRUE(read.errors.empty());
  ASSERT_EQ(read.marks.size(), 2u);
  EXPECT_EQ(read.marks[0], (Mark{MarkKind::Finding, 2, "dbrace-duplicate-insert", "", "t.k has no unique key"}));
  EXPECT_EQ(read.marks[1], (Mark{MarkKind::Reason, 3, "", "", "no row"}));
}

TEST(Marks, SeveralOnOneLine) {
  const auto read =
      readAnnotations("f();  // reason: \"a\"  finding: [dbrace-unhandled-conflict] note \"b\"  missed: [dbrace-x]\n");
  EXPECT_TRUE(read.errors.empty());
  ASSERT_EQ(read.marks.size(), 3u);
  EXPECT_EQ(read.marks[1], (Mark{MarkKind::Finding, 1, "dbrace-unhandled-conflict", "note", "b"}));
  EXPECT_EQ(read.marks[2], (Mark{MarkKind::Missed, 1, "dbrace-x", "", ""}));
}

TEST(Marks, OnlyInComments) {
  const auto read = readAnnotations("log(\"// finding: [dbrace-x]\");\n"
                                    "open(\"https://example.org/finding: \");\n"
                                    "auto c = '\"'; f();  // missed: [dbrace-x]\n"
                                    "n = 1'000; g();  // false-alarm: [dbrace-x]\n");
  EXPECT_TRUE(read.errors.empty());
  ASSERT_EQ(read.marks.size(), 2u);
  EXPECT_EQ(read.marks[0].line, 3u);
  EXPECT_EQ(read.marks[1].kind, MarkKind::FalseAlarm);
}

TEST(Marks, ProseIsNoMark) {
  const auto read =
      readAnnotations("// The reason: nobody knows. A finding: is not needed, the unfinding: [x] neither.\n");
  EXPECT_TRUE(read.errors.empty());
  EXPECT_TRUE(read.marks.empty());
}

TEST(Marks, SettingsStartTheirLine) {
  const auto read = readAnnotations("/* schema: users.sql */\n"
                                    "// dialect: mysql\n"
                                    "//   flags: -DUSE_X -I..\n"
                                    "f();  // schema: not a setting here\n"
                                    "  // writers: one-process\n");
  EXPECT_TRUE(read.errors.empty());
  const std::vector<Setting> expected{
      {1, "schema", "users.sql"}, {2, "dialect", "mysql"}, {3, "flags", "-DUSE_X -I.."}, {5, "writers", "one-process"}};
  EXPECT_EQ(read.settings, expected);
}

TEST(Marks, SqlComments) {
  const auto read = readAnnotations("CREATE TABLE t (a INT,  -- reason: \"no unique key\"\n  b INT);\n");
  ASSERT_EQ(read.marks.size(), 1u);
  EXPECT_EQ(read.marks[0].text, "no unique key");
}

TEST(Marks, WhatIsNotUnderstoodIsAnError) {
  EXPECT_EQ(readAnnotations("// finding: [duplicate]\n").errors.size(), 1u);
  EXPECT_EQ(readAnnotations("// finding: \"no rule\"\n").errors.size(), 1u);
  EXPECT_EQ(readAnnotations("// reason: [dbrace-x]\n").errors.size(), 1u);
  EXPECT_EQ(readAnnotations("// reason: \"open\n").errors.size(), 1u);
  EXPECT_EQ(readAnnotations("// finding: [dbrace-x \n").errors.size(), 1u);
  EXPECT_EQ(readAnnotations("// schema:\n").errors.size(), 1u);
  const auto unknown = readAnnotations("f();\ng();  // report: [dbrace-x] warning\n");
  ASSERT_EQ(unknown.errors.size(), 1u);
  EXPECT_EQ(unknown.errors[0].line, 2u);
  EXPECT_EQ(unknown.errors[0].message, "unknown mark 'report'");
  EXPECT_TRUE(readAnnotations("// The rule [dbrace-x] says nothing here.\n").errors.empty());
}

}  // namespace
}  // namespace dbrace::testing
