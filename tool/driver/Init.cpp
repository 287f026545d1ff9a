// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Only what a scan would not find by itself is written: a setting that repeats a default is one more to keep true.
#include "driver/Init.h"

#include "driver/Analysis.h"
#include "driver/Files.h"
#include "driver/Outputs.h"
#include "driver/Survey.h"
#include "schema/Names.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

std::string counted(std::size_t number, const std::string &noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string> &words, std::size_t most = 4) {
  std::string all;
  for (std::size_t i = 0; i < std::min(words.size(), most); ++i)
    all += (i == 0 ? "" : ", ") + words[i];
  return all + (words.size() > most ? " and " + std::to_string(words.size() - most) + " more" : "");
}

/// The settings and, beside them, why.
class Proposal {
public:
  Proposal(const Survey &found, const fs::path &root) : found(found), root(root) {
    commands();
    libraries();
    tables();
    database();
  }

  std::string file() const { return settings.empty() ? "{}\n" : settings.dump(2) + "\n"; }
  const std::string &reasons() const { return text; }

private:
  void say(const std::string &what, const std::string &sentence) {
    text += "  " + what + std::string(18 - what.size(), ' ') + sentence + "\n";
  }

  void commands() {
    if (!found.commands.empty())
      return say("compile commands", relativeTo(root, found.commands) + "; every scan finds it, so it is not written");
    std::string remedy = found.buildScript == "CMakeLists.txt" ? "; cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON makes them"
                         : found.buildScript == "meson.build"  ? "; meson setup build makes them"
                         : found.buildScript.empty()           ? ""
                                                               : "; \"bear -- make\" makes them";
    say("compile commands", "none: language and include folders are inferred" + remedy);
  }

  void libraries() {
    if (found.libraries.empty())
      return say("client libraries",
                 "none that is known; describe yours in a file for \"apis\" (docs/apis.md), or nothing will be found");
    std::vector<std::string> names;
    for (const UsedLibrary &library : found.libraries)
      names.push_back(library.name + " (" + counted(library.files, "file") + ")");
    say("client libraries", joined(names, 8));
  }

  void tables() {
    std::vector<std::string> others = inCodeOnly();
    if (found.scripts.places.empty() && found.code.places.empty()) {
      say("tables",
          "no CREATE TABLE in scripts or code. Without keys a finding can only say \"unless ... is unique\":");
      say("", "import them from the database, dbrace schema import --help, and add \"schema\"");
    } else if (found.scripts.places.empty()) {
      say("tables", counted(found.code.tables.size(), "table") + " in the code of " + joined(found.code.places) +
                        "; every scan takes them from there");
    } else {
      settings["schema"] = found.scripts.places;
      say("tables", counted(found.scripts.tables.size(), "table") + ", " + counted(found.scripts.keys, "key") + " in " +
                        joined(found.scripts.places));
    }
    if (!found.scripts.places.empty() && !others.empty()) {
      for (const std::string &file : found.code.places)
        settings["schema"].push_back(file);
      say("", "and in the code of " + joined(found.code.places) + ": " + joined(others) +
                  ". A scan that is given scripts reads no other DDL, so it is written too");
    }
    if (!found.leftOut.empty())
      say("", "left out, as of tests, examples or others: " + joined(found.leftOut));
  }

  std::vector<std::string> inCodeOnly() const {
    std::vector<std::string> others;
    for (const std::string &table : found.code.tables)
      if (std::ranges::none_of(found.scripts.tables,
                               [&](const std::string &known) { return schema::sameName(known, table); }))
        others.push_back(table);
    return others;
  }

  void database() {
    std::vector<std::string> dialects = found.drivers;
    for (const UsedLibrary &library : found.libraries)
      if (!library.dialect.empty() && std::ranges::find(dialects, library.dialect) == dialects.end())
        dialects.push_back(library.dialect);
    if (dialects.size() > 1)
      return say("database",
                 joined(dialects) + ": each statement is judged for that of its own library; --dialect looks at one");
    if (dialects.size() == 1)
      return say("database", dialects.front() + ", as the client library says");
    if (found.scriptDialects.size() == 1) {
      settings["dialect"] = schema::nameOf(found.scriptDialects.front());
      return say("database", std::string(schema::nameOf(found.scriptDialects.front())) + ", as the scripts say");
    }
    if (!found.libraries.empty())
      say("database", "not known: the library serves several. Add \"dialect\": \"postgresql\" or another");
  }

  const Survey &found;
  const fs::path &root;
  nlohmann::ordered_json settings;
  std::string text;
};

}  // namespace

int init(const InitRequest &request) {
  fs::path given = request.folder.empty() ? fs::path(".") : fs::path(request.folder);
  std::error_code error;
  if (!fs::is_directory(given, error))
    return refuse(given.string() + ": no such folder");
  const fs::path root = resolved(given);
  const fs::path file = root / ".dbrace.json";
  Survey found = survey(root, apis::builtinModels());
  if (found.sources + found.headers == 0)
    return refuse(root.string() + ": no C or C++ source in it or below; run dbrace init at the top of the project");
  Proposal proposal(found, root);
  std::string text = "Found below " + root.string() + ": " + counted(found.sources, "source") + ", " +
                     counted(found.headers, "header") + "\n" + proposal.reasons();
  std::string before = fileContent(file).value_or("");
  bool there = fs::exists(fs::symlink_status(file, error));
  if (there && before != proposal.file() && !request.force) {
    text += "\nFor a new file this would be written:\n" + proposal.file();
    if (auto failure = writeOutput(std::nullopt, text))
      return refuse(failure->message);
    return refuse(file.string() + ": is there already and says something else; --force replaces it");
  }
  if (auto failure = before == proposal.file() ? std::nullopt : writeOutput(file, proposal.file()))
    return refuse(failure->message);
  text += (before == proposal.file() ? "\nUnchanged: " : "\nWritten: ") + file.string() + "\n" + proposal.file();
  text += "\nNext:\n"
          "  dbrace scan                             what can go wrong, and where\n"
          "  dbrace explain dbrace-duplicate-insert  what a finding means and how to fix it\n"
          "  man dbrace                              all options; the same as settings: docs/cli.md\n";
  if (auto failure = writeOutput(std::nullopt, text))
    return refuse(failure->message);
  return exitClean;
}

}  // namespace dbrace::driver
