// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SchemaFiles.h"

#include "driver/Files.h"
#include "driver/SourceTree.h"
#include "schema/Names.h"
#include "schema/ScriptDialect.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;
using sql::Dialect;

constexpr std::uintmax_t largest = 256u << 20;  // Bytes: more is rows.

/// Endings of scripts; behind them may stand one of a template.
constexpr std::array<std::string_view, 11> endings{".sql",    ".ddl",     ".mysql", ".mariadb", ".pgsql", ".psql",
                                                   ".sqlite", ".sqlite3", ".mssql", ".tsql",    ".ora"};
constexpr std::array<std::string_view, 6> templates{".in", ".tmpl", ".template", ".tpl", ".j2", ".txt"};

bool isScript(const fs::path &file) {
  fs::path name = file.filename();
  if (std::ranges::find(templates, name.extension().string()) != templates.end())
    name = name.stem();
  return std::ranges::find(endings, schema::folded(name.extension().string())) != endings.end();
}

bool isXml(const fs::path &file) { return schema::folded(file.extension().string()) == ".xml"; }
bool isCode(const fs::path &file) {
  return isSource(file) || isHeader(file) || file.extension() == ".inc" || file.extension() == ".m";
}

/// A step of a migration, not a script that removes everything.
bool isNumbered(const fs::path &file) {
  return std::ranges::any_of(file.stem().string(), [](unsigned char c) { return std::isdigit(c); });
}

std::string counted(std::size_t scripts) { return std::to_string(scripts) + (scripts == 1 ? " script" : " scripts"); }

struct Found {
  fs::path file;
  std::string relative;  ///< To the folder that was named; with that folder's name.
  bool named = false;    ///< By itself, not as one of a folder.
};

std::vector<Found> filesBelow(const fs::path &folder, bool inCode) {
  std::vector<Found> found;
  std::error_code error;
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
  for (; !error && it != end; it.increment(error)) {
    std::error_code failed;
    std::string name = it->path().filename().string();
    if (it->is_directory(failed)) {
      if (name.starts_with(".") || name == "node_modules")
        it.disable_recursion_pending();
    } else if (it->is_regular_file(failed) && it->file_size(failed) <= largest &&
               (inCode ? isCode(it->path()) : isScript(it->path()))) {
      found.push_back({it->path(), fs::relative(it->path(), folder, failed).generic_string(), false});
    }
  }
  std::ranges::stable_sort(
      found, [](const Found &a, const Found &b) { return schema::appliesBefore(a.relative, b.relative); });
  for (Found &file : found)
    file.relative = folder.filename().generic_string() + "/" + file.relative;
  return found;
}

std::vector<CodeDdl> scriptsIn(const Found &found, std::string text, const fs::path &root, bool inCode) {
  std::string name = relativeTo(root, resolved(found.file));
  std::optional<Dialect> dialect = schema::dialectOfPath(found.named ? found.file.filename().string() : found.relative);
  std::vector<CodeDdl> scripts;
  if (isXml(found.file)) {
    scripts = ddlInXml(text, name);
  } else if (inCode || isCode(found.file)) {
    scripts = ddlInCode(text, name);
    if (!scripts.empty() || isSource(found.file)) {
      for (CodeDdl &script : scripts)
        script.dialect = dialect ? dialect : script.dialect;
      return scripts;
    }
  }
  if (scripts.empty() && !isXml(found.file)) {  // An .inc may hold plain SQL, too.
    dialect = dialect ? dialect : schema::dialectOfText(text);
    scripts.push_back({{name, std::move(text), std::nullopt}, dialect});
  }
  return scripts;
}

}  // namespace

std::vector<Backend> divide(const std::vector<CodeDdl> &scripts) {
  std::vector<Backend> backends;
  for (const CodeDdl &script : scripts)
    if (script.dialect && std::ranges::none_of(backends, [&](const Backend &known) {
          return schema::servesDialect(known.dialect, *script.dialect);
        }))
      backends.push_back({*script.dialect, {}});
  if (backends.empty())
    backends.push_back({});
  for (const CodeDdl &script : scripts)
    for (Backend &backend : backends)
      if (!script.dialect || schema::servesDialect(backend.dialect, *script.dialect))
        backend.sources.push_back(script.source);
  return backends;
}

OrFailure<SchemaFiles> readSchemaFiles(std::span<const fs::path> operands, Dialect dialect, const fs::path &root,
                                       bool inCode, const std::string &option) {
  SchemaFiles result;
  std::vector<CodeDdl> scripts;
  for (const fs::path &operand : operands) {
    std::error_code error;
    std::vector<Found> files{{operand, operand.generic_string(), true}};
    if (fs::is_directory(operand, error)) {
      files = filesBelow(operand, inCode);
      if (files.empty())
        return Failure{option + operand.string() +
                       (inCode ? ": no C or C++ source below this folder"
                               : ": no script below this folder; looked for *.sql, *.ddl, *.mysql, *.pgsql, *.sqlite, "
                                 "*.mssql, *.ora, also with .in or .tmpl behind")};
    }
    std::size_t back = 0, drops = 0, others = 0;
    for (const Found &file : files) {
      std::optional<std::string> text = fileContent(file.file);
      if (!text)
        return Failure{option + file.file.string() + ": " + unreadable(file.file) +
                       "; allowed: JSON (docs/schema.md), SQL scripts and folders of them, sources, XML"};
      if (!file.named && !inCode && schema::isWayBack(file.relative))
        ++back;
      else if (!file.named && !inCode && !isNumbered(file.file) && schema::onlyDrops(*text))
        ++drops;
      else if (!file.named && !inCode && schema::isForOtherDatabase(file.relative))
        ++others;
      else
        std::ranges::move(scriptsIn(file, std::move(*text), root, inCode), std::back_inserter(scripts));
    }
    if (back + drops != 0)
      result.leftOut.push_back(operand.string() + ": left out " + counted(back + drops) +
                               " that undo others or only drop tables; name them one by one to apply them");
    if (others != 0)
      result.leftOut.push_back(operand.string() + ": left out " + counted(others) +
                               " for databases that are not among the dialects; name them one by one to apply them");
  }
  result.backends = divide(scripts);
  if (!choose(result.backends, dialect))
    return Failure{option + "no script is for " + std::string(schema::nameOf(dialect)) + "; there are " +
                   describe(result.backends)};
  return result;
}

bool choose(std::vector<Backend> &backends, Dialect dialect) {
  if (dialect == Dialect::Generic)
    return true;
  auto wanted = std::ranges::find_if(
      backends, [&](const Backend &backend) { return schema::servesDialect(backend.dialect, dialect); });
  if (wanted == backends.end() && backends.size() > 1)
    return false;
  Backend chosen = wanted == backends.end() ? backends.front() : *wanted;
  chosen.dialect = dialect;
  backends = {std::move(chosen)};
  return true;
}

schema::DdlImport importAll(const std::vector<Backend> &backends) {
  schema::DdlImport all;
  for (const Backend &backend : backends) {
    schema::DdlImport import = schema::importDdl(backend.sources, backend.dialect);
    for (schema::Problem &problem : import.problems)
      if (std::ranges::find(all.problems, problem) == all.problems.end())  // A common script's, said once.
        all.problems.push_back(std::move(problem));
    if (backends.size() == 1) {
      all.schema = std::move(import.schema);
      continue;
    }
    for (schema::Table &table : import.schema.tables) {
      table.backend = backend.dialect;
      all.schema.tables.push_back(std::move(table));
    }
  }
  return all;
}

std::string describe(const std::vector<Backend> &backends) {
  std::string text;
  for (const Backend &backend : backends)
    text += (text.empty() ? "" : ", ") + std::string(schema::nameOf(backend.dialect)) +
            (backend.sources.empty() ? "" : " (" + backend.sources.front().file + ")");
  return text;
}

}  // namespace dbrace::driver
