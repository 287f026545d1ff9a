// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Program.h"

#include "cli/HelpPage.h"
#include "cli/Mistakes.h"
#include "driver/Analysis.h"
#include "driver/Outputs.h"

#include <cstdio>
#include <string_view>

namespace dbrace::cli {
namespace {

constexpr void (*groups[])(Program &) = {declareScan,   declareBaseline, declareFacts,   declareSchema,
                                         declareReport, declareRules,    declareWitness, declareTidy,
                                         declareInit,   declareShell,    declareCache};

constexpr const char *footer = R"(
Examples:
  dbrace scan                               read the sources below this folder; no build needed
  dbrace scan -p build src --schema db.sql  with exact compile commands and the tables' keys
  dbrace scan --format text --format sarif=dbrace.sarif
  dbrace explain dbrace-duplicate-insert    what a finding means and how to fix it

Exit codes: 0 nothing found at or above --fail-on; 1 findings; 2 wrong usage, configuration, schema or source, or an output
that cannot be written; 3 nothing was seen: no unit could be read, the schema fits no table in use, or --strict and a unit failed.)";

/// Takes what stands behind "--" out of `arguments`, before CLI11 sees it.
Invocation divide(int count, char **arguments, std::vector<std::string> &ours) {
  Invocation typed;
  typed.all.assign(arguments, arguments + count);
  for (int i = 1; i < count; ++i) {
    if (typed.divided)
      typed.behind.emplace_back(arguments[i]);
    else if (std::string_view(arguments[i]) == "--")
      typed.divided = true;
    else
      ours.emplace_back(arguments[i]);
  }
  return typed;
}

/// The command that was named, as far as it was understood.
const CLI::App *lastCommand(const CLI::App &app) {
  std::vector<CLI::App *> parsed = app.get_subcommands();
  return parsed.empty() ? &app : lastCommand(*parsed.front());
}

const Command &named(const Command &table, const CLI::App &app) {
  for (const CLI::App *parsed : app.get_subcommands())
    for (const Command &command : table.commands)
      if (lastWord(command.name) == parsed->get_name())
        return named(command, *parsed);
  return table;
}

}  // namespace

Program::Program() : app("Finds check-then-insert races in the database code of C and C++ programs.", "dbrace") {
  app.set_version_flag("--version", std::string("dbrace ") + driver::toolVersion, "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this and exit");
  app.require_subcommand(1);
  app.footer(footer);
  for (auto declare : groups)
    declare(*this);
}

void Program::onCommand(CLI::App *command, Action action, std::string behind) {
  entries[command] = {std::move(action), std::move(behind)};
}

Command Program::table() const {
  std::vector<std::pair<const CLI::App *, std::string>> behind;
  for (const auto &[command, entry] : entries)
    behind.emplace_back(command, entry.behind);
  return tableOf(app, behind);
}

int Program::refuse(const CLI::ParseError &error) const {
  Command whole = table();
  const Command &command = named(whole, app);
  if (error.get_name() == "CallForHelp")
    return std::fputs(helpPage(command, styleOfOutput()).c_str(), stdout) < 0 ? driver::exitUsage : driver::exitClean;
  if (error.get_name() == "CallForVersion")
    return app.exit(error);
  std::string mistake = describeMistake({command, app.remaining(true), error.get_name(), error.what()});
  std::fprintf(stderr, "dbrace: error: %s\n\nusage: %s %s\n%s --help says more.\n", mistake.c_str(),
               command.name.c_str(), usageOf(command).c_str(), command.name.c_str());
  return driver::exitUsage;
}

int Program::run(int count, char **arguments) {
  std::vector<std::string> ours;
  Invocation typed = divide(count, arguments, ours);
  try {
    app.parse(std::vector<std::string>(ours.rbegin(), ours.rend()));
  } catch (const CLI::ParseError &error) {
    return refuse(error);
  }
  const Entry &entry = entries.at(lastCommand(app));
  if (typed.divided && entry.behind.empty()) {
    driver::tell("error: " + named(table(), app).name + " takes nothing behind --; dbrace scan --help shows what does");
    return driver::exitUsage;
  }
  return entry.action(typed);
}

}  // namespace dbrace::cli
