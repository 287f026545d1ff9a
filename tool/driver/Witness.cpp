// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Witness.h"

#include "driver/Analysis.h"
#include "driver/Files.h"
#include "driver/Outputs.h"
#include "driver/Processes.h"
#include "report/ReplayJson.h"
#include "schema/Names.h"
#include "witness/Account.h"

#include <algorithm>
#include <map>

namespace dbrace::driver {
namespace {

using Json = nlohmann::ordered_json;
using witness::Scratch;
using witness::Testimony;

std::string fingerprintOf(const Json &result) {
  auto prints = result.find("partialFingerprints");
  return prints == result.end() ? "" : prints->value("dbrace/v1", "");
}

std::string placeOf(const Json &result) {
  static const Json::json_pointer file("/locations/0/physicalLocation/artifactLocation/uri");
  static const Json::json_pointer line("/locations/0/physicalLocation/region/startLine");
  std::string text = result.contains(file) ? result.at(file).get<std::string>() : "?";
  return result.contains(line) ? text + ":" + std::to_string(result.at(line).get<int>()) : text;
}

Outcomes outcomesOf(const Json &properties) {
  Outcomes outcomes;
  for (const Json &name : properties.value("outcomes", Json::array()))
    if (auto outcome = outcomeNamed(name.get<std::string>()))
      outcomes.add(*outcome);
  return outcomes;
}

class Court {
public:
  explicit Court(const WitnessRequest &request) : request(request) {
    if (!request.database.empty()) {
      given = witness::dialectOfUrl(request.database);
      scratchOf(*given);  // A database that cannot be used is refused before anything else.
    }
  }

  Testimony hear(const Json &properties, const Replay &replay) {
    Testimony none;
    none.why = replay.why;
    if (!none.why.empty())
      return none;
    if (replay.dialect != sql::Dialect::Sqlite && replay.dialect != given) {
      none.why = "it needs --database with a server of " + std::string(schema::nameOf(replay.dialect));
      return none;
    }
    return testify(replay, outcomesOf(properties), scratchOf(replay.dialect));
  }

private:
  Scratch &scratchOf(sql::Dialect dialect) {
    auto &scratch = scratches[dialect];
    if (!scratch) {
      scratch = std::make_unique<Scratch>(dialect, request.database);
      scratch->database().stops = [] { return InterruptGuard::signal() != 0; };
    }
    return *scratch;
  }

  const WitnessRequest &request;
  std::optional<sql::Dialect> given;
  std::map<sql::Dialect, std::unique_ptr<Scratch>> scratches;
};

Replay replayIn(const Json &properties) {
  Replay replay;
  auto found = properties.find("replay");
  if (found == properties.end())
    replay.why = "the report says nothing about its statements: write it anew with this version's scan";
  else
    try {
      replay = report::replayFromJson(*found);
    } catch (const std::exception &error) {
      replay.why = std::string("its \"replay\" cannot be read: ") + error.what();
    }
  return replay;
}

struct Counts {
  std::size_t asked = 0, replayed = 0, happens = 0;
};

/// The results that are asked for; fingerprints that no result has stay in `missing`.
std::vector<Json *> chosen(Json &log, const WitnessRequest &request, std::vector<std::string> &missing) {
  std::vector<Json *> results;
  missing = request.findings;
  for (Json &run : log.at("runs"))
    for (Json &result : run.at("results")) {
      std::string own = fingerprintOf(result);
      auto names = [&](const std::string &wanted) { return !wanted.empty() && own.starts_with(wanted); };
      if (request.findings.empty() || std::ranges::any_of(request.findings, names))
        results.push_back(&result);
      std::erase_if(missing, names);
    }
  return results;
}

}  // namespace

int witness(const WitnessRequest &request) {
  auto text = fileContent(request.report);
  if (!text)
    return refuse(request.report + ": " + unreadable(request.report));
  Json log = Json::parse(*text, nullptr, false);
  if (log.is_discarded() || !log.is_object() || !log.contains("runs"))
    return refuse(request.report + ": is no SARIF report; dbrace scan --format sarif=" + request.report +
                  " writes one");
  try {
    std::vector<std::string> missing;
    std::vector<Json *> results = chosen(log, request, missing);
    if (!missing.empty())
      return refuse(request.report + ": has no finding with the fingerprint " + missing[0] +
                    " (partialFingerprints, \"dbrace/v1\")");
    InterruptGuard interrupts;  // Lives longer than the court, which takes its scratch schema away.
    Court court(request);
    Counts counts;
    std::string account;
    for (Json *result : results) {
      Json &properties = (*result)["properties"];
      Replay replay = replayIn(properties);
      Testimony testimony = court.hear(properties, replay);
      if (int signal = InterruptGuard::signal()) {
        tell("interrupted");
        return 128 + signal;
      }
      properties["witness"] = witness::asJson(testimony);
      account += placeOf(*result) + ": " + result->value("ruleId", "?") + " " + properties.value("table", "") + " [" +
                 fingerprintOf(*result) + "]\n" + witness::asText(testimony, replay) + "\n";
      ++counts.asked;
      counts.replayed += testimony.why.empty();
      counts.happens += testimony.happens();
    }
    if (auto failure = writeOutput(std::nullopt, account))
      return refuse(failure->message);
    if (auto failure = writeOutput(request.output.empty() ? request.report : request.output, log.dump(2) + "\n"))
      return refuse(failure->message);
    tell(std::to_string(counts.asked) + " findings, " + std::to_string(counts.replayed) + " replayed, " +
         std::to_string(counts.happens) + " seen to happen");
    if (counts.happens != 0)
      return exitFindings;
    return counts.asked != 0 && counts.replayed == 0 ? exitSawNothing : exitClean;
  } catch (const Json::exception &error) {
    return refuse(request.report + ": is no report of dbrace: " + error.what());
  } catch (const std::exception &error) {
    return refuse(error.what());
  }
}

}  // namespace dbrace::driver
