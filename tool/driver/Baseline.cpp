// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Baseline.h"

#include "driver/Files.h"
#include "report/ReadSarif.h"
#include "report/Sarif.h"
#include "report/SourceText.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace dbrace::driver {
namespace {

using Json = nlohmann::ordered_json;
using report::validUtf8;

std::string likenessOf(const Finding &finding) {
  std::string text = finding.rule + '\n' + finding.table + '\n' + finding.lookup + '\n' + finding.insert;
  for (const std::string &column : finding.keyColumns)
    text += '\n' + column;
  return validUtf8(text);  // As it comes back from a stored report.
}

/// Of those that are gone, the one that the finding was before its function got another name. The same file is
/// likelier.
const KnownFinding *renamedTo(const Finding &finding, const std::vector<const KnownFinding *> &gone) {
  const std::string likeness = likenessOf(finding);
  const KnownFinding *found = nullptr;
  for (const KnownFinding *known : gone)
    if (known->likeness == likeness &&
        (!found || (found->finding.at.file != finding.at.file && known->finding.at.file == finding.at.file)))
      found = known;
  return found;
}

}  // namespace

KnownFindings knownFindings(const report::Report &report) {
  KnownFindings known;
  for (const report::Result &result : report.results)
    if (!result.suppressed && !result.mended)
      known.push_back({{result.finding.rule, result.finding.message, result.finding.table, result.finding.fingerprint,
                        result.finding.at},
                       likenessOf(result.finding)});
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

void compare(report::Report &report, const KnownFindings &known, Against against,
             const std::function<bool(const std::string &file)> &wasRead) {
  std::map<std::string, std::string> before;  // Likeness by fingerprint.
  std::set<std::string> now;
  for (const KnownFinding &each : known)
    before.emplace(each.finding.fingerprint, each.likeness);
  for (const report::Result &result : report.results)
    now.insert(result.finding.fingerprint);
  std::vector<const KnownFinding *> gone;
  for (const KnownFinding &each : known)
    if (!now.contains(each.finding.fingerprint) && wasRead(each.finding.at.file))
      gone.push_back(&each);
  for (report::Result &result : report.results) {
    auto same = before.find(result.finding.fingerprint);
    const KnownFinding *renamed = same == before.end() ? renamedTo(result.finding, gone) : nullptr;
    std::erase(gone, renamed);
    bool isOther = same != before.end() && against == Against::Change && same->second != likenessOf(result.finding);
    result.baseline = same == before.end() && !renamed ? report::Baseline::New
                      : isOther                        ? report::Baseline::Updated
                                                       : report::Baseline::Unchanged;
  }
  for (const KnownFinding *each : gone)
    report.fixed.push_back(each->finding);
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
    Json columns = Json::array();
    for (const std::string &column : finding->keyColumns)
      columns.push_back(validUtf8(column));
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", validUtf8(finding->function)}}});
    results.push_back({{"ruleId", finding->rule},
                       {"level", report::name(finding->level)},
                       {"message", {{"text", validUtf8(finding->message) + "."}}},
                       {"locations", Json::array({location})},
                       {"partialFingerprints", {{"dbrace/v1", finding->fingerprint}}},
                       {"properties",
                        {{"table", validUtf8(finding->table)},
                         {"keyColumns", std::move(columns)},
                         {"lookup", validUtf8(finding->lookup)},
                         {"insert", validUtf8(finding->insert)}}}});
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
