// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Sarif.h"

#include "report/Json.h"
#include "report/ReplayJson.h"
#include "report/SourceText.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <map>

namespace dbrace::report {

std::string percentEncoded(std::string_view path) {
  std::string uri;
  for (unsigned char c : path) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 std::string_view("-._~/").find(static_cast<char>(c)) != std::string_view::npos;
    char code[4];
    std::snprintf(code, sizeof code, "%%%02X", c);
    uri += plain ? std::string(1, static_cast<char>(c)) : code;
  }
  return uri;
}

namespace {

// Members in the order a reader expects, not by alphabet.
using Json = nlohmann::ordered_json;

class Writer {
public:
  explicit Writer(const Report &report) : report(report), files(report.root) {}

  Json write() {
    Json results = Json::array();
    for (const Result &result : report.results)
      results.push_back(asJson(result));
    std::string root = report.root.string();
    if (root.empty() || root.back() != '/')
      root += '/';
    Json run;
    run["tool"]["driver"] = driver();
    run["invocations"] = Json::array({invocation()});
    run["originalUriBaseIds"]["SRCROOT"]["uri"] = "file://" + percentEncoded(root);
    run["columnKind"] = "utf16CodeUnits";
    run["artifacts"] = artifacts;
    run["results"] = std::move(results);
    run["properties"]["standIns"] = report.summary.standIns;
    run["properties"]["summary"] = summaryToJson(report.summary);
    run["properties"]["tables"] = tables();
    if (!report.fixed.empty())
      run["properties"]["fixed"] = fixed();
    Json log;
    log["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    log["version"] = "2.1.0";
    log["runs"] = Json::array({std::move(run)});
    return log;
  }

private:
  static std::string text(std::string_view text) { return validUtf8(text); }

  Json driver() const {
    Json driver;
    driver["name"] = "dbrace";
    driver["version"] = report.toolVersion;
    driver["semanticVersion"] = report.toolVersion;
    if (!report.informationUri.empty())
      driver["informationUri"] = report.informationUri;
    driver["rules"] = Json::array();
    for (const RuleText &rule : report.rules) {
      Json json;
      json["id"] = rule.id;
      json["shortDescription"]["text"] = text(rule.summary);
      json["fullDescription"]["text"] = text(rule.summary);
      json["help"]["text"] = text(rule.page);
      json["help"]["markdown"] = text(rule.page);
      json["defaultConfiguration"]["level"] = name(rule.level);
      json["properties"]["tags"] = {"correctness", "concurrency", "database", "external/cwe/cwe-367"};
      driver["rules"].push_back(std::move(json));
    }
    std::map<std::string, Level> kinds;  // Of notices.
    for (const Notice &notice : report.notices)
      kinds[notice.id] = std::max(kinds[notice.id], notice.level);
    driver["notifications"] = Json::array();
    for (const auto &[id, level] : kinds)
      driver["notifications"].push_back({{"id", id}, {"defaultConfiguration", {{"level", name(level)}}}});
    return driver;
  }

  Json invocation() {
    Json invocation;
    // Findings are a success; what could not be used or seen is not.
    invocation["executionSuccessful"] = report.exitCode < 2;
    invocation["exitCode"] = report.exitCode;
    if (!report.finished.empty())
      invocation["endTimeUtc"] = report.finished;
    if (!report.commandLine.empty()) {
      invocation["arguments"] = Json::array();
      for (std::size_t i = 1; i < report.commandLine.size(); ++i)
        invocation["arguments"].push_back(text(report.commandLine[i]));
    }
    invocation["toolExecutionNotifications"] = Json::array();
    for (const Notice &notice : report.notices) {
      Json json;
      json["descriptor"]["id"] = notice.id;
      json["level"] = name(notice.level);
      json["message"]["text"] = text(notice.message);
      if (!notice.file.empty()) {
        CodePlace at;
        at.file = notice.file;
        at.line = notice.line;
        json["locations"] = Json::array({location(at)});
      }
      if (!notice.repeat.empty())
        json["properties"]["repeat"] = text(notice.repeat);
      invocation["toolExecutionNotifications"].push_back(std::move(json));
    }
    return invocation;
  }

  /// Not as results with baselineState "absent": services that do not know that member would show them.
  Json fixed() const {
    Json list = Json::array();
    for (const Fixed &finding : report.fixed)
      list.push_back({{"ruleId", finding.rule},
                      {"message", text(finding.message)},
                      {"table", text(finding.table)},
                      {"file", text(finding.at.file)},
                      {"line", finding.at.line},
                      {"fingerprint", finding.fingerprint}});
    return list;
  }

  Json tables() {
    Json list = Json::array();
    for (const TableUse &table : report.tables) {
      Json json{{"name", text(table.name)},    {"described", table.described}, {"keys", texts(table.keys)},
                {"reads", table.reads},        {"writes", table.writes},       {"checkedWrites", table.checkedWrites},
                {"libraries", table.libraries}};
      if (table.at)
        json["location"] = location(*table.at);
      list.push_back(std::move(json));
    }
    return list;
  }

  Json asJson(const Result &result) {
    const Finding &finding = result.finding;
    Json json;
    json["ruleId"] = finding.rule;
    auto rule =
        std::find_if(report.rules.begin(), report.rules.end(), [&](const RuleText &r) { return r.id == finding.rule; });
    if (rule != report.rules.end())
      json["ruleIndex"] = rule - report.rules.begin();
    json["level"] = name(finding.level);
    json["message"]["text"] = text(finding.message + (finding.advice.empty() ? "." : ". " + finding.advice));
    json["locations"] = Json::array({withContext(location(finding.at), finding.at)});
    json["relatedLocations"] = Json::array();
    for (const RelatedPlace &related : finding.related) {
      Json place = withContext(location(related.at, related.message), related.at);
      Json numbered = {{"id", json["relatedLocations"].size() + 1}};
      numbered.update(place);
      json["relatedLocations"].push_back(std::move(numbered));
    }
    if (!finding.flow.empty())
      json["codeFlows"] = Json::array({codeFlow(finding)});
    json["partialFingerprints"]["dbrace/v1"] = finding.fingerprint;
    if (result.baseline)
      json["baselineState"] = name(*result.baseline);
    if (finding.fix && !result.mended)
      json["fixes"] = Json::array({fix(*finding.fix)});
    if (result.suppressed)
      json["suppressions"] = Json::array({suppression(*result.suppressed)});
    Json &properties = json["properties"];
    properties["confidence"] = name(finding.confidence);
    properties["fails"] = result.fails;
    properties["advice"] = text(finding.advice);
    properties["function"] = text(finding.function);
    properties["library"] = finding.library;
    properties["lookup"] = text(finding.lookup);
    properties["insert"] = text(finding.insert);
    if (!finding.backends.empty())
      properties["backends"] = texts(finding.backends);
    properties["table"] = text(finding.table);
    properties["keyColumns"] = texts(finding.keyColumns);
    properties["outcomes"] = texts(finding.outcomes);
    properties["assumptions"] = texts(finding.assumptions);
    if (result.mended)
      properties["mended"] = true;
    if (!finding.noFix.empty())
      properties["noFix"] = text(finding.noFix);
    if (!finding.replay.tables.empty() || !finding.replay.why.empty())
      properties["replay"] = replayToJson(finding.replay);
    return json;
  }

  Json fix(const Fix &fix) {
    Json json;
    json["description"]["text"] = text(fix.what + (fix.safe ? "" : "; look at it first: " + fix.reservation));
    std::map<std::string, Json> files;
    for (const Edit &edit : fix.edits) {
      Json replacement;
      Json &region = replacement["deletedRegion"] = this->region(edit.at);
      region.erase("snippet");
      if (edit.at.begin == edit.at.end)
        region["endColumn"] = region["startColumn"];  // Nothing is deleted.
      replacement["insertedContent"]["text"] = text(edit.text);
      const SourceText *source = this->files.find(edit.at.file);
      if (auto line = source ? source->line(edit.at.line) : std::nullopt; line && line->size() <= longestLine)
        replacement["properties"]["line"] = text(*line);
      files.try_emplace(edit.at.file, Json::array()).first->second.push_back(std::move(replacement));
    }
    for (auto &[file, replacements] : files)
      json["artifactChanges"].push_back(
          {{"artifactLocation", artifact(file)}, {"replacements", std::move(replacements)}});
    json["properties"] = {{"safe", fix.safe}, {"what", text(fix.what)}, {"reservation", text(fix.reservation)}};
    return json;
  }

  static Json texts(const std::vector<std::string> &list) {
    Json json = Json::array();
    for (const std::string &item : list)
      json.push_back(text(item));
    return json;
  }

  Json codeFlow(const Finding &finding) {
    Json steps = Json::array();
    for (const RelatedPlace &step : finding.flow)
      steps.push_back({{"location", location(step.at, step.message)}, {"executionOrder", steps.size() + 1}});
    return {{"threadFlows", Json::array({{{"locations", std::move(steps)}}})}};
  }

  Json suppression(const SuppressedBy &by) {
    Json json = {
        {"kind", by.inSource ? "inSource" : "external"}, {"status", "accepted"}, {"location", location(by.at)}};
    if (!by.reason.empty())
      json["justification"] = text(by.reason);
    return json;
  }

  Json location(const CodePlace &at, std::string_view message = {}) {
    Json json = Json::object();
    if (!at.file.empty()) {
      json["physicalLocation"]["artifactLocation"] = artifact(at.file);
      if (at.line != 0)
        json["physicalLocation"]["region"] = region(at);
    }
    if (!at.function.empty())
      json["logicalLocations"] = Json::array({{{"fullyQualifiedName", text(at.function)}, {"kind", "function"}}});
    if (!message.empty())
      json["message"]["text"] = text(message);
    return json;
  }

  /// Also notes the file in the run's list of artifacts.
  Json artifact(const std::string &file) {
    Json json;
    if (std::filesystem::path(file).is_absolute()) {
      json["uri"] = "file://" + percentEncoded(file);
    } else {
      json["uri"] = percentEncoded(file);
      json["uriBaseId"] = "SRCROOT";
    }
    auto [entry, isNew] = artifactIndex.emplace(file, artifacts.size());
    if (isNew)
      artifacts.push_back({{"location", json}});
    json["index"] = entry->second;
    return json;
  }

  /// Columns of a file that cannot be read stay what they are, bytes: right for ASCII lines.
  Json region(const CodePlace &at) {
    Json json = {{"startLine", at.line}};
    const SourceText *source = files.find(at.file);
    auto line = source ? source->line(at.line) : std::nullopt;
    if (at.column == 0)
      return json;
    if (!line) {
      json["startColumn"] = at.column;
      return json;
    }
    json["startColumn"] = column(*line, at.column);
    auto begin = source->position(at.begin), end = source->position(at.end);
    // Offsets of a file that has changed since point anywhere.
    bool fits = begin == std::pair{at.line, at.column} && end && at.end > at.begin;
    auto endLine = fits ? source->line(end->first) : std::nullopt;
    if (endLine) {
      if (end->first != at.line)
        json["endLine"] = end->first;
      json["endColumn"] = column(*endLine, end->second);
    }
    json["snippet"]["text"] = text(line->substr(0, longestLine));
    return json;
  }

  /// The lines around it, for readers that do not have the file.
  Json withContext(Json location, const CodePlace &at) {
    const SourceText *source = at.line == 0 ? nullptr : files.find(at.file);
    auto end = source ? source->position(at.end) : std::nullopt;
    if (!source || !source->line(at.line))
      return location;
    std::uint32_t last =
        end && at.end > at.begin ? std::clamp(end->first, at.line, at.line + longestStatement) : at.line;
    std::uint32_t first = at.line > contextLines ? at.line - contextLines : 1;
    std::string lines;
    std::uint32_t number = first;
    for (; number <= last + contextLines; ++number) {
      auto line = source->line(number);
      if (!line || line->size() > longestLine)
        break;
      lines += text(*line) + "\n";
    }
    if (number > at.line)
      location["physicalLocation"]["contextRegion"] = {
          {"startLine", first}, {"endLine", number - 1}, {"snippet", {{"text", lines}}}};
    return location;
  }

  static constexpr std::uint32_t contextLines = 3, longestStatement = 12;
  static constexpr std::size_t longestLine = 1000;

  static std::size_t column(std::string_view line, std::uint32_t byteColumn) {
    return utf16Length(line.substr(0, byteColumn - 1)) + 1;
  }

  const Report &report;
  SourceFiles files;
  Json artifacts = Json::array();
  std::map<std::string, std::size_t> artifactIndex;
};

}  // namespace

Json sarifOf(const Report &report) { return Writer(report).write(); }

std::string asSarif(const Report &report) { return sarifOf(report).dump(2) + "\n"; }

}  // namespace dbrace::report
