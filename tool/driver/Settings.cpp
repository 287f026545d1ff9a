// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Settings.h"

#include "catalogue/Catalogue.h"
#include "driver/Choices.h"
#include "driver/Files.h"
#include "rules/Rules.h"
#include "schema/JsonPlaces.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <utility>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr Choice<sql::Dialect> dialects[] = {{"postgresql", sql::Dialect::PostgreSql}, {"mysql", sql::Dialect::MySql},
                                             {"mariadb", sql::Dialect::MariaDb},       {"sqlite", sql::Dialect::Sqlite},
                                             {"sqlserver", sql::Dialect::SqlServer},   {"oracle", sql::Dialect::Oracle},
                                             {"generic", sql::Dialect::Generic}};
constexpr Choice<sql::Isolation> isolations[] = {{"read-uncommitted", sql::Isolation::ReadUncommitted},
                                                 {"read-committed", sql::Isolation::ReadCommitted},
                                                 {"repeatable-read", sql::Isolation::RepeatableRead},
                                                 {"serializable", sql::Isolation::Serializable},
                                                 {"snapshot", sql::Isolation::Snapshot}};
constexpr Choice<Writers> writers[] = {
    {"many", Writers::Many}, {"one-process", Writers::OneProcess}, {"one-thread", Writers::OneThread}};
constexpr Choice<FailOn> failOns[] = {
    {"error", FailOn::Error}, {"warning", FailOn::Warning}, {"note", FailOn::Note}, {"never", FailOn::Never}};
constexpr Choice<Level> levels[] = {{"error", Level::Error}, {"warning", Level::Warning}, {"note", Level::Note}};
constexpr Choice<Confidence> confidences[] = {
    {"low", Confidence::Low}, {"medium", Confidence::Medium}, {"high", Confidence::High}};
constexpr Choice<Format> formats[] = {{"text", Format::Text},  {"sarif", Format::Sarif},   {"json", Format::Json},
                                      {"html", Format::Html},  {"github", Format::Github}, {"gitlab", Format::Gitlab},
                                      {"junit", Format::Junit}};

/// Checks values one after the other; the first wrong one decides the failure.
class Checker {
public:
  /// Where a value stands, as shown to people.
  using PlaceOf = std::function<std::string(std::string_view name)>;
  Checker(PlaceOf placeOf, fs::path base) : placeOf(std::move(placeOf)), base(std::move(base)) {}

  template <typename Value, std::size_t N>
  void choose(Setting<Value> &to, std::string_view name, const std::string &given, std::string_view what,
              const Choice<Value> (&choices)[N]) {
    std::span<const Choice<Value>> all(choices);
    if (auto value = chosen(given, all))
      to = {*value, placeOf(name)};
    else
      fail(name, notAllowed(given, what, namesOf(all)));
  }

  void paths(Setting<std::vector<fs::path>> &to, std::string_view name, const std::vector<std::string> &given) {
    to = {{}, placeOf(name)};
    for (const std::string &path : given)
      to->value.push_back(path.empty() ? fs::path() : catalogue::isAddress(path) ? fs::path(path) : base / path);
  }

  void folders(Setting<std::vector<fs::path>> &to, std::string_view name, const std::vector<std::string> &given) {
    paths(to, name, given);
    std::error_code error;
    for (const fs::path &folder : to->value)
      if (!fs::is_directory(folder, error))
        return fail(name, (folder.empty() ? "\"\"" : folder.string()) + ": no such folder");
  }

  void outputs(Setting<std::vector<Output>> &to, std::string_view name, const std::vector<std::string> &given) {
    to = {{}, placeOf(name)};
    bool toStandard = false;
    for (const std::string &text : given) {
      std::size_t equals = text.find('=');
      Setting<Format> format;
      choose(format, name, text.substr(0, equals), "format", formats);
      if (!format)
        return;
      std::optional<fs::path> file;
      if (equals != std::string::npos) {
        if (equals + 1 == text.size())
          return fail(name, "a file name belongs behind \"" + text + "\"");
        file = base / text.substr(equals + 1);
      } else if (std::exchange(toStandard, true)) {
        return fail(name, "only one format can go to standard output; write the other as " + text + "=FILE");
      }
      to->value.push_back({format->value, file});
    }
  }

  void seconds(Setting<double> &to, std::string_view name, double given) {
    if (!(given > 0 && given <= 86400))
      return fail(name, "allowed: more than 0, at most 86400 seconds");
    to = {given, placeOf(name)};
  }

  void flag(Setting<bool> &to, std::string_view name, const Json &given) {
    given.is_boolean() ? void(to = {given.get<bool>(), placeOf(name)}) : fail(name, "must be true or false");
  }

  void suppressions(Setting<std::vector<SuppressEntry>> &to, const Json &given) {
    auto list = readSuppressList(given, positionOf);
    if (const auto *problem = std::get_if<SuppressProblem>(&list)) {
      CodePlace at = positionOf(problem->pointer);
      if (!failure)
        failure = Failure{at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
                          problem->pointer + ": " + problem->message};
    } else
      to = {std::get<std::vector<SuppressEntry>>(std::move(list)), placeOf("suppress")};
  }

  void severities(Setting<std::map<std::string, Level>> &to, const Json &given) {
    if (!given.is_object())
      return fail("severity", R"(must be an object: {"dbrace-unhandled-conflict": "error"})");
    to = {{}, placeOf("severity")};
    for (const auto &[rule, level] : given.items()) {
      Setting<Level> chosen;
      if (!ruleNamed(rule))
        fail("severity", "\"" + rule + "\" is no rule; dbrace rules lists them");
      else if (!level.is_string())
        fail("severity", "must be levels: error, warning, note");
      else
        choose(chosen, "severity", level.get<std::string>(), "level", levels);
      if (chosen)
        to->value[rule] = chosen->value;
    }
  }

  void mebibytes(Setting<std::uintmax_t> &to, std::string_view name, double given) {
    if (!(given >= 1 && given <= 1048576))
      return fail(name, "allowed: 1 to 1048576 MiB");
    to = {static_cast<std::uintmax_t>(given) << 20, placeOf(name)};
  }

  /// A number on the command line; what is none fails as 0 does.
  static double numberIn(const std::string &given) {
    double number = 0;
    const char *end = given.data() + given.size();
    auto [stop, error] = std::from_chars(given.data(), end, number);
    return error == std::errc() && stop == end ? number : 0;
  }

  void fail(std::string_view name, const std::string &message) {
    if (!failure)
      failure = Failure{placeOf(name) + ": " + message};
  }

  PlaceOf placeOf;
  /// Of a JSON pointer, where there is a document.
  std::function<CodePlace(const std::string &pointer)> positionOf;
  fs::path base;
  std::optional<Failure> failure;
};

/// A member of the configuration file: its name, and what to do with its value.
struct Member {
  std::string_view name;
  std::function<void(const Json &)> take;
};

std::vector<Member> membersOf(Checker &check, CheckedSettings &to) {
  auto text = [&check](std::string_view name, auto use) {
    return Member{name, [&check, name, use](const Json &json) {
                    json.is_string() ? use(json.get_ref<const std::string &>()) : check.fail(name, "must be a text");
                  }};
  };
  auto texts = [&check](std::string_view name, auto use) {
    return Member{name, [&check, name, use](const Json &json) {
                    std::vector<std::string> list;
                    for (const Json &item : json.is_array() ? json : Json::array({json}))
                      if (item.is_string())
                        list.push_back(item.get<std::string>());
                      else
                        return check.fail(name, "must be a text or a list of texts");
                    use(list);
                  }};
  };
  using Text = const std::string &;
  using Texts = const std::vector<std::string> &;
  return {
      texts("schema", [&](Texts list) { check.paths(to.schemas, "schema", list); }),
      texts("apis", [&](Texts list) { check.paths(to.apis, "apis", list); }),
      texts("sql_directories", [&](Texts list) { check.folders(to.sqlDirectories, "sql_directories", list); }),
      text("dialect", [&](Text t) { check.choose(to.dialect, "dialect", t, "dialect", dialects); }),
      text("isolation", [&](Text t) { check.choose(to.isolation, "isolation", t, "isolation level", isolations); }),
      text("writers", [&](Text t) { check.choose(to.writers, "writers", t, "number of writers", writers); }),
      text("fail_on", [&](Text t) { check.choose(to.failOn, "fail_on", t, "level", failOns); }),
      text("min_confidence",
           [&](Text t) { check.choose(to.minConfidence, "min_confidence", t, "confidence", confidences); }),
      texts("exclude", [&](Texts list) { to.exclude = {list, check.placeOf("exclude")}; }),
      texts("format", [&](Texts list) { check.outputs(to.outputs, "format", list); }),
      text("build_dir", [&](Text t) { to.buildDir = {check.base / t, check.placeOf("build_dir")}; }),
      {"strict", [&](const Json &json) { check.flag(to.strict, "strict", json); }},
      {"cache", [&](const Json &json) { check.flag(to.useCache, "cache", json); }},
      text("cache_dir", [&](Text t) { to.cacheDir = {check.base / t, check.placeOf("cache_dir")}; }),
      {"cache_size",
       [&](const Json &json) {
         json.is_number() ? check.mebibytes(to.cacheSize, "cache_size", json.get<double>())
                          : check.fail("cache_size", "must be a number of MiB");
       }},
      {"unit_timeout",
       [&](const Json &json) {
         json.is_number() ? check.seconds(to.unitTimeout, "unit_timeout", json.get<double>())
                          : check.fail("unit_timeout", "must be a number of seconds");
       }},
      text("baseline", [&](Text t) { to.baseline = {check.base / t, check.placeOf("baseline")}; }),
      {"suppress", [&](const Json &json) { check.suppressions(to.suppress, json); }},
      {"require_reason", [&](const Json &json) { check.flag(to.requireReason, "require_reason", json); }},
      {"severity", [&](const Json &json) { check.severities(to.severity, json); }},
  };
}

}  // namespace

OptionStyle onCommandLine() {
  return {[](std::string_view name) { return "--" + std::string(name); }, {}};
}

std::vector<std::string_view> allowedValues(std::string_view option) {
  if (option == "--dialect")
    return namesOf<sql::Dialect>(dialects);
  if (option == "--isolation")
    return namesOf<sql::Isolation>(isolations);
  if (option == "--writers")
    return namesOf<Writers>(writers);
  if (option == "--fail-on")
    return namesOf<FailOn>(failOns);
  if (option == "--min-confidence")
    return namesOf<Confidence>(confidences);
  if (option == "--format")
    return namesOf<Format>(formats);
  return {};
}

OrFailure<CheckedSettings> checkOptions(const WrittenOptions &given, const OptionStyle &style) {
  CheckedSettings to;
  Checker check(style.placeOf, style.base);
  if (!given.schemas.empty())
    check.paths(to.schemas, "schema", given.schemas);
  if (!given.apis.empty())
    check.paths(to.apis, "apis", given.apis);
  if (!given.sqlDirectories.empty())
    check.folders(to.sqlDirectories, "sql-directory", given.sqlDirectories);
  if (!given.dialect.empty())
    check.choose(to.dialect, "dialect", given.dialect, "dialect", dialects);
  if (!given.isolation.empty())
    check.choose(to.isolation, "isolation", given.isolation, "isolation level", isolations);
  if (!given.writers.empty())
    check.choose(to.writers, "writers", given.writers, "number of writers", writers);
  if (!given.failOn.empty())
    check.choose(to.failOn, "fail-on", given.failOn, "level", failOns);
  if (!given.minConfidence.empty())
    check.choose(to.minConfidence, "min-confidence", given.minConfidence, "confidence", confidences);
  if (!given.exclude.empty())
    to.exclude = {given.exclude, "--exclude"};
  if (!given.buildDir.empty())
    to.buildDir = {given.buildDir, "-p"};
  if (!given.baseline.empty())
    to.baseline = {style.base / given.baseline, style.placeOf("baseline")};
  if (given.strict)
    to.strict = {true, "--strict"};
  if (!given.unitTimeout.empty())
    check.seconds(to.unitTimeout, "unit-timeout", Checker::numberIn(given.unitTimeout));
  if (given.noCache)
    to.useCache = {false, "--no-cache"};
  if (!given.cacheDir.empty())
    to.cacheDir = {check.base / given.cacheDir, "--cache-dir"};
  if (!given.cacheSize.empty())
    check.mebibytes(to.cacheSize, "cache-size", Checker::numberIn(given.cacheSize));
  if (!given.formats.empty() || !given.output.empty()) {
    std::vector<std::string> formats = given.formats.empty() ? std::vector<std::string>{"text"} : given.formats;
    check.outputs(to.outputs, "format", formats);
    if (!given.output.empty() && !check.failure) {
      Output *standard = nullptr;
      for (Output &output : to.outputs->value)
        if (!output.file)
          standard = &output;
      if (standard)
        standard->file = given.output;
      else
        check.fail("output", "every --format names its own file already; leave one without =FILE");
    }
  }
  if (check.failure)
    return *check.failure;
  return to;
}

OrFailure<CheckedSettings> checkConfig(std::string_view text, const fs::path &file) {
  auto position = [&](schema::JsonPlace at) {
    return file.string() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
  };
  if (schema::jsonDepth(text) > schema::jsonDepthLimit)
    return Failure{file.string() + ": nested deeper than a configuration can be"};
  const auto parsed = schema::parsedJson(text);
  if (const auto *fault = std::get_if<schema::JsonFault>(&parsed))
    return Failure{position(fault->at) + "this is no JSON"};
  const Json &json = std::get<Json>(parsed);
  schema::JsonPlaces places = schema::jsonPlaces(text);
  if (!places.repeated.empty())
    return Failure{position(places.repeated[0].second) + places.repeated[0].first +
                   ": is given twice; only one would count"};
  if (!json.is_object())
    return Failure{position({}) + "a configuration is an object: {\"schema\": \"schema.sql\"}"};
  CheckedSettings to;
  Checker check(
      [&](std::string_view name) {
        std::string pointer = "/" + schema::pointerStep(name);
        auto found = places.values.find(pointer);
        return position(found == places.values.end() ? schema::JsonPlace{} : found->second) + pointer;
      },
      fs::absolute(file).parent_path());
  check.positionOf = [&](const std::string &pointer) {
    auto found = places.values.find(pointer);
    schema::JsonPlace at = found == places.values.end() ? schema::JsonPlace{} : found->second;
    return CodePlace{.file = file.string(), .line = at.line, .column = at.column};
  };
  std::vector<Member> members = membersOf(check, to);
  std::vector<std::string_view> names;
  for (const Member &member : members)
    names.push_back(member.name);
  for (const auto &[name, value] : json.items()) {
    auto member = std::find_if(members.begin(), members.end(), [&](const Member &m) { return m.name == name; });
    if (member == members.end())
      check.fail(name, notAllowed(name, "setting", names));
    else
      member->take(value);
  }
  if (to.requireReason && to.requireReason->value && to.suppress)
    for (const SuppressEntry &entry : to.suppress->value)
      if (entry.reason.empty())
        check.fail("suppress", "line " + std::to_string(entry.at.line) +
                                   ": \"require_reason\" is set, and this entry has no \"reason\"");
  if (check.failure)
    return *check.failure;
  return to;
}

OrFailure<CheckedSettings> readConfig(const fs::path &file) {
  std::optional<std::string> text = fileContent(file);
  if (!text)
    return Failure{file.string() + ": " + unreadable(file)};
  return checkConfig(*text, file);
}

Settings use(const CheckedSettings &over, const CheckedSettings &under) {
  Settings settings;
  auto take = [](auto &to, const auto &first, const auto &second) {
    if (first)
      to = first->value;
    else if (second)
      to = second->value;
  };
  take(settings.schemas, over.schemas, under.schemas);
  take(settings.apis, over.apis, under.apis);
  take(settings.sqlDirectories, over.sqlDirectories, under.sqlDirectories);
  take(settings.dialect, over.dialect, under.dialect);
  take(settings.isolation, over.isolation, under.isolation);
  take(settings.writers, over.writers, under.writers);
  take(settings.failOn, over.failOn, under.failOn);
  take(settings.minConfidence, over.minConfidence, under.minConfidence);
  take(settings.exclude, over.exclude, under.exclude);
  take(settings.outputs, over.outputs, under.outputs);
  take(settings.buildDir, over.buildDir, under.buildDir);
  take(settings.strict, over.strict, under.strict);
  take(settings.unitTimeout, over.unitTimeout, under.unitTimeout);
  take(settings.baseline, over.baseline, under.baseline);
  take(settings.suppress, over.suppress, under.suppress);
  take(settings.requireReason, over.requireReason, under.requireReason);
  take(settings.severity, over.severity, under.severity);
  take(settings.cache.use, over.useCache, under.useCache);
  take(settings.cache.folder, over.cacheDir, under.cacheDir);
  take(settings.cache.limit, over.cacheSize, under.cacheSize);
  return settings;
}

OrFailure<Settings> useOver(const CheckedSettings &over, const fs::path &config) {
  if (config.empty())
    return use(over, CheckedSettings());
  auto file = readConfig(config);
  if (const Failure *failure = failureOf(file))
    return *failure;
  return use(over, std::get<CheckedSettings>(file));
}

}  // namespace dbrace::driver
