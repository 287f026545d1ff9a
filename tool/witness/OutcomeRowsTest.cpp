// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every row of the outcome table against the database it speaks of. Where they differ, the table is wrong.
//
//   build/dev/bin/outcome_rows_test --gtest_filter=*MariaDb
#include "witness/Notation.h"
#include "witness/Servers.h"
#include "witness/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace dbrace::witness {
namespace {

using Base = dbrace::Database;

std::string shown(const Outcomes &outcomes) {
  std::string result;
  for (const std::string &name : outcomes.names())
    result += (result.empty() ? "" : ", ") + name;
  return result;
}

/// The positions of dimensions in OutcomeRow::allowed.
enum Position : std::size_t { AtDatabase = 0, AtConnection = 8, AtKey = 10, AtSetting = 12 };

bool allows(const OutcomeRow &row, std::size_t dimension, auto value) {
  return row.allowed[dimension] >> static_cast<unsigned>(value) & 1u;
}

/// "B E J C or + B E J C": starts that the program cannot tell apart before it runs.
std::vector<std::string> alternatives(std::string text) {
  std::vector<std::string> list;
  for (std::size_t at; (at = text.find(" or ")) != std::string::npos; text.erase(0, at + 4))
    list.push_back(text.substr(0, at));
  list.push_back(text);
  return list;
}

/// What a row says, and what the database has done, of one of its sessions at one level.
struct Comparison {
  std::string sessions, where;
  Outcomes expected, measured;
};

/// One exploration. Tables are made anew for each shape only, so the list is put in order of shapes.
struct Job {
  NotedSessions noted;
  ClientOptions options;
  std::size_t comparison = 0;
  auto shape() const {
    return std::tuple(noted.shape.key, noted.shape.plainIndex, noted.text[0], countsNumbers(noted));
  }
};

std::vector<Setting> settingsOf(Base base) {
  if (base == Base::Sqlite)
    return {Setting::NoBusyTimeout, Setting::BusyTimeout};
  if (base == Base::MariaDb)
    return {Setting::Default, Setting::SnapshotIsolation};
  return {Setting::Default};
}

class Rows {
public:
  explicit Rows(Base base) : base(base) {
    for (const OutcomeRow &row : OutcomeTable::builtIn().rows())
      if (row.allowed[AtDatabase] == 1u << static_cast<unsigned>(base))
        plan(row);
    std::ranges::sort(jobs, {}, [](const Job &job) { return std::pair(job.shape(), job.comparison); });
  }

  void run(Database &database) {
    auto keeper = database.connect({});
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      const Job &job = jobs[i];
      if (i == 0 || jobs[i - 1].shape() != job.shape())
        for (const std::string &statement : tablesOf(job.noted))
          keeper->must(statement);
      else if (i % 16 == 0)  // Long tables cost time, and so does this.
        keeper->must(job.noted.database == Base::Sqlite ? "DELETE FROM t" : "TRUNCATE TABLE t");
      Comparison &comparison = comparisons[job.comparison];
      auto seen = [&](const Interleaving &run) {
        comparison.measured.add(run.outcomes);
        ++interleavings;
        return job.noted.text[0] != '=' || comparison.measured != comparison.expected;
      };
      auto measure = [&] {
        if (job.noted.text[0] == '=')
          runAtOnce(database, job.options, scenarioOf(job.noted), 2000, seen);
        else
          runInterleavings(database, job.options, scenarioOf(job.noted), seen);
      };
      // On a busy machine InnoDB may fail to notice a deadlock, again and again in one server: new connections, then.
      for (int attempt = 1;; ++attempt)
        try {
          measure();
          break;
        } catch (const std::runtime_error &) {
          if (attempt == 3)
            throw;
        }
    }
  }

  void compare(std::size_t atLeast) const {
    for (const Comparison &each : comparisons)
      EXPECT_EQ(shown(each.measured), shown(each.expected)) << each.sessions << each.where;
    EXPECT_GE(comparisons.size(), atLeast);
    testing::Test::RecordProperty("comparisons", static_cast<int>(comparisons.size()));
    testing::Test::RecordProperty("interleavings", static_cast<int>(interleavings));
  }

private:
  void plan(const OutcomeRow &row) {
    for (KeyKind key : {KeyKind::None, KeyKind::Covering, KeyKind::Narrower, KeyKind::Deferred})
      for (Setting setting : settingsOf(base))
        if (allows(row, AtKey, key) && allows(row, AtSetting, setting))
          for (const std::string &sessions : row.sessions)
            plan(row, sessions, key, setting);
  }

  void plan(const OutcomeRow &row, const std::string &sessions, KeyKind key, Setting setting) {
    using Isolation = sql::Isolation;
    std::vector<Isolation> levels{Isolation::ReadCommitted, Isolation::RepeatableRead, Isolation::Serializable};
    if (base == Base::Sqlite)
      levels = {Isolation::Unspecified};
    bool shared = allows(row, AtConnection, Connection::Shared);
    for (Isolation level : levels) {
      // Where each statement has a snapshot of its own, the setting has nothing to say; to save time.
      if (setting == Setting::SnapshotIsolation && level == Isolation::ReadCommitted &&
          allows(row, AtSetting, Setting::Default))
        continue;
      auto expected = row.outcomes.find(level);
      if (expected == row.outcomes.end())
        expected = row.outcomes.find(Isolation::Unspecified);
      ClientOptions options{.isolation = level,
                            .snapshotIsolation = setting == Setting::SnapshotIsolation,
                            .busyTimeout = setting == Setting::BusyTimeout};
      for (const std::string &text : alternatives(sessions))
        // Without a unique key there may be an index all the same, and to InnoDB's locks that makes a difference.
        for (bool index : {false, true})
          if (!index || (key == KeyKind::None && base != Base::Sqlite))
            jobs.push_back({{text, base, {key, index}, shared}, options, comparisons.size()});
      comparisons.push_back({sessions,
                             ", key " + std::to_string(static_cast<int>(key)) + ", level " +
                                 std::to_string(static_cast<int>(level)) + ", setting " +
                                 std::to_string(static_cast<int>(setting)) + (shared ? ", one connection" : ""),
                             expected->second,
                             {}});
    }
  }

  Base base;
  std::vector<Job> jobs;
  std::vector<Comparison> comparisons;
  std::size_t interleavings = 0;
};

TEST(OutcomeRows, Sqlite) {
  TemporaryFolder folder;
  Rows rows(Base::Sqlite);
  for (bool log : {false, true})
    rows.run(*openSqlite(folder.path() + (log ? "/log.db" : "/rollback.db"), log));
  rows.compare(80);
}

TEST(OutcomeRows, PostgreSql) {
  auto server = startPostgreSql();
  Rows rows(Base::PostgreSql);
  rows.run(*openPostgreSql(server->url()));
  rows.compare(300);
}

TEST(OutcomeRows, MariaDb) {
  // See Rows::run: then a new server.
  for (bool again : {true, false})
    try {
      auto server = startMariaDb();
      Rows rows(Base::MariaDb);
      rows.run(*openMariaDb(server->url()));
      return rows.compare(500);
    } catch (const std::runtime_error &) {
      if (!again)
        throw;
    }
}

}  // namespace
}  // namespace dbrace::witness
