// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ReadUnits.h"

#include "driver/Files.h"
#include "driver/Processes.h"
#include "driver/ReadRequest.h"
#include "driver/ShellWords.h"
#include "facts/Io.h"

#include <fstream>
#include <set>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

using Reading = std::variant<ReadUnit, std::string>;  // The facts, or why there are none.

class Readings {
public:
  Readings(const std::vector<const CompileCommand *> &commands, const ReadOptions &options)
      : commands(commands), options(options), readings(commands.size(), std::string()), remarks(commands.size()) {}

  ReadUnits run() {
    std::vector<std::size_t> possible;
    for (std::size_t i = 0; i < commands.size(); ++i) {
      std::string why = impossible(*commands[i]);
      if (!why.empty())
        readings[i] = why;
      else if (!takeCached(i))
        possible.push_back(i);
    }
    ProcessRun run;
    run.count = possible.size();
    run.parallel = options.parallel;
    run.timeout = options.timeout;
    run.command = [&](std::size_t i) { return request(possible[i]); };
    std::size_t finished = 0;
    run.done = [&](std::size_t i, ProcessEnd end) {
      readings[possible[i]] = result(possible[i], end);
      if (options.progress)
        options.progress(++finished, possible.size(), name(possible[i]));
    };
    ReadUnits all;
    all.interrupted = !runProcesses(run);
    for (std::size_t i = 0; i < readings.size() && !all.interrupted; ++i) {
      for (const std::string &remark : remarks[i])
        all.remarks[remark].push_back(name(i));
      if (auto *unit = std::get_if<ReadUnit>(&readings[i]))
        all.units.push_back(std::move(*unit));
      else
        all.failures.push_back({Level::Warning, "unit-not-read", "not read: " + std::get<std::string>(readings[i]),
                                name(i), repeatingCommand(*commands[i])});
    }
    return all;
  }

private:
  static std::string impossible(const CompileCommand &command) {
    std::error_code error;
    if (fs::is_regular_file(command.file, error))
      return fs::file_size(command.file, error) > largestFile && !error ? unreadable(command.file) : "";
    if (fs::exists(command.file, error))
      return unreadable(command.file);
    if (!fs::is_directory(command.directory, error))
      return "there is no such file, and the folder of its compile command does not exist: " +
             command.directory.string();
    return "there is no such file";
  }

  bool takeCached(std::size_t i) {
    std::optional<CachedUnit> unit = options.cache ? options.cache->find(*commands[i]) : std::nullopt;
    if (!unit)
      return false;
    auto facts = facts::fromCbor(unit->facts);
    if (!facts)
      return false;
    remarks[i] = std::move(unit->remarks);
    readings[i] = ReadUnit{entryName("facts", unit->facts), std::move(*facts)};
    return true;
  }

  std::string name(std::size_t i) const { return relativeTo(options.root, commands[i]->file); }
  fs::path scratch(std::size_t i, const char *ending) const { return options.scratch / (std::to_string(i) + ending); }

  std::vector<std::string> request(std::size_t i) {
    const CompileCommand &command = *commands[i];
    WorkerRequest request;
    request.root = options.root.string();
    request.directory = command.directory.string();
    request.file = command.file.string();
    request.output = scratch(i, ".facts").string();
    if (options.cache)
      request.asked = scratch(i, ".asked").string();
    for (const fs::path &file : options.apis)
      request.apis.push_back(file.string());
    request.command = command.arguments;
    fs::path file = scratch(i, ".request");
    if (!(std::ofstream(file, std::ios::binary) << serialized(request) << std::flush))
      unasked.insert(i);
    return {options.program.string(), "worker", file.string()};
  }

  Reading result(std::size_t i, const ProcessEnd &end) {
    std::error_code error;
    fs::remove(scratch(i, ".request"), error);
    if (unasked.contains(i))
      return "its worker could not be told what to read: no room in " + options.scratch.string();
    const auto *exited = std::get_if<Exited>(&end.how);
    if (exited && exited->code == exitNothingRead)
      return end.errors.substr(0, end.errors.find_last_not_of('\n') + 1);
    if (!exited || exited->code != 0)
      return "its worker " + describe(end);
    std::optional<std::string> bytes = fileContent(scratch(i, ".facts"));
    fs::remove(scratch(i, ".facts"), error);
    if (!bytes)
      return "its worker left no facts";
    auto unit = facts::fromCbor(*bytes);
    if (!unit)
      return "its worker wrote facts that are wrong at " + unit.error().text();
    CachedUnit read{std::move(*bytes), {}};
    for (std::string_view lines = end.errors; !lines.empty();) {
      std::size_t line = std::min(lines.find('\n'), lines.size());
      read.remarks.emplace_back(lines.substr(0, line));
      lines.remove_prefix(std::min(line + 1, lines.size()));
    }
    if (std::optional<std::string> asked = fileContent(scratch(i, ".asked"))) {
      fs::remove(scratch(i, ".asked"), error);
      options.cache->keep(*commands[i], std::move(*asked), read);
    }
    remarks[i] = std::move(read.remarks);
    return ReadUnit{entryName("facts", read.facts), std::move(*unit)};
  }

  const std::vector<const CompileCommand *> &commands;
  const ReadOptions &options;
  std::vector<Reading> readings;
  std::set<std::size_t> unasked;  ///< Whose request could not be written.
  std::vector<std::vector<std::string>> remarks;
};

}  // namespace

ReadUnits readUnits(const std::vector<const CompileCommand *> &commands, const ReadOptions &options) {
  return Readings(commands, options).run();
}

std::string repeatingCommand(const CompileCommand &command) {
  std::vector<std::string> words = {"dbrace", "extract", command.file.string(), "-o", "/dev/null", "--"};
  // `extract` takes the compiler from the file's name.
  if (command.file.extension() == ".c" &&
      fs::path(command.arguments[0]).filename().string().find("++") != std::string::npos)
    words.push_back("--driver-mode=g++");
  for (std::size_t i = 1; i < command.arguments.size(); ++i) {
    const std::string &argument = command.arguments[i];
    if (argument == "-o")
      ++i;
    else if (argument != "-c" && argument != "--" && resolved(command.directory / argument) != command.file)
      words.push_back(argument);
  }
  return "cd " + shellQuoted({command.directory.string()}) + " && " + shellQuoted(words);
}

}  // namespace dbrace::driver
