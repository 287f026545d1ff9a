// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// DDL as programs and settings keep it.
#include "driver/CodeDdl.h"
#include "schema/Names.h"

#include <gtest/gtest.h>

namespace dbrace::driver {
namespace {

/// "line:column text", a line each; with the database in front where one is known.
std::string shown(const std::vector<CodeDdl> &all) {
  std::string result;
  for (const CodeDdl &found : all)
    result += (found.dialect ? std::string(schema::nameOf(*found.dialect)) + " " : "") +
              std::to_string(found.source.literalAt->line) + ":" + std::to_string(found.source.literalAt->column) +
              " " + found.source.text + "\n";
  return result;
}
std::string inCode(std::string_view source) { return shown(ddlInCode(source, "db.cpp")); }

TEST(CodeDdl, TextsArePutTogether) {
  EXPECT_EQ(inCode("f(\"CREATE TABLE t (\"\n  \"a int)\");"), "1:3 CREATE TABLE t (a int)\n");
  EXPECT_EQ(inCode("s = \"CREATE TABLE \" + prefix + \"t (a int)\";"), "1:5 CREATE TABLE %st (a int)\n");
  EXPECT_EQ(inCode("s << \"CREATE TABLE \" << name() << \" (a int)\" << std::endl;"), "1:6 CREATE TABLE %s (a int)\n");
  EXPECT_EQ(inCode("q(QLatin1String(\"CREATE TABLE t (\") + QLatin1String(\"a int)\"));"),
            "1:17 CREATE TABLE t (a int)\n");
  EXPECT_EQ(inCode("q(QString(\"CREATE TABLE %1t (a int)\").arg(prefix, \"x\") + tail);"),
            "1:11 CREATE TABLE %1t (a int)\n");
  EXPECT_EQ(inCode("snprintf(buf, n, \"CREATE TABLE %s_t (a int)\", name);"), "1:18 CREATE TABLE %s_t (a int)\n");
  EXPECT_EQ(inCode("std::string s = \"CREATE TABLE t (\";\ns += \"a int,\";\ns.append(\"b int)\");\nf(\"x\");"),
            "1:17 CREATE TABLE t ( a int, b int)\n");
  EXPECT_EQ(inCode("const char *all[] = {\"CREATE TABLE t (\", \"a int\", \")\", \"DROP TABLE u\", \"hello\"};"),
            "1:22 CREATE TABLE t ( a int )\n1:56 DROP TABLE u\n");
  EXPECT_EQ(inCode("R\"sql(\nCREATE TABLE t (a text DEFAULT '\\');\n)sql\";"),
            "1:1 \nCREATE TABLE t (a text DEFAULT '\\');\n\n");
  EXPECT_EQ(inCode("f(\"CREATE TABLE \\\"t\\\" (\\n\\ta int)\");"), "1:3 CREATE TABLE \"t\" (  a int)\n");
}

TEST(CodeDdl, MacrosAreKnownWithinTheFile) {
  EXPECT_EQ(inCode("#define T \"users\"\nf(\"CREATE TABLE \" T \" (a int)\");"), "2:3 CREATE TABLE users (a int)\n");
  EXPECT_EQ(inCode("#define MAKE \"CREATE TABLE t \" \\\n  \"(a int)\"\nf(MAKE);"), "1:14 CREATE TABLE t (a int)\n");
}

TEST(CodeDdl, WhatIsNoDefinitionIsPassed) {
  EXPECT_EQ(inCode("f(\"SELECT 1\"); g(\"please create a new table\"); h('\\''); // \"CREATE TABLE t (a)\""), "");
  EXPECT_EQ(inCode("f(\"CREATE VIEW v AS SELECT 1\"); f(\"CREATE TRIGGER g ON TABLE t\");"), "");
  EXPECT_EQ(inCode("f(\"BEGIN; CREATE UNIQUE INDEX i ON t (a)\");"), "1:3 BEGIN; CREATE UNIQUE INDEX i ON t (a)\n");
  // Never completed; nobody knows what its keys are.
  EXPECT_EQ(inCode("void f() { s = \"CREATE TABLE t (\"; for (c : all) s += c; }\nvoid g() { q(\"x)\"); }"), "");
  EXPECT_EQ(inCode("s = \"CREATE TABLE t (\" + columns + \")\";"), "");
  EXPECT_EQ(inCode("s = \"CREATE TABLE t (a int, \" + keys + \")\";"), "");
  EXPECT_EQ(inCode("s = \"CREATE TABLE t (a \" + type + \" UNIQUE)\";"), "1:5 CREATE TABLE t (a %s UNIQUE)\n");
}

TEST(CodeDdl, TheDatabaseIsKnownByItsWords) {
  EXPECT_EQ(inCode("f(\"CREATE TABLE t (a integer primary key autoincrement)\");"),
            "sqlite 1:3 CREATE TABLE t (a integer primary key autoincrement)\n");
}

TEST(CodeDdl, XmlKeepsStatementsInTextsAndAttributes) {
  EXPECT_EQ(
      shown(ddlInXml("<?xml version='1.0'?>\n<db>\n <!-- CREATE TABLE no (a int) -->\n <database name=\"QSQLITE\">\n"
                     "  <statement>CREATE TABLE t (a int, CHECK (a &lt; 3))</statement>\n </database>\n"
                     " <mysql><s sql=\"ALTER TABLE t ADD UNIQUE (a)\"/></mysql>\n <s>\n"
                     "<![CDATA[CREATE UNIQUE INDEX i ON t (a)]]></s><t>none</t></db>",
                     "db.xml")),
      "sqlite 5:14 CREATE TABLE t (a int, CHECK (a < 3))\nmysql 7:17 ALTER TABLE t ADD UNIQUE (a)\n"
      "9:10 CREATE UNIQUE INDEX i ON t (a)\n");
}

}  // namespace
}  // namespace dbrace::driver
