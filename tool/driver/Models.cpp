// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Models.h"

#include "driver/Files.h"
#include "schema/Ddl.h"
#include "schema/Json.h"

#include <algorithm>
#include <tuple>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

void addNotices(std::vector<report::Notice> &notices, const std::vector<schema::Problem> &problems) {
  for (const schema::Problem &problem : problems)
    notices.push_back({Level::Note, "schema", schema::show(problem), "", ""});
}

}  // namespace

OrFailure<apis::Models> loadModels(const std::vector<fs::path> &files) {
  if (files.empty())
    return apis::builtinModels();
  std::vector<std::pair<std::string, std::string>> texts;
  for (const fs::path &file : files) {
    std::optional<std::string> text = fileContent(file);
    if (!text)
      return Failure{"--apis: " + file.string() + ": cannot be read"};
    texts.emplace_back(file.string(), std::move(*text));
  }
  auto models = apis::withUserModels(texts);
  if (auto *loaded = std::get_if<apis::Models>(&models))
    return std::move(*loaded);
  std::string message;
  for (const apis::ModelError &error : std::get<std::vector<apis::ModelError>>(models))
    message += (message.empty() ? "" : "\n") + error.file + ": " + error.pointer + ": " + error.message +
               (error.remedy.empty() ? "" : "; " + error.remedy);
  return Failure{message};
}

OrFailure<LoadedSchema> loadSchema(const std::vector<fs::path> &files, sql::Dialect dialect, const fs::path &root) {
  LoadedSchema loaded;
  std::vector<schema::Schema> schemas;
  std::vector<schema::DdlSource> sources;
  for (const fs::path &file : files) {
    std::optional<std::string> text = fileContent(file);
    if (!text)
      return Failure{"--schema: " + file.string() + ": cannot be read; allowed: JSON (docs/schema.md) and SQL files"};
    std::string name = relativeTo(root, resolved(file));
    if (file.extension() != ".json") {
      sources.push_back({name, std::move(*text)});
      continue;
    }
    schema::SchemaReading reading = schema::readJson(*text, name);
    if (schema::hasErrors(reading.problems)) {
      std::string message;
      for (const schema::Problem &problem : reading.problems)
        message += (message.empty() ? "" : "\n") + schema::show(problem);
      return Failure{message};
    }
    addNotices(loaded.notices, reading.problems);
    schemas.push_back(std::move(reading.schema));
  }
  if (!sources.empty()) {
    // Migrations build on each other: all SQL is one script.
    schema::DdlImport import = schema::importDdl(sources, dialect);
    if (import.schema.tables.empty() && schemas.empty())
      return Failure{"--schema: " + sources[0].file + ": no CREATE TABLE in it"};
    addNotices(loaded.notices, import.problems);
    schemas.push_back(std::move(import.schema));
  }
  if (schemas.size() == 1) {
    loaded.schema = std::move(schemas[0]);
  } else {
    schema::DdlImport merged = schema::merge(schemas);
    addNotices(loaded.notices, merged.problems);
    loaded.schema = std::move(merged.schema);
  }
  return loaded;
}

LoadedSchema schemaInCode(const worlds::Program &program, sql::Dialect dialect) {
  std::vector<schema::DdlSource> sources;
  for (const facts::DdlText &text : program.ddl) {
    std::string file(program.strings[text.at.file]);
    sources.push_back(
        {file, std::string(program.strings[text.text]), schema::Origin{file, text.at.line, text.at.column}});
  }
  // In the order a reader meets them: tables before their changes, mostly.
  std::stable_sort(sources.begin(), sources.end(), [](const schema::DdlSource &left, const schema::DdlSource &right) {
    return std::tie(left.file, left.literalAt->line, left.literalAt->column) <
           std::tie(right.file, right.literalAt->line, right.literalAt->column);
  });
  // Its problems are not shown: a literal that only looks like DDL is nobody's mistake.
  return {schema::importDdl(sources, dialect).schema, {}};
}

}  // namespace dbrace::driver
