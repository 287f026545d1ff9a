// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The reader against PostgreSQL's own parser, on test-inputs/sql/postgresql*.sql.
#include "sql/Corpus.h"
#include "sql/Describe.h"
#include "sql/Essence.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

namespace dbrace::sql {
namespace {

/// Where the dialect is not known, these mean something else elsewhere: the first words of a statement, and why.
const std::map<std::string, std::string> OnlyPostgreSql = {
    {"SELECT /* a /* nested", "comments nest in PostgreSQL and SQL Server only"},
    {"INSERT INTO t (f3.if1", "a qualifier is a table in MySQL, a composite column here"},
    {"UPDATE t SET f2[1] = 5, f3.a", "a qualifier is a table in MySQL, a composite column here"},
};

bool isOnlyPostgreSql(const std::string &text) {
  return std::any_of(OnlyPostgreSql.begin(), OnlyPostgreSql.end(),
                     [&](const auto &entry) { return text.starts_with(entry.first); });
}

TEST(PgQuery, AgreesOnTheCorpus) {
  std::size_t compared = 0;
  for (const std::string &file : corpusFiles()) {
    if (!file.starts_with("postgresql"))
      continue;
    for (const CorpusStatement &statement : corpus(file)) {
      const std::optional<Essence> expected = essenceOfPostgreSql(statement.text);
      EXPECT_TRUE(expected) << statement.place << ": PostgreSQL rejects " << statement.text;
      if (!expected || expected->at("kind") == "-")
        continue;
      ++compared;
      for (const Dialect dialect : {Dialect::PostgreSql, Dialect::Generic}) {
        if (dialect == Dialect::Generic && isOnlyPostgreSql(statement.text))
          continue;
        const std::vector<Statement> read = sql::read(Text(statement.text), dialect);
        ASSERT_EQ(read.size(), 1U) << statement.place << ": " << statement.text;
        EXPECT_EQ(show(essenceOf(read[0])), show(*expected))
            << statement.place << ": " << statement.text << "\nread as " << describe(read[0]);
        EXPECT_FALSE(read[0].partial) << statement.place << ": " << statement.text << "\nread as " << describe(read[0]);
      }
    }
  }
  EXPECT_GE(compared, 250U);
}

}  // namespace
}  // namespace dbrace::sql
