// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/HtmlData.h"

#include "report/Json.h"
#include "report/ReadSarif.h"

#include <nlohmann/json.hpp>

#include <set>
#include <type_traits>
#include <unordered_map>

namespace dbrace::report {
namespace {

using Json = nlohmann::ordered_json;

const Json &at(const Json &json, const char *pointer) {
  static const Json nothing;
  Json::json_pointer path(pointer);
  return json.contains(path) ? json.at(path) : nothing;
}
std::string text(const Json &json) { return json.is_string() ? json.get<std::string>() : ""; }
std::size_t count(const Json &json) { return json.is_number_integer() ? json.get<std::size_t>() : 0; }
Json list(const Json &json) { return json.is_array() ? json : Json::array(); }

/// Files and their lines, as far as the logs quote them.
class Sources {
public:
  std::size_t fileOf(const Json &location) {
    std::string uri = text(at(location, "/physicalLocation/artifactLocation/uri"));
    std::string file = percentDecoded(uri.starts_with("file://") ? uri.substr(7) : uri);
    auto [entry, isNew] = indices.emplace(file, names.size());
    if (isNew) {
      names.push_back(file);
      lines.emplace_back();
    }
    return entry->second;
  }

  /// [file, line, column, end line, end column, message, function]; columns in UTF-16 code units, 0: not known.
  Json place(const Json &location) {
    std::size_t file = fileOf(location);
    const Json &region = at(location, "/physicalLocation/region");
    std::size_t line = count(at(region, "/startLine")), end = count(at(region, "/endLine"));
    if (end == 0)
      end = line;
    if (std::string quoted = text(at(region, "/snippet/text")); !quoted.empty())
      keep(file, line, quoted);
    const Json &context = at(location, "/physicalLocation/contextRegion");
    std::string snippet = text(at(context, "/snippet/text"));
    std::size_t number = count(at(context, "/startLine"));
    for (std::size_t begin = 0; begin < snippet.size(); ++number) {
      std::size_t stop = std::min(snippet.find('\n', begin), snippet.size());
      keep(file, number, snippet.substr(begin, stop - begin));
      begin = stop + 1;
    }
    return Json::array({file, line, count(at(region, "/startColumn")), end, count(at(region, "/endColumn")),
                        text(at(location, "/message/text")),
                        text(at(location, "/logicalLocations/0/fullyQualifiedName"))});
  }

  Json write() const {
    Json json{{"files", names}, {"lines", Json::array()}};
    for (const std::map<std::size_t, std::string> &file : lines) {
      Json object = Json::object();
      for (const auto &[number, line] : file)
        object[std::to_string(number)] = line;
      json["lines"].push_back(std::move(object));
    }
    return json;
  }

private:
  void keep(std::size_t file, std::size_t number, const std::string &line) {
    if (number != 0)
      lines[file].try_emplace(number, line);
  }

  std::map<std::string, std::size_t> indices;
  std::vector<std::string> names;
  std::vector<std::map<std::size_t, std::string>> lines;
};

/// Thousands of findings say much in the same words: a text that comes again is kept once, and its number behind
/// U+0001 stands in its place.
class SharedTexts {
public:
  void count(const Json &json) {
    forEachText(json, [this](const std::string &text) { ++uses[text]; });
  }
  void replace(Json &json) {
    forEachText(json, [this](std::string &text) {
      auto found = uses.find(text);
      if (found->second < 2 && !text.starts_with(mark))
        return;
      auto [number, isNew] = numbers.emplace(text, numbers.size());
      if (isNew)
        texts.push_back(text);
      text = mark + std::to_string(number->second);
    });
  }
  Json texts = Json::array();

private:
  static constexpr char mark = '\1';
  template <typename Some, typename Action> static void forEachText(Some &json, Action action) {
    constexpr std::size_t worthwhile = 8;
    if (json.is_structured()) {
      for (auto &element : json)
        forEachText(element, action);
    } else if (json.is_string()) {
      auto &text =
          json.template get_ref<std::conditional_t<std::is_const_v<Some>, const std::string &, std::string &>>();
      if (text.size() >= worthwhile || text.starts_with(mark))
        action(text);
    }
  }
  std::unordered_map<std::string, std::size_t> uses, numbers;
};

class Data {
public:
  Json finding(const Json &result) {
    const Json &properties = at(result, "/properties");
    Json json{{"rule", text(at(result, "/ruleId"))},
              {"level", text(at(result, "/level"))},
              {"message", messageOf(result)},
              {"at", sources.place(at(result, "/locations/0"))},
              {"related", Json::array()},
              {"flow", Json::array()},
              {"fingerprint", text(at(result, "/partialFingerprints/dbrace~1v1"))},
              {"baseline", text(at(result, "/baselineState"))}};
    for (const char *member : {"confidence", "advice", "table", "keyColumns", "outcomes", "assumptions", "library",
                               "lookup", "insert", "function", "backends", "noFix", "mended", "fails", "witness"})
      if (properties.is_object() && properties.contains(member))
        json[member] = properties[member];
    for (const Json &place : list(at(result, "/relatedLocations")))
      json["related"].push_back(sources.place(place));
    for (const Json &step : list(at(result, "/codeFlows/0/threadFlows/0/locations")))
      json["flow"].push_back(sources.place(at(step, "/location")));
    if (const Json &suppressions = at(result, "/suppressions"); suppressions.is_array() && !suppressions.empty())
      json["suppressed"] = {{"reason", text(at(suppressions[0], "/justification"))},
                            {"at", sources.place(at(suppressions[0], "/location"))}};
    if (const Json &fixes = at(result, "/fixes"); fixes.is_array() && !fixes.empty())
      json["fix"] = fix(fixes[0]);
    addReplay(json, at(properties, "/replay"));
    return json;
  }

  void add(const Json &log) {
    for (const Json &run : list(at(log, "/runs"))) {
      for (const Json &each : list(at(run, "/tool/driver/rules")))
        if (std::string id = text(at(each, "/id")); ruleIds.insert(id).second)
          rules.push_back({{"id", id},
                           {"level", text(at(each, "/defaultConfiguration/level"))},
                           {"summary", text(at(each, "/shortDescription/text"))},
                           {"page", text(at(each, "/help/markdown"))}});
      for (const Json &result : list(at(run, "/results"))) {
        Json found = finding(result);
        // Several reports may tell of one.
        std::string identity = found["fingerprint"].dump() + found["at"].dump();
        if (seen.insert(identity).second)
          findings.push_back(std::move(found));
      }
      for (const Json &each : list(at(run, "/invocations/0/toolExecutionNotifications")))
        notices.push_back({{"id", text(at(each, "/descriptor/id"))},
                           {"level", text(at(each, "/level"))},
                           {"message", text(at(each, "/message/text"))},
                           {"at", sources.place(at(each, "/locations/0"))},
                           {"repeat", text(at(each, "/properties/repeat"))}});
      runs.push_back({{"arguments", list(at(run, "/invocations/0/arguments"))},
                      {"root", percentDecoded(text(at(run, "/originalUriBaseIds/SRCROOT/uri")))},
                      {"finished", text(at(run, "/invocations/0/endTimeUtc"))},
                      {"exitCode", at(run, "/invocations/0/exitCode")},
                      {"version", text(at(run, "/tool/driver/version"))}});
      for (const Json &each : list(at(run, "/properties/tables"))) {
        Json table = each;
        if (table.contains("location"))
          table["at"] = sources.place(table["location"]);
        table.erase("location");
        tables.push_back(std::move(table));
      }
      for (const Json &each : list(at(run, "/properties/fixed")))
        fixed.push_back(each);
    }
  }

  Json write() {
    Json json = sources.write();
    json["rules"] = std::move(rules);
    SharedTexts shared;
    for (const Json *part : {&findings, &json["lines"]})
      shared.count(*part);
    for (Json *part : {&findings, &json["lines"]})
      shared.replace(*part);
    json["texts"] = std::move(shared.texts);
    json["findings"] = std::move(findings);
    json["notices"] = std::move(notices);
    json["runs"] = std::move(runs);
    json["tables"] = std::move(tables);
    json["fixed"] = std::move(fixed);
    return json;
  }

private:
  static std::string messageOf(const Json &result) {
    std::string message = text(at(result, "/message/text")), advice = text(at(result, "/properties/advice"));
    std::string end = advice.empty() ? "." : ". " + advice;
    return message.ends_with(end) ? message.substr(0, message.size() - end.size()) : message;
  }

  Json fix(const Json &json) {
    Json edits = Json::array();
    for (const Json &change : list(at(json, "/artifactChanges")))
      for (const Json &replacement : list(at(change, "/replacements"))) {
        Json location{
            {"physicalLocation",
             {{"artifactLocation", at(change, "/artifactLocation")}, {"region", at(replacement, "/deletedRegion")}}}};
        edits.push_back({{"at", sources.place(location)},
                         {"text", text(at(replacement, "/insertedContent/text"))},
                         {"line", text(at(replacement, "/properties/line"))}});
      }
    return {{"what", text(at(json, "/properties/what"))},
            {"safe", at(json, "/properties/safe") == true},
            {"reservation", text(at(json, "/properties/reservation"))},
            {"edits", std::move(edits)}};
  }

  /// The two sessions' statements, and what the alternative asks of the schema. The tables are elsewhere already.
  static void addReplay(Json &finding, const Json &replay) {
    if (!replay.is_object() || replay.contains("why"))
      return;
    finding["dialect"] = text(at(replay, "/dialect"));
    finding["isolation"] = text(at(replay, "/isolation"));
    finding["sessions"] = list(at(replay, "/found/sessions"));
    if (at(replay, "/alternative").is_object()) {
      finding["migration"] = list(at(replay, "/alternative/schema"));
      finding["alternative"] = list(at(replay, "/alternative/sessions/0/steps"));
    }
  }

  Sources sources;
  Json rules = Json::array(), findings = Json::array(), notices = Json::array(), runs = Json::array(),
       tables = Json::array(), fixed = Json::array();
  std::set<std::string> ruleIds, seen;
};

}  // namespace

Json htmlData(const std::vector<Json> &logs, const std::vector<TrendPoint> &trend) {
  Data data;
  Report all;
  for (const Json &log : logs) {
    merge(all, readSarif(log));
    data.add(log);
  }
  Json json = data.write();
  json["summary"] = summaryToJson(all.summary);
  if (logs.size() > 1) {
    // Of several reports each table has one line.
    json["tables"] = Json::array();
    for (const TableUse &use : all.tables)
      json["tables"].push_back({{"name", use.name},
                                {"described", use.described},
                                {"keys", use.keys},
                                {"reads", use.reads},
                                {"writes", use.writes},
                                {"checkedWrites", use.checkedWrites},
                                {"libraries", use.libraries}});
  }
  json["trend"] = Json::array();
  for (const TrendPoint &point : trend)
    json["trend"].push_back(
        {{"date", point.date}, {"added", point.added}, {"fixed", point.fixed}, {"open", point.open}});
  return json;
}

}  // namespace dbrace::report
