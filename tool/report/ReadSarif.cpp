// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/ReadSarif.h"

#include "report/SourceText.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <tuple>

namespace dbrace::report {
namespace {

using Json = nlohmann::ordered_json;

/// A member that may be missing at any depth: `at(json, "a", "b")`.
template <typename... Names> const Json &at(const Json &json, const char *first, Names... rest) {
  static const Json nothing;
  auto found = json.is_object() ? json.find(first) : json.end();
  if (!json.is_object() || found == json.end())
    return nothing;
  if constexpr (sizeof...(rest) == 0)
    return *found;
  else
    return at(*found, rest...);
}

std::string text(const Json &json) { return json.is_string() ? json.get<std::string>() : ""; }
std::size_t number(const Json &json) { return json.is_number_integer() ? json.get<std::size_t>() : 0; }
bool isTrue(const Json &json) { return json.is_boolean() && json.get<bool>(); }

std::vector<std::string> texts(const Json &json) {
  std::vector<std::string> list;
  if (json.is_array())
    for (const Json &item : json)
      list.push_back(text(item));
  return list;
}

template <typename Value> Value named(const Json &json, std::initializer_list<Value> values, Value otherwise) {
  for (Value value : values)
    if (json == name(value))
      return value;
  return otherwise;
}
Level levelOf(const Json &json) { return named(json, {Level::Error, Level::Warning, Level::Note}, Level::Warning); }

constexpr std::string_view fileScheme = "file://";

std::string fileOf(const Json &artifact) {
  std::string uri = text(at(artifact, "uri"));
  return percentDecoded(uri.starts_with(fileScheme) ? uri.substr(fileScheme.size()) : uri);
}

/// From UTF-16 code units back to bytes; without the line they are taken for the same.
std::uint32_t byteColumn(const std::string &line, std::size_t column) {
  std::size_t offset = 0;
  for (std::size_t units = 1; units < column; ++units) {
    if (offset >= line.size()) {
      ++offset;
      continue;
    }
    Character c = characterAt(line, offset);
    units += c.codePoint && *c.codePoint >= 0x10000;
    offset += c.bytes;
  }
  return static_cast<std::uint32_t>(offset + 1);
}

CodePlace placeIn(const Json &location) {
  CodePlace place;
  place.file = fileOf(at(location, "physicalLocation", "artifactLocation"));
  const Json &region = at(location, "physicalLocation", "region");
  place.line = static_cast<std::uint32_t>(number(at(region, "startLine")));
  std::string line = text(at(region, "snippet", "text"));
  if (std::size_t column = number(at(region, "startColumn"))) {
    place.column = byteColumn(line, column);
    // Only the length counts from here on: how far a place is underlined.
    if (region.contains("endLine"))
      place.end = static_cast<std::uint32_t>(std::max<std::size_t>(line.size() + 1, place.column) - place.column);
    else if (std::size_t end = number(at(region, "endColumn")); end > column)
      place.end = byteColumn(line, end) - place.column;
  }
  if (const Json &logical = at(location, "logicalLocations"); logical.is_array() && !logical.empty())
    place.function = text(at(logical[0], "fullyQualifiedName"));
  return place;
}

std::vector<RelatedPlace> placesIn(const Json &list, const char *member = nullptr) {
  std::vector<RelatedPlace> places;
  if (list.is_array())
    for (const Json &item : list) {
      const Json &location = member ? at(item, member) : item;
      places.push_back({placeIn(location), text(at(location, "message", "text"))});
    }
  return places;
}

std::optional<Fix> fixIn(const Json &list) {
  if (!list.is_array() || list.empty())
    return std::nullopt;
  const Json &properties = at(list[0], "properties");
  Fix fix;
  fix.what = text(at(properties, "what"));
  fix.safe = isTrue(at(properties, "safe"));
  fix.reservation = text(at(properties, "reservation"));
  if (const Json &changes = at(list[0], "artifactChanges"); changes.is_array())
    for (const Json &change : changes)
      for (const Json &replacement : at(change, "replacements")) {
        Json location{
            {"physicalLocation",
             {{"artifactLocation", at(change, "artifactLocation")}, {"region", at(replacement, "deletedRegion")}}}};
        location["physicalLocation"]["region"]["snippet"]["text"] = at(replacement, "properties", "line");
        fix.edits.push_back({placeIn(location), text(at(replacement, "insertedContent", "text")), 0});
      }
  return fix.edits.empty() ? std::nullopt : std::optional(std::move(fix));
}

Result resultIn(const Json &json) {
  Result result;
  Finding &finding = result.finding;
  const Json &properties = at(json, "properties");
  finding.rule = text(at(json, "ruleId"));
  finding.level = levelOf(at(json, "level"));
  finding.confidence =
      named(at(properties, "confidence"), {Confidence::Low, Confidence::Medium, Confidence::High}, Confidence::High);
  finding.advice = text(at(properties, "advice"));
  finding.message = text(at(json, "message", "text"));
  std::string end = finding.advice.empty() ? "." : ". " + finding.advice;
  if (finding.message.ends_with(end))
    finding.message.resize(finding.message.size() - end.size());
  if (const Json &locations = at(json, "locations"); locations.is_array() && !locations.empty())
    finding.at = placeIn(locations[0]);
  finding.related = placesIn(at(json, "relatedLocations"));
  if (const Json &flows = at(json, "codeFlows"); flows.is_array() && !flows.empty())
    if (const Json &threads = at(flows[0], "threadFlows"); threads.is_array() && !threads.empty())
      finding.flow = placesIn(at(threads[0], "locations"), "location");
  finding.assumptions = texts(at(properties, "assumptions"));
  finding.outcomes = texts(at(properties, "outcomes"));
  finding.table = text(at(properties, "table"));
  finding.keyColumns = texts(at(properties, "keyColumns"));
  finding.backends = texts(at(properties, "backends"));
  finding.library = text(at(properties, "library"));
  finding.lookup = text(at(properties, "lookup"));
  finding.insert = text(at(properties, "insert"));
  finding.function = text(at(properties, "function"));
  finding.fix = fixIn(at(json, "fixes"));
  finding.noFix = text(at(properties, "noFix"));
  finding.fingerprint = text(at(json, "partialFingerprints", "dbrace/v1"));
  if (const Json &list = at(json, "suppressions"); list.is_array() && !list.empty())
    result.suppressed = SuppressedBy{placeIn(at(list[0], "location")), text(at(list[0], "justification")),
                                     at(list[0], "kind") != "external"};
  result.mended = isTrue(at(properties, "mended"));
  if (json.contains("baselineState"))
    result.baseline =
        named(json["baselineState"], {Baseline::New, Baseline::Unchanged, Baseline::Updated}, Baseline::New);
  result.fails = at(properties, "fails") != false;
  return result;
}

Summary summaryIn(const Json &json) {
  Summary sum;
  sum.unitsRead = number(at(json, "unitsRead"));
  sum.unitsSkipped = number(at(json, "unitsSkipped"));
  sum.unitsFailed = number(at(json, "unitsFailed"));
  sum.unitsWithErrors = number(at(json, "unitsWithErrors"));
  if (const Json &modules = at(json, "standIns"); modules.is_object())
    for (const auto &[module, names] : modules.items())
      for (std::string &each : texts(names))
        sum.standIns[module].insert(std::move(each));
  sum.analysis.databaseCalls = number(at(json, "databaseCalls"));
  sum.analysis.statements = number(at(json, "statements"));
  sum.analysis.understood = number(at(json, "understood"));
  sum.analysis.understoodInPart = number(at(json, "understoodInPart"));
  sum.analysis.notUnderstood = number(at(json, "notUnderstood"));
  if (const Json &seconds = at(json, "seconds"); seconds.is_number())
    sum.seconds = seconds.get<double>();
  return sum;
}

Report runIn(const Json &run) {
  const Json &driver = at(run, "tool", "driver");
  if (at(driver, "name") != "dbrace")
    throw std::runtime_error("is a report of " +
                             (text(at(driver, "name")).empty() ? "another tool" : text(at(driver, "name"))));
  Report report;
  report.toolVersion = text(at(driver, "version"));
  report.informationUri = text(at(driver, "informationUri"));
  std::string root = fileOf(at(run, "originalUriBaseIds", "SRCROOT"));
  if (root.size() > 1 && root.ends_with('/'))
    root.pop_back();
  report.root = root;
  for (const Json &rule : at(driver, "rules"))
    report.rules.push_back({text(at(rule, "id")), levelOf(at(rule, "defaultConfiguration", "level")),
                            text(at(rule, "shortDescription", "text")), text(at(rule, "help", "markdown"))});
  for (const Json &result : at(run, "results"))
    report.results.push_back(resultIn(result));
  report.summary = summaryIn(at(run, "properties", "summary"));
  for (const Json &json : at(run, "properties", "fixed")) {
    Fixed fixed{text(at(json, "ruleId")),
                text(at(json, "message")),
                text(at(json, "table")),
                text(at(json, "fingerprint")),
                {}};
    fixed.at.file = text(at(json, "file"));
    fixed.at.line = static_cast<std::uint32_t>(number(at(json, "line")));
    report.fixed.push_back(std::move(fixed));
  }
  for (const Json &json : at(run, "properties", "tables")) {
    TableUse use{
        text(at(json, "name")),    isTrue(at(json, "described")), texts(at(json, "keys")),           std::nullopt,
        number(at(json, "reads")), number(at(json, "writes")),    number(at(json, "checkedWrites")), {}};
    for (std::string &library : texts(at(json, "libraries")))
      use.libraries.insert(std::move(library));
    if (json.contains("location"))
      use.at = placeIn(json["location"]);
    report.tables.push_back(std::move(use));
  }
  const Json &invocations = at(run, "invocations");
  if (!invocations.is_array() || invocations.empty())
    return report;
  const Json &invocation = invocations[0];
  report.finished = text(at(invocation, "endTimeUtc"));
  report.exitCode = static_cast<int>(number(at(invocation, "exitCode")));
  report.sawNothing = report.exitCode == 3;
  report.commandLine = {"dbrace"};
  for (std::string &word : texts(at(invocation, "arguments")))
    report.commandLine.push_back(std::move(word));
  for (const Json &json : at(invocation, "toolExecutionNotifications")) {
    Notice notice{levelOf(at(json, "level")), text(at(json, "descriptor", "id")), text(at(json, "message", "text")), "",
                  text(at(json, "properties", "repeat"))};
    if (const Json &locations = at(json, "locations"); locations.is_array() && !locations.empty())
      std::tie(notice.file, notice.line) = std::tuple(placeIn(locations[0]).file, placeIn(locations[0]).line);
    if (notice.id == "over-budget")
      report.summary.analysis.overBudget.push_back(notice.message);
    report.notices.push_back(std::move(notice));
  }
  return report;
}

}  // namespace

std::string percentDecoded(std::string_view uri) {
  std::string result;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    unsigned code = 0;
    const char *digits = uri.data() + i + 1;
    if (uri[i] == '%' && i + 2 < uri.size() && std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      result += static_cast<char>(code);
      i += 2;
    } else {
      result += uri[i];
    }
  }
  return result;
}

Report readSarif(const Json &log) {
  const Json &runs = at(log, "runs");
  if (at(log, "version") != "2.1.0" || !runs.is_array() || runs.empty())
    throw std::runtime_error("is no SARIF 2.1.0 report; dbrace scan --format sarif writes one");
  Report report = runIn(runs[0]);
  for (std::size_t i = 1; i < runs.size(); ++i)
    merge(report, runIn(runs[i]));
  return report;
}

void merge(Report &into, Report more) {
  auto sameFinding = [](const Result &one, const Result &other) {
    return one.finding.fingerprint == other.finding.fingerprint && one.finding.at.file == other.finding.at.file &&
           one.finding.at.line == other.finding.at.line;
  };
  for (RuleText &rule : more.rules)
    if (std::ranges::none_of(into.rules, [&](const RuleText &old) { return old.id == rule.id; }))
      into.rules.push_back(std::move(rule));
  std::size_t before = into.results.size();
  for (Result &result : more.results)
    if (std::none_of(into.results.begin(), into.results.begin() + static_cast<std::ptrdiff_t>(before),
                     [&](const Result &old) { return sameFinding(old, result); }))
      into.results.push_back(std::move(result));
  std::ranges::move(more.fixed, std::back_inserter(into.fixed));
  std::ranges::move(more.notices, std::back_inserter(into.notices));
  for (TableUse &use : more.tables) {
    auto old = std::ranges::find(into.tables, use.name, &TableUse::name);
    if (old == into.tables.end()) {
      into.tables.push_back(std::move(use));
      continue;
    }
    if (!old->described && use.described) {
      old->described = true;
      old->keys = use.keys;
      old->at = use.at;
    }
    old->reads += use.reads;
    old->writes += use.writes;
    old->checkedWrites += use.checkedWrites;
    old->libraries.merge(use.libraries);
  }
  Summary &sum = into.summary, &other = more.summary;
  sum.unitsRead += other.unitsRead;
  sum.unitsSkipped += other.unitsSkipped;
  sum.unitsFailed += other.unitsFailed;
  sum.unitsWithErrors += other.unitsWithErrors;
  for (auto &[module, names] : other.standIns)
    sum.standIns[module].merge(names);
  sum.analysis.databaseCalls += other.analysis.databaseCalls;
  sum.analysis.statements += other.analysis.statements;
  sum.analysis.understood += other.analysis.understood;
  sum.analysis.understoodInPart += other.analysis.understoodInPart;
  sum.analysis.notUnderstood += other.analysis.notUnderstood;
  std::ranges::move(other.analysis.overBudget, std::back_inserter(sum.analysis.overBudget));
  sum.seconds += other.seconds;
  into.finished = std::max(into.finished, more.finished);
  into.sawNothing = into.sawNothing || more.sawNothing;
}

}  // namespace dbrace::report
