// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Baseline.h"

#include "driver/Files.h"
#include "report/ReadSarif.h"
#include "report/Sarif.h"
#include "report/SourceText.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace dbrace::driver {
namespace {

using Json = nlohmann::ordered_json;
using report::validUtf8;

}  // namespace

KnownFindings knownFindings(const report::Report &report) {
  KnownFindings known;
  for (const report::Result &result : report.results)
    if (!result.suppressed && !result.mended)
      known.push_back({result.finding.rule, result.finding.message, result.finding.table, result.finding.fingerprint,
                       result.finding.at});
  return known;
}

OrFailure<KnownFindings> readBaseline(const std::filesystem::path &file) {
  auto text = fileContent(file);
  if (!text)
    return Failure{file.string() + ": " + unreadable(file) + "; dbrace baseline update writes it"};
  Json log = Json::parse(*text, nullptr, false);
  try {
    return knownFindings(report::readSarif(log));
  } catch (const std::runtime_error &error) {
    return Failure{file.string() + ": " + error.what()};
  }
}

void compare(report::Report &report, const KnownFindings &known,
             const std::function<bool(const std::string &file)> &wasRead) {
  std::set<std::string> before, now;
  for (const report::Fixed &finding : known)
    before.insert(finding.fingerprint);
  for (report::Result &result : report.results) {
    now.insert(result.finding.fingerprint);
    result.baseline = before.contains(result.finding.fingerprint) ? report::Baseline::Unchanged : report::Baseline::New;
  }
  for (const report::Fixed &finding : known)
    if (!now.contains(finding.fingerprint) && wasRead(finding.at.file))
      report.fixed.push_back(finding);
}

std::string baselineOf(const report::Report &report) {
  std::vector<const Finding *> findings;
  for (const report::Result &result : report.results)
    if (!result.suppressed && !result.mended)
      findings.push_back(&result.finding);
  // Not by place, which would reorder them when code moves.
  std::ranges::sort(findings, {}, [](const Finding *finding) {
    return std::tie(finding->at.file, finding->function, finding->rule, finding->table, finding->fingerprint);
  });
  Json results = Json::array();
  for (const Finding *finding : findings) {
    Json location;
    location["physicalLocation"]["artifactLocation"] = {{"uri", report::percentEncoded(finding->at.file)},
                                                        {"uriBaseId", "SRCROOT"}};
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", validUtf8(finding->function)}}});
    results.push_back({{"ruleId", finding->rule},
                       {"level", report::name(finding->level)},
                       {"message", {{"text", validUtf8(finding->message) + "."}}},
                       {"locations", Json::array({location})},
                       {"partialFingerprints", {{"dbrace/v1", finding->fingerprint}}},
                       {"properties", {{"table", validUtf8(finding->table)}}}});
  }
  Json run;
  run["tool"]["driver"] = {{"name", "dbrace"}};
  run["results"] = std::move(results);
  Json log{{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
           {"version", "2.1.0"},
           {"runs", Json::array({std::move(run)})}};
  return log.dump(2) + "\n";
}

}  // namespace dbrace::driver
