// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Witness.h"

#include "rules/Literal.h"
#include "witness/Admit.h"
#include "witness/Tables.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace dbrace::witness {
namespace {

using Role = ReplayStep::Role;
using Yields = Step::Yields;

Yields yieldsOf(Role role) {
  switch (role) {
  case Role::Lookup:
    return Yields::Answer;
  case Role::Update:
    return Yields::Affected;
  case Role::Write:
    return Yields::Stored;
  case Role::Rollback:
  case Role::RollbackTo:
    return Yields::Dropped;
  default:
    return Yields::Nothing;
  }
}

std::vector<Step> stepsOf(const std::vector<ReplayStep> &list) {
  std::vector<Step> steps;
  bool allLocal = true;
  for (const ReplayStep &each : list) {
    bool opens = each.role == Role::Savepoint || (each.role == Role::Begin && each.sql != "BEGIN IMMEDIATE");
    allLocal = allLocal && opens;
    steps.push_back({.name = each.sql,
                     .text = each.sql,
                     .onlyIfAbsent = each.role == Role::Write,
                     .yields = yieldsOf(each.role),
                     .local = allLocal || (opens && each.role == Role::Savepoint)});
  }
  return steps;
}

Script scriptOf(const ReplaySession &session) {
  Script script{.steps = stepsOf(session.steps), .handler = stepsOf(session.handler)};
  for (Step &step : script.handler)
    step.local = false;
  if (!script.handler.empty())
    script.handles = session.handlesEveryRival ? Script::Handles::Rival : Script::Handles::Violation;
  return script;
}

class Stand {
public:
  Stand(const Replay &replay, const Outcomes &looked, Scratch &scratch, std::size_t most)
      : replay(replay), looked(looked), scratch(scratch), database(scratch.database()), most(most) {}

  Shown show(const ReplayPlan &plan) {
    makeTables(plan);
    Scenario scenario;
    for (const ReplaySession &session : plan.sessions)
      scenario.sessions.push_back(scriptOf(session));
    auto client = database.take({});
    for (std::size_t i = 0; i < plan.sessions.size(); ++i)
      learnAnswers(*client, scenario.sessions[i], plan.sessions[i]);
    database.giveBack({}, std::move(client));
    scenario.prepare = [this](Client &client, std::size_t) { empty(client); };
    Reply rows;
    scenario.inspect = [&](Client &client, std::size_t) {
      rows = client.must(replay.rows);
      return rows.rows.size() > 1 ? Outcomes{Outcome::DuplicateRows} : Outcomes();
    };
    Shown shown;
    int best = -1;
    ClientOptions options{.isolation =
                              replay.dialect == sql::Dialect::Sqlite ? sql::Isolation::Unspecified : replay.isolation};
    runInterleavings(database, options, scenario, [&](const Interleaving &run) {
      if (shown.orders == most)
        return shown.complete = false;
      refuseWhatIsRefused(run);
      ++shown.orders;
      shown.outcomes.add(run.outcomes);
      bool bad = run.outcomes != Outcomes{Outcome::OneRow};
      shown.bad += bad;
      if (int worth = bad + (bad && showsWhatWasLookedFor(run)); worth > best) {
        best = worth;
        shown.example = run;
        shown.columns = rows.columns;
        shown.rows = rows.rows;
      }
      return true;
    });
    return shown;
  }

private:
  void makeTables(const ReplayPlan &plan) {
    auto client = database.take({});
    for (const std::string &table : scratch.tables)
      client->must("DROP TABLE " + table);
    scratch.tables.clear();
    for (const schema::Table &table : replay.tables) {
      for (const std::string &statement : statementsFor(table, replay.dialect, texts()))
        client->must(statement);
      scratch.tables.push_back(identifier(table.name, replay.dialect, texts()));
    }
    for (const std::string &statement : plan.schema)
      client->must(statement);
    database.giveBack({}, std::move(client));
  }

  /// Everything that is run on the tables.
  std::string texts() const {
    std::string all;
    for (const ReplaySession &session : replay.found.sessions)
      for (const ReplayStep &step : session.steps)
        all += step.sql + "\n";
    return all;
  }

  void empty(Client &client) const {
    for (const std::string &table : scratch.tables)
      client.must((replay.dialect == sql::Dialect::Sqlite ? "DELETE FROM " : "TRUNCATE TABLE ") + table);
  }

  /// COUNT gives 0, MAX gives NULL, `SELECT id` gives no row: what absence is belongs to the lookup, so it is asked
  /// without the row and with it.
  void learnAnswers(Client &client, Script &script, const ReplaySession &session) const {
    empty(client);
    std::map<std::string, std::string> absent;
    for (auto *list : {&script.steps, &script.handler})
      for (Step &step : *list)
        if (step.yields == Yields::Answer)
          absent[step.text] = step.absent = answerOf(client.must(step.text));
    for (const ReplayStep &step : session.steps)
      if (step.role == Role::Write)
        client.must(step.sql);
    for (const auto &[lookup, without] : absent)
      if (answerOf(client.must(lookup)) == without)
        throw std::runtime_error("with the values made up for it, the lookup does not find the row that is written: " +
                                 lookup);
  }

  bool showsWhatWasLookedFor(const Interleaving &run) const {
    return std::ranges::any_of(run.outcomes.names(), [&](const std::string &name) {
      return name != "one-row" && looked.contains(*outcomeNamed(name));
    });
  }

  /// A statement that is wrong whatever the rival does shows nothing about races.
  void refuseWhatIsRefused(const Interleaving &run) const {
    for (const Event &event : run.events)
      if (event.reply.failure == Outcome::Refused)
        throw std::runtime_error("the database refuses \"" + event.statement + "\": " + event.reply.error);
  }

  const Replay &replay;
  const Outcomes &looked;
  Scratch &scratch;
  Database &database;
  std::size_t most;
};

}  // namespace

Testimony testify(const Replay &replay, const Outcomes &looked, Scratch &scratch, std::size_t most) {
  Testimony testimony;
  testimony.database = scratch.version();
  testimony.why = replay.why;
  if (!replay.why.empty())
    return testimony;
  try {
    admit(replay);
    Stand stand(replay, looked, scratch, most);
    testimony.found = stand.show(replay.found);
    if (replay.alternative)
      testimony.alternative = stand.show(*replay.alternative);
  } catch (const std::exception &error) {
    testimony.why = error.what();
  }
  return testimony;
}

}  // namespace dbrace::witness
