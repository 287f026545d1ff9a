// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Json.h"

#include "report/SourceText.h"

#include <nlohmann/json.hpp>

namespace dbrace::report {
namespace {

using Json = nlohmann::ordered_json;

std::string text(std::string_view raw) { return validUtf8(raw); }

Json place(const CodePlace &at) {
  return {{"file", text(at.file)}, {"line", at.line}, {"column", at.column}, {"function", text(at.function)}};
}

Json places(const std::vector<RelatedPlace> &list) {
  Json json = Json::array();
  for (const RelatedPlace &related : list) {
    Json entry = place(related.at);
    entry["message"] = text(related.message);
    json.push_back(std::move(entry));
  }
  return json;
}

Json texts(const std::vector<std::string> &list) {
  Json json = Json::array();
  for (const std::string &item : list)
    json.push_back(text(item));
  return json;
}

Json asJson(const Result &result) {
  const Finding &finding = result.finding;
  Json json = {{"rule", finding.rule},
               {"level", name(finding.level)},
               {"confidence", name(finding.confidence)},
               {"message", text(finding.message)},
               {"advice", text(finding.advice)},
               {"at", place(finding.at)},
               {"function", text(finding.function)},
               {"table", text(finding.table)},
               {"keyColumns", texts(finding.keyColumns)},
               {"outcomes", texts(finding.outcomes)},
               {"assumptions", texts(finding.assumptions)},
               {"related", places(finding.related)},
               {"flow", places(finding.flow)},
               {"fingerprint", finding.fingerprint},
               {"suppressed", result.suppressed.has_value()},
               {"mended", result.mended},
               {"fails", result.fails},
               {"library", finding.library},
               {"lookup", text(finding.lookup)},
               {"insert", text(finding.insert)}};
  if (result.baseline)
    json["baseline"] = name(*result.baseline);
  if (finding.fix) {
    Json edits = Json::array();
    for (const Edit &edit : finding.fix->edits)
      edits.push_back({{"file", text(edit.at.file)},
                       {"line", edit.at.line},
                       {"column", edit.at.column},
                       {"begin", edit.at.begin},
                       {"end", edit.at.end},
                       {"text", text(edit.text)}});
    json["fix"] = {{"what", text(finding.fix->what)},
                   {"safe", finding.fix->safe},
                   {"reservation", text(finding.fix->reservation)},
                   {"edits", std::move(edits)}};
  }
  if (!finding.noFix.empty())
    json["noFix"] = text(finding.noFix);
  if (result.suppressed)
    json["suppressedBy"] = {{"file", text(result.suppressed->at.file)},
                            {"line", result.suppressed->at.line},
                            {"inSource", result.suppressed->inSource},
                            {"reason", text(result.suppressed->reason)}};
  return json;
}

}  // namespace

Json summaryToJson(const Summary &sum) {
  return {{"unitsRead", sum.unitsRead},
          {"unitsSkipped", sum.unitsSkipped},
          {"unitsFailed", sum.unitsFailed},
          {"unitsWithErrors", sum.unitsWithErrors},
          {"standIns", sum.standIns},
          {"databaseCalls", sum.analysis.databaseCalls},
          {"statements", sum.analysis.statements},
          {"understood", sum.analysis.understood},
          {"understoodInPart", sum.analysis.understoodInPart},
          {"notUnderstood", sum.analysis.notUnderstood},
          {"functionsOverBudget", sum.analysis.overBudget.size()},
          {"seconds", sum.seconds}};
}

std::string asJson(const Report &report) {
  Json findings = Json::array(), notices = Json::array();
  for (const Result &result : report.results)
    findings.push_back(asJson(result));
  for (const Notice &notice : report.notices)
    notices.push_back({{"id", notice.id},
                       {"level", name(notice.level)},
                       {"message", text(notice.message)},
                       {"file", text(notice.file)},
                       {"line", notice.line},
                       {"repeat", text(notice.repeat)}});
  Json fixed = Json::array();
  for (const Fixed &finding : report.fixed) {
    Json entry = place(finding.at);
    entry.update({{"rule", finding.rule},
                  {"message", text(finding.message)},
                  {"table", text(finding.table)},
                  {"fingerprint", finding.fingerprint}});
    fixed.push_back(std::move(entry));
  }
  Json json = {{"version", 1},
               {"tool", {{"name", "dbrace"}, {"version", report.toolVersion}}},
               {"root", text(report.root.string())},
               {"exitCode", report.exitCode},
               {"findings", std::move(findings)},
               {"fixed", std::move(fixed)},
               {"notices", std::move(notices)},
               {"summary", summaryToJson(report.summary)}};
  return json.dump(2) + "\n";
}

}  // namespace dbrace::report
