// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Program.h"

#include "driver/Analysis.h"
#include "driver/Outputs.h"

#include <string_view>

namespace dbrace::cli {
namespace {

constexpr void (*groups[])(Program &) = {declareScan,  declareFacts,   declareSchema,
                                         declareRules, declareWitness, declareTidy};

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

const CLI::App *lastCommand(const CLI::App &app) {
  std::vector<CLI::App *> parsed = app.get_subcommands();
  return parsed.empty() ? &app : lastCommand(*parsed.front());
}

}  // namespace

Program::Program() : app("Finds check-then-insert races in the database code of C and C++ programs.", "dbrace") {
  app.set_version_flag("--version", std::string("dbrace ") + driver::toolVersion);
  app.require_subcommand(1);
  app.footer(footer);
  for (auto declare : groups)
    declare(*this);
}

void Program::onCommand(CLI::App *command, Action action, Behind behind) {
  entries[command] = {std::move(action), behind};
}

int Program::run(int count, char **arguments) {
  std::vector<std::string> ours;
  Invocation typed = divide(count, arguments, ours);
  try {
    app.parse(std::vector<std::string>(ours.rbegin(), ours.rend()));
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? driver::exitClean : driver::exitUsage;
  }
  const Entry &entry = entries.at(lastCommand(app));
  if (typed.divided && entry.behind == Behind::Nothing) {
    driver::tell("error: only scan and extract take compiler flags behind --");
    return driver::exitUsage;
  }
  return entry.action(typed);
}

}  // namespace dbrace::cli
