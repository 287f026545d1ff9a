// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/ReplayJson.h"

#include "report/SourceText.h"
#include "schema/Json.h"
#include "schema/Names.h"

#include <iterator>
#include <stdexcept>

namespace dbrace::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view roles[] = {"begin",     "lock",        "lookup",   "update", "delete", "write",
                                      "savepoint", "rollback-to", "rollback", "commit", "unlock", "again"};

Json textsToJson(const std::vector<std::string> &texts) {
  Json json = Json::array();
  for (const std::string &text : texts)
    json.push_back(validUtf8(text));
  return json;
}

Json stepsToJson(const std::vector<ReplayStep> &steps) {
  Json json = Json::array();
  for (const ReplayStep &step : steps)
    json.push_back({{"role", nameOf(step.role)}, {"sql", validUtf8(step.sql)}});
  return json;
}

std::vector<ReplayStep> stepsFromJson(const Json &json) {
  std::vector<ReplayStep> steps;
  for (const Json &each : json) {
    auto role = std::find(std::begin(roles), std::end(roles), each.at("role").get<std::string>());
    if (role == std::end(roles))
      throw std::runtime_error("unknown role " + each.at("role").dump());
    steps.push_back({static_cast<ReplayStep::Role>(role - std::begin(roles)), each.at("sql").get<std::string>()});
  }
  return steps;
}

Json planToJson(const ReplayPlan &plan) {
  Json json{{"schema", textsToJson(plan.schema)}, {"sessions", Json::array()}};
  for (const ReplaySession &session : plan.sessions)
    json["sessions"].push_back({{"steps", stepsToJson(session.steps)},
                                {"handler", stepsToJson(session.handler)},
                                {"handlesEveryRival", session.handlesEveryRival}});
  return json;
}

ReplayPlan planFromJson(const Json &json) {
  ReplayPlan plan{json.at("schema").get<std::vector<std::string>>(), {}};
  for (const Json &session : json.at("sessions"))
    plan.sessions.push_back({stepsFromJson(session.at("steps")), stepsFromJson(session.at("handler")),
                             session.at("handlesEveryRival").get<bool>()});
  if (plan.sessions.size() != 2)
    throw std::runtime_error("a plan has two sessions");
  return plan;
}

}  // namespace

std::string_view nameOf(ReplayStep::Role role) { return roles[static_cast<std::size_t>(role)]; }

Json replayToJson(const Replay &replay) {
  if (!replay.why.empty())
    return {{"why", validUtf8(replay.why)}};
  schema::Schema tables;
  tables.dialect = replay.dialect;
  tables.tables = replay.tables;
  Json json{{"dialect", schema::nameOf(replay.dialect)},
            {"isolation", schema::nameOf(replay.isolation)},
            {"schema", Json::parse(schema::writeJson(tables))},
            {"rows", validUtf8(replay.rows)},
            {"found", planToJson(replay.found)},
            {"alternative", replay.alternative ? planToJson(*replay.alternative) : Json()},
            {"assumptions", textsToJson(replay.assumptions)}};
  return json;
}

Replay replayFromJson(const Json &json) {
  Replay replay;
  replay.why = json.value("why", "");
  if (!replay.why.empty())
    return replay;
  auto dialect = schema::dialectNamed(json.at("dialect").get<std::string>());
  if (!dialect)
    throw std::runtime_error("unknown dialect " + json.at("dialect").dump());
  replay.dialect = *dialect;
  replay.isolation =
      schema::isolationNamed(json.at("isolation").get<std::string>()).value_or(sql::Isolation::Unspecified);
  schema::SchemaReading reading = schema::readJson(json.at("schema").dump(), "replay");
  if (!reading.problems.empty())
    throw std::runtime_error("its schema cannot be read");
  replay.tables = std::move(reading.schema.tables);
  replay.rows = json.at("rows").get<std::string>();
  replay.found = planFromJson(json.at("found"));
  if (!json.at("alternative").is_null())
    replay.alternative = planFromJson(json.at("alternative"));
  replay.assumptions = json.at("assumptions").get<std::vector<std::string>>();
  return replay;
}

}  // namespace dbrace::report
