// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Survey.h"

#include "driver/CompileCommands.h"
#include "driver/Files.h"
#include "driver/Models.h"
#include "driver/SchemaFiles.h"
#include "driver/SourceTree.h"
#include "driver/ThirdParty.h"
#include "schema/Names.h"
#include "schema/ScriptDialect.h"

#include <algorithm>
#include <map>
#include <set>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

/// Tables in a folder of this name are made by tests and shown by examples; the program runs with others.
bool isAside(const std::string &file) {
  static constexpr std::string_view names[] = {"test",      "tests",      "testing",  "testdata", "unittest",
                                               "unittests", "fixtures",   "examples", "example",  "samples",
                                               "bench",     "benchmarks", "doc",      "docs"};
  fs::path folders = fs::path(file).parent_path();
  return std::ranges::any_of(folders, [](const fs::path &folder) {
    return std::ranges::find(names, schema::folded(folder.string())) != std::end(names);
  });
}

/// Part of a path that names a database: "db/mysql". The folder above it has a sibling for the other one.
bool isForOneDatabase(const fs::path &folder) {
  std::string name = folder.filename().string();
  return schema::dialectOfPath(name).has_value() || schema::isForOtherDatabase(name);
}

class Surveyor {
public:
  Surveyor(const fs::path &root, const apis::Models &models) : root(root), models(models) {}

  Survey survey() {
    SourceTree tree = findSources(root, root, {});
    found.sources = tree.sources.size();
    found.headers = tree.headers.size();
    found.commands = findCompileCommands(root, root);
    for (const fs::path &script : tree.scripts)
      if (script.parent_path() == root && found.buildScript.empty())
        found.buildScript = script.filename().string();
    readCode(tree.sources);
    readCode(tree.headers);
    readScripts(tree.statements);
    std::ranges::sort(found.libraries, std::greater<>(), &UsedLibrary::files);
    return std::move(found);
  }

private:
  bool isOurs(const fs::path &file) const { return !isThirdParty(file, {root}, root); }

  void readCode(const std::vector<fs::path> &files) {
    for (const fs::path &file : files) {
      std::string name = relativeTo(root, file);
      if (isLibrarySource(models, name))
        continue;
      std::string text = fileContent(file).value_or("");
      countLibraries(text);
      if (isOurs(file) && !isAside(name) && schema::folded(text).find("create") != std::string::npos)
        addTables(ddlInCode(text, name), name);
    }
  }

  void countLibraries(const std::string &text) {
    for (const apis::Library &library : models.libraries()) {
      if (std::ranges::none_of(library.words, [&](const auto &word) { return text.find(word) != std::string::npos; }))
        continue;
      auto known = std::ranges::find(found.libraries, library.name, &UsedLibrary::name);
      if (known == found.libraries.end())
        known = found.libraries.insert(known, {library.name, library.dialect, 0});
      ++known->files;
      for (const auto &[driver, dialect] : library.drivers)
        if (text.find("\"" + driver + "\"") != std::string::npos &&
            std::ranges::find(found.drivers, dialect) == found.drivers.end())
          found.drivers.push_back(dialect);
    }
  }

  void addTables(const std::vector<CodeDdl> &ddl, const std::string &name) {
    bool any = false;
    for (const schema::Table &table : importAll(divide(ddl)).schema.tables)
      if (!table.temporary && table.name.find('%') == std::string::npos) {
        found.code.tables.push_back(table.name);
        found.code.keys += table.keys.size();
        any = true;
      }
    if (any)
      found.code.places.push_back(name);
  }

  /// Folders where there are several scripts or one for each database, else the scripts themselves.
  void readScripts(const std::vector<fs::path> &files) {
    std::map<fs::path, std::vector<fs::path>> folders;
    for (const fs::path &file : files) {
      std::string name = relativeTo(root, file);
      if (!definesTables(fileContent(file).value_or("")))
        continue;
      if (!isOurs(file) || isAside(name)) {
        found.leftOut.push_back(name);
        continue;
      }
      fs::path folder = file.parent_path();
      if (isForOneDatabase(folder) && folder.parent_path() != root)
        folder = folder.parent_path();
      folders[folder].push_back(file);
    }
    std::vector<fs::path> operands;
    for (const auto &[folder, scripts] : folders) {
      if (std::ranges::any_of(operands, [&](const fs::path &chosen) { return isInside(folder, chosen); }))
        continue;  // Folders come before those inside them.
      if (folder != root && (scripts.size() > 1 || isForOneDatabase(scripts.front().parent_path())))
        operands.push_back(folder);
      else
        operands.insert(operands.end(), scripts.begin(), scripts.end());
    }
    if (operands.empty())
      return;
    auto read = readSchemaFiles(operands, sql::Dialect::Generic, root, false, "");
    if (failureOf(read))
      return;
    const SchemaFiles &scripts = std::get<SchemaFiles>(read);
    std::set<std::string> names;  // Each backend has its own.
    for (const schema::Table &table : importAll(scripts.backends).schema.tables) {
      if (names.insert(schema::folded(table.name)).second)
        found.scripts.tables.push_back(table.name);
      found.scripts.keys += table.keys.size();
    }
    if (names.empty())
      return;
    for (const fs::path &operand : operands)
      found.scripts.places.push_back(relativeTo(root, operand));
    for (const Backend &backend : scripts.backends)
      if (backend.dialect != sql::Dialect::Generic)
        found.scriptDialects.push_back(backend.dialect);
  }

  const fs::path &root;
  const apis::Models &models;
  Survey found;
};

}  // namespace

Survey survey(const fs::path &root, const apis::Models &models) { return Surveyor(root, models).survey(); }

}  // namespace dbrace::driver
