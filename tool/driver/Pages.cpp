// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Pages.h"

#include "catalogue/Catalogue.h"
#include "driver/Analysis.h"
#include "driver/Choices.h"
#include "driver/Files.h"
#include "driver/Outputs.h"
#include "driver/SchemaFiles.h"
#include "rules/Rules.h"
#include "schema/Ddl.h"
#include "schema/Json.h"

#include <algorithm>
#include <stdexcept>

namespace dbrace::driver {
namespace {

int print(const std::optional<std::filesystem::path> &file, const std::string &text) {
  auto failure = writeOutput(file, text);
  return failure ? refuse(failure->message) : exitClean;
}

}  // namespace

int schemaCheck(const std::string &file) {
  std::optional<std::string> text = fileContent(file);
  if (!text)
    return refuse(file + ": " + unreadable(file));
  schema::SchemaReading reading = schema::readJson(*text, file);
  for (const schema::Problem &problem : reading.problems)
    tellAsIs(schema::show(problem));
  if (schema::hasErrors(reading.problems))
    return exitUsage;
  std::size_t keys = 0;
  for (const schema::Table &table : reading.schema.tables)
    keys += table.keys.size();
  return print(std::nullopt, file + ": " + std::to_string(reading.schema.tables.size()) + " tables, " +
                                 std::to_string(keys) + " keys\n");
}

int schemaImportFiles(const std::vector<std::string> &files, bool inCode, const std::string &dialect,
                      const std::string &output) {
  WrittenOptions options;
  options.dialect = dialect;
  auto checked = checkOptions(options);
  if (const Failure *failure = failureOf(checked))
    return refuse(failure->message);
  std::vector<std::filesystem::path> operands(files.begin(), files.end());
  std::error_code error;
  auto read = readSchemaFiles(operands, use(std::get<CheckedSettings>(checked), {}).dialect,
                              resolved(std::filesystem::current_path(error)), inCode, "");
  if (const Failure *failure = failureOf(read))
    return refuse(failure->message);
  const SchemaFiles &found = std::get<SchemaFiles>(read);
  for (const std::string &sentence : found.leftOut)
    tell("note: " + sentence);
  if (found.backends.size() > 1)
    return refuse(files[0] + ": there are tables for several databases: " + describe(found.backends) +
                  "; say which one with --dialect, or name its files");
  schema::DdlImport import = importAll(found.backends);
  for (const schema::Problem &problem : import.problems)
    tellAsIs(schema::show(problem));
  if (import.schema.tables.empty())
    return refuse(files[0] + (inCode ? ": no CREATE TABLE in the literals of its sources" : ": no CREATE TABLE in it"));
  return print(output.empty() ? std::nullopt : std::optional<std::filesystem::path>(output),
               schema::writeJson(import.schema));
}

int schemaImportLive(const std::string &address, const std::string &output) {
  schema::DdlImport import;
  try {
    import = catalogue::importAddress(address);
  } catch (const std::runtime_error &error) {
    return refuse(error.what());
  }
  for (const schema::Problem &problem : import.problems)
    tellAsIs(schema::show(problem));
  if (import.schema.tables.empty())
    return refuse(catalogue::shown(address) + ": there are no tables, or none that this user may see");
  return print(output.empty() ? std::nullopt : std::optional<std::filesystem::path>(output),
               schema::writeJson(import.schema));
}

int schemaImportUrl(const std::string &url, bool postgreSql, const std::string &output) {
  std::string scheme = url.substr(0, url.find("://"));
  bool fits = postgreSql ? scheme == "postgresql" || scheme == "postgres" : scheme == "mysql" || scheme == "mariadb";
  if (!fits || url.find("://") == std::string::npos)
    return refuse(catalogue::shown(url) + ": allowed: " +
                  (postgreSql ? "postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
                              : "mysql://USER:PASSWORD@HOST:PORT/DATABASE, or mariadb://"));
  return schemaImportLive(url, output);
}

int listRules() {
  std::string text;
  std::size_t widest = 0;
  for (const Rule &rule : rules())
    widest = std::max(widest, rule.name.size());
  for (const Rule &rule : rules()) {
    std::string level(report::name(rule.level));
    text += std::string(rule.name) + std::string(widest - rule.name.size() + 2, ' ') + level +
            std::string(9 - level.size(), ' ') + std::string(rule.summary) + "\n";
  }
  return print(std::nullopt, text);
}

int explainRule(const std::string &name) {
  const Rule *rule = ruleNamed(name);
  if (!rule)
    rule = ruleNamed("dbrace-" + name);
  if (rule)
    return print(std::nullopt, std::string(rule->page()));
  std::vector<std::string_view> names;
  for (const Rule &known : rules())
    names.push_back(known.name);
  return refuse(notAllowed(name, "rule", names));
}

}  // namespace dbrace::driver
