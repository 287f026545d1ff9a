// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What must hold of every statement under test-inputs/sql/, with or without a database at hand.
#include "sql/Corpus.h"
#include "sql/Testing.h"

#include <gtest/gtest.h>

namespace dbrace::sql {
namespace {

/// The file's first word is its dialect.
Dialect dialectOf(const std::string &file) {
  return file.starts_with("postgresql")  ? Dialect::PostgreSql
         : file.starts_with("mysql")     ? Dialect::MySql
         : file.starts_with("sqlite")    ? Dialect::Sqlite
         : file.starts_with("sqlserver") ? Dialect::SqlServer
                                         : Dialect::Oracle;
}

TEST(Corpus, IsUnderstoodInFull) {
  for (const std::string &file : corpusFiles())
    for (const CorpusStatement &statement : corpus(file)) {
      const std::vector<Statement> read = sql::read(Text(statement.text), dialectOf(file));
      ASSERT_EQ(read.size(), 1U) << statement.place << ": " << statement.text;
      EXPECT_FALSE(read[0].partial) << statement.place << ": " << statement.text << "\nread as " << describe(read[0]);
    }
}

TEST(Corpus, EveryPrefixIsRead) {
  for (const std::string &file : corpusFiles())
    for (const CorpusStatement &statement : corpus(file))
      for (std::size_t length = 0; length <= statement.text.size(); ++length) {
        Text text(statement.text.substr(0, length));
        text.append(Hole{1});
        for (const Statement &read : sql::read(text))
          EXPECT_FALSE(show(Text(describe(read))).empty());
      }
}

}  // namespace
}  // namespace dbrace::sql
