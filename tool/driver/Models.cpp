// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Models.h"

#include "catalogue/Catalogue.h"
#include "driver/Files.h"
#include "driver/SchemaFiles.h"
#include "schema/Ddl.h"
#include "schema/Json.h"
#include "schema/Names.h"
#include "schema/ScriptDialect.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t shown = 5;  // More hide the findings.

void addNotices(std::vector<report::Notice> &notices, const std::vector<schema::Problem> &problems) {
  for (std::size_t i = 0; i < std::min(problems.size(), shown); ++i)
    notices.push_back({Level::Note, "schema", schema::show(problems[i]), "", ""});
  if (problems.size() > shown)
    notices.push_back({Level::Note, "schema",
                       "and " + std::to_string(problems.size() - shown) +
                           " more; dbrace schema import ddl with the same files shows all",
                       "", ""});
}

bool isSqliteFile(const fs::path &file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error))
    return false;  // Opening a pipe would wait for somebody to write.
  std::string head(15, '\0');
  std::ifstream content(file, std::ios::binary);
  return content.read(head.data(), 15) && head == "SQLite format 3";
}

std::string placeKey(const schema::DdlSource &source) {
  return source.file + ":" + std::to_string(source.literalAt->line) + ":" + std::to_string(source.literalAt->column);
}

/// The program's own files, as its units read them.
std::set<std::string> sourcesOf(const worlds::Program &program, const fs::path &root) {
  std::set<std::string> files;
  for (const worlds::UnitSummary &unit : program.units)
    for (const facts::SourceFile &file : unit.files)
      if (std::string name(program.strings[file.path]); isInside(resolved(root / name), root))
        files.insert(std::move(name));
  return files;
}

}  // namespace

OrFailure<apis::Models> loadModels(const std::vector<fs::path> &files) {
  if (files.empty())
    return apis::builtinModels();
  std::vector<std::pair<std::string, std::string>> texts;
  for (const fs::path &file : files) {
    std::optional<std::string> text = fileContent(file);
    if (!text)
      return Failure{"--apis: " + file.string() + ": " + unreadable(file)};
    texts.emplace_back(file.string(), std::move(*text));
  }
  auto models = apis::withUserModels(texts);
  if (auto *loaded = std::get_if<apis::Models>(&models))
    return std::move(*loaded);
  std::string message;
  for (const apis::ModelError &error : std::get<std::vector<apis::ModelError>>(models))
    message += (message.empty() ? "" : "\n") + error.file + ": " + (error.pointer.empty() ? "" : error.pointer + ": ") +
               error.message + (error.remedy.empty() ? "" : "; " + error.remedy);
  return Failure{message};
}

std::vector<std::string> wordsOf(const apis::Models &models) {
  std::vector<std::string> words;
  for (const apis::Library &library : models.libraries())
    words.insert(words.end(), library.words.begin(), library.words.end());
  return words;
}

bool isLibrarySource(const apis::Models &models, std::string_view file) {
  return std::ranges::any_of(models.libraries(), [&](const apis::Library &library) {
    return std::ranges::any_of(library.headers,
                               [&](const std::string &name) { return file == name || file.ends_with("/" + name); });
  });
}

OrFailure<LoadedSchema> loadSchema(const std::vector<fs::path> &files, sql::Dialect dialect, const fs::path &root) {
  LoadedSchema loaded;
  std::vector<schema::Schema> schemas;
  std::vector<fs::path> scripts;
  for (const fs::path &file : files) {
    if (bool address = catalogue::isAddress(file.string()); address || isSqliteFile(file)) {
      try {
        schema::DdlImport import =
            address ? catalogue::importAddress(file.string()) : catalogue::importSqlite(file.string());
        addNotices(loaded.notices, import.problems);
        schemas.push_back(std::move(import.schema));
      } catch (const std::runtime_error &error) {
        return Failure{std::string("--schema: ") + error.what()};
      }
      continue;
    }
    std::error_code error;
    if (file.extension() != ".json" || fs::is_directory(file, error)) {
      scripts.push_back(file);
      continue;
    }
    std::optional<std::string> text = fileContent(file);
    if (!text)
      return Failure{"--schema: " + file.string() + ": " + unreadable(file)};
    std::string name = relativeTo(root, resolved(file));
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
  if (!scripts.empty()) {
    // Migrations build on each other: all SQL for a database is one script.
    auto read = readSchemaFiles(scripts, dialect, root, false, "--schema: ");
    if (const Failure *failure = failureOf(read))
      return *failure;
    SchemaFiles &found = std::get<SchemaFiles>(read);
    schema::DdlImport import = importAll(found.backends);
    if (import.schema.tables.empty() && schemas.empty())
      return Failure{"--schema: " + scripts[0].string() + ": no CREATE TABLE in it"};
    for (std::string &sentence : found.leftOut)
      loaded.notices.push_back({Level::Note, "schema", std::move(sentence), "", ""});
    addNotices(loaded.notices, import.problems);
    schemas.push_back(std::move(import.schema));
  }
  if (schemas.size() == 1) {
    loaded.schema = std::move(schemas[0]);
  } else {
    schema::DdlImport merged = schema::merge(schemas);
    for (const schema::Problem &problem : merged.problems)
      loaded.notices.push_back({Level::Warning, "schema", schema::show(problem), "", ""});
    loaded.schema = std::move(merged.schema);
  }
  return loaded;
}

void addTemporaryTables(const worlds::Program &program, sql::Dialect dialect, schema::Schema &schema) {
  std::vector<CodeDdl> sources;
  for (const facts::DdlText &text : program.ddl)
    if (std::string_view words = program.strings[text.text]; schema::folded(words).find("temp") != std::string::npos) {
      std::string file(program.strings[text.at.file]);
      sources.push_back({{file, std::string(words), schema::Origin{file, text.at.line, text.at.column}}, std::nullopt});
    }
  if (sources.empty())
    return;
  std::vector<Backend> backends = divide(sources);
  choose(backends, dialect);
  for (schema::Table &table : importAll(backends).schema.tables)
    if (table.temporary && !schema.find(table.name))
      schema.tables.push_back(std::move(table));
}

LoadedSchema schemaInCode(const worlds::Program &program, sql::Dialect dialect, const fs::path &root) {
  std::vector<CodeDdl> sources;
  // The text of the files shows what is put together of several literals; the compiler knows every macro.
  std::map<std::string, std::size_t> places;
  for (const std::string &file : sourcesOf(program, root))
    for (CodeDdl &found : ddlInCode(fileContent(root / file).value_or(""), file)) {
      if (!found.dialect)
        found.dialect = schema::dialectOfPath(file);
      places[placeKey(found.source)] = sources.size();
      sources.push_back(std::move(found));
    }
  for (const facts::DdlText &text : program.ddl) {
    std::string file(program.strings[text.at.file]);
    CodeDdl literal{{file, std::string(program.strings[text.text]), schema::Origin{file, text.at.line, text.at.column}},
                    schema::dialectOfPath(file)};
    auto known = places.find(placeKey(literal.source));
    if (known == places.end())
      sources.push_back(std::move(literal));
    else if (sources[known->second].source.text.find("%s") != std::string::npos &&
             std::ranges::count(literal.source.text, '(') == std::ranges::count(literal.source.text, ')'))
      sources[known->second].source.text = literal.source.text;
  }
  // In the order a reader meets them: tables before their changes, mostly.
  std::ranges::sort(sources, [](const CodeDdl &left, const CodeDdl &right) {
    const schema::DdlSource &a = left.source, &b = right.source;
    return std::tie(a.file, a.literalAt->line, a.literalAt->column, a.text) <
           std::tie(b.file, b.literalAt->line, b.literalAt->column, b.text);
  });
  std::vector<Backend> backends = divide(sources);
  choose(backends, dialect);
  // Its problems are not shown: a literal that only looks like DDL is nobody's mistake.
  return {importAll(backends).schema, {}};
}

}  // namespace dbrace::driver
