// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The outcome table against itself. Against the databases it is tested in witness/OutcomeRowsTest.cpp.
#include "rules/OutcomeTable.h"

#include <gtest/gtest.h>

namespace dbrace {
namespace {

TEST(OutcomeTable, NoSituationHasTwoRows) {
  const auto &rows = OutcomeTable::builtIn().rows();
  ASSERT_GT(rows.size(), 200u);
  for (std::size_t a = 0; a < rows.size(); ++a)
    for (std::size_t b = a + 1; b < rows.size(); ++b) {
      bool overlap = true;
      for (std::size_t i = 0; i < dimensions; ++i)
        overlap = overlap && (rows[a].allowed[i] & rows[b].allowed[i]) != 0;
      EXPECT_FALSE(overlap) << "rows " << a << " (" << rows[a].sessions[0] << ") and " << b << " ("
                            << rows[b].sessions[0] << ")";
    }
}

TEST(OutcomeTable, ReadsBackTheFactsThatTrapPeople) {
  const OutcomeTable &table = OutcomeTable::builtIn();
  Situation postgres{.database = Database::PostgreSql, .transaction = Around::Deferred};
  EXPECT_EQ(table.judge(postgres).outcomes, (Outcomes{Outcome::OneRow, Outcome::DuplicateRows}));
  postgres.lock = Guard::RowUpdate;
  Verdict locked = table.judge(postgres);
  EXPECT_TRUE(locked.outcomes.contains(Outcome::DuplicateRows));
  EXPECT_EQ(locked.row->why, "a row that is absent cannot be locked");
  postgres.lock = Guard::AdvisoryTransaction;
  EXPECT_EQ(table.judge(postgres).outcomes, Outcomes{Outcome::OneRow});
  postgres.isolation = sql::Isolation::RepeatableRead;
  EXPECT_TRUE(table.judge(postgres).outcomes.contains(Outcome::DuplicateRows));

  Situation mysql{.database = Database::MariaDb,
                  .isolation = sql::Isolation::RepeatableRead,
                  .transaction = Around::Deferred,
                  .key = KeyKind::Covering,
                  .handling = Recovery::Reread};
  EXPECT_TRUE(table.judge(mysql).outcomes.contains(Outcome::RowNotVisible));
  mysql.isolation = sql::Isolation::ReadCommitted;
  EXPECT_EQ(table.judge(mysql).outcomes, Outcomes{Outcome::OneRow});

  Situation thread{.writers = Writers::OneThread};
  EXPECT_EQ(table.judge(thread).outcomes, Outcomes{Outcome::OneRow});
  Situation mutex{.lock = Guard::Mutex, .released = Released::AfterCommit, .writers = Writers::OneProcess};
  EXPECT_EQ(table.judge(mutex).outcomes, Outcomes{Outcome::OneRow});
  mutex.writers = Writers::Many;
  EXPECT_TRUE(table.judge(mutex).outcomes.contains(Outcome::DuplicateRows));
}

/// Whatever is asked has an answer, and it is never better than what a row says.
TEST(OutcomeTable, EverySituationHasAVerdict) {
  const OutcomeTable &table = OutcomeTable::builtIn();
  for (unsigned database = 0; database < 4; ++database)
    for (unsigned check = 0; check < 7; ++check)
      for (unsigned write = 0; write < 7; ++write)
        for (unsigned around = 0; around < 4; ++around)
          for (unsigned lock = 0; lock < 20; ++lock)
            for (unsigned key = 0; key < 4; ++key)
              for (unsigned level = 2; level < 5; ++level) {
                Situation s{.database = Database(database),
                            .isolation = sql::Isolation(level),
                            .check = CheckForm(check),
                            .write = WriteForm(write),
                            .transaction = Around(around),
                            .lock = Guard(lock),
                            .taken = Taken::AfterCheck,
                            .key = KeyKind(key)};
                EXPECT_NE(table.judge(s).outcomes, Outcomes{});
              }
}

TEST(OutcomeTable, ABrokenRowIsNamed) {
  auto errorOf = [](const char *row) -> std::string {
    try {
      OutcomeTable table(std::string(R"({"version": 1, "rows": [)") + row + "]}");
    } catch (const std::exception &error) {
      return error.what();
    }
    return "none";
  };
  EXPECT_EQ(errorOf(R"({"sessions": ["S I"]})"), "outcome table, row 0: without \"database\"");
  EXPECT_EQ(errorOf(R"({"database": "access", "sessions": ["S I"]})"),
            "outcome table, row 0: database \"access\" is not one of: any, postgresql, mariadb, sqlite, generic");
}

}  // namespace
}  // namespace dbrace
