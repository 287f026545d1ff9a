// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CompileCommands.h"

#include "cpp/CompileDatabase.h"
#include "cpp/Read.h"
#include "driver/Files.h"
#include "schema/JsonPlaces.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view remedy =
    "\n  write it again, for example with: cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or: bear -- make";

class Database {
public:
  Database(std::string_view text, const fs::path &place) : text(text), place(place) {}

  OrFailure<std::vector<CompileCommand>> read() {
    const auto parsed = schema::parsedJson(text);
    if (const auto *fault = std::get_if<schema::JsonFault>(&parsed))
      return Failure{position(fault->at) + "this is no JSON" + std::string(remedy)};
    const Json &json = std::get<Json>(parsed);
    if (!json.is_array())
      return wrong("", "a compile database is a list of commands");
    std::vector<CompileCommand> commands;
    for (std::size_t i = 0; i < json.size(); ++i) {
      auto command = entry(json[i], "/" + std::to_string(i));
      if (const Failure *failure = failureOf(command))
        return *failure;
      commands.push_back(std::move(std::get<CompileCommand>(command)));
    }
    return commands;
  }

private:
  OrFailure<CompileCommand> entry(const Json &json, const std::string &pointer) {
    if (!json.is_object())
      return wrong(pointer, "a command is an object with \"directory\", \"file\" and \"command\" or \"arguments\"");
    for (const char *member : {"directory", "file"})
      if (!json.contains(member) || !json[member].is_string() || json[member].get_ref<const std::string &>().empty())
        return wrong(pointer, "\"" + std::string(member) + "\" is missing or no text");
    CompileCommand command;
    command.directory = resolved(fs::absolute(place).parent_path() / json["directory"].get<std::string>());
    command.file = resolved(command.directory / json["file"].get<std::string>());
    Json plain = {{"directory", command.directory.string()}, {"file", command.file.string()}};
    if (json.contains("arguments")) {
      const Json &list = json["arguments"];
      if (!list.is_array() || !std::all_of(list.begin(), list.end(), [](const Json &word) { return word.is_string(); }))
        return wrong(pointer + "/arguments", "\"arguments\" is a list of texts");
      plain["arguments"] = list;
    } else if (json.contains("command") && json["command"].is_string()) {
      plain["command"] = json["command"];
    } else {
      return wrong(pointer, "\"command\" (a text) or \"arguments\" (a list of texts) is missing");
    }
    command.arguments = cpp::argumentsOfEntry(plain.dump());
    if (command.arguments.empty())
      return wrong(pointer, "the command is empty");
    return command;
  }

  std::string position(schema::JsonPlace at) const {
    return place.string() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
  }

  Failure wrong(const std::string &pointer, const std::string &message) const {
    if (schema::jsonDepth(text) > schema::jsonDepthLimit)
      return Failure{place.string() + ": " + pointer + ": " + message + std::string(remedy)};
    schema::JsonPlaces places = schema::jsonPlaces(text);
    auto known = places.values.find(pointer);
    schema::JsonPlace at = known == places.values.end() ? schema::JsonPlace{} : known->second;
    return Failure{position(at) + (pointer.empty() ? "" : pointer + ": ") + message + std::string(remedy)};
  }

  std::string_view text;
  const fs::path &place;
};

}  // namespace

OrFailure<std::vector<CompileCommand>> parseCompileCommands(std::string_view json, const fs::path &place) {
  return Database(json, place).read();
}

OrFailure<std::vector<CompileCommand>> readCompileCommands(const fs::path &file) {
  std::optional<std::string> text = fileContent(file);
  if (!text)
    return Failure{file.string() + ": " + unreadable(file) +
                   "; -p takes a folder with a compile_commands.json, or that file"};
  return parseCompileCommands(*text, file);
}

fs::path findCompileCommands(const fs::path &start, const fs::path &root) {
  constexpr const char *name = "compile_commands.json";
  std::error_code error;
  fs::path folder = fs::is_directory(start, error) ? start : start.parent_path();
  for (;; folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / name, error))
      return folder / name;
    std::set<fs::path> found;  // Sorted: which one is taken must not depend on the file system's order.
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      std::string child = it->path().filename().string();
      if ((child.starts_with("build") || child.starts_with("cmake-build") || child == "out") &&
          fs::is_regular_file(it->path() / name, error))
        found.insert(it->path() / name);
    }
    if (!found.empty())
      return *found.begin();
    if (folder == root || folder == folder.parent_path())
      return {};
  }
}

std::vector<std::string> meaningOf(const CompileCommand &command) {
  cpp::ReadRequest request;
  request.directory = command.directory.string();
  request.file = command.file.string();
  request.command = command.arguments;
  std::vector<std::string> meaning = cpp::normalizedCommand(request);
  static constexpr std::string_view withPath[] = {"-I", "-iquote", "-isystem", "-idirafter", "-include", "-imacros"};
  for (std::size_t i = 0; i + 1 < meaning.size(); ++i)
    if (std::find(std::begin(withPath), std::end(withPath), meaning[i]) != std::end(withPath)) {
      fs::path path = (command.directory / meaning[i + 1]).lexically_normal();
      // An -include is looked for in the folder first, then as an #include is.
      std::error_code error;
      ++i;
      if ((meaning[i - 1] != "-include" && meaning[i - 1] != "-imacros") || fs::exists(path, error))
        meaning[i] = (path.has_filename() ? path : path.parent_path()).string();
    }
  return meaning;
}

std::vector<CompileCommand> withoutDuplicates(std::vector<CompileCommand> commands) {
  constexpr std::size_t kept = 2;
  std::map<fs::path, std::set<std::vector<std::string>>> seen;
  std::erase_if(commands, [&](const CompileCommand &command) {
    std::set<std::vector<std::string>> &meanings = seen[command.file];
    return meanings.size() == kept || !meanings.insert(meaningOf(command)).second;
  });
  return commands;
}

}  // namespace dbrace::driver
