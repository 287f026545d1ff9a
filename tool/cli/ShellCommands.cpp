// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace completion SHELL, and the hidden dbrace man-page: what an installation has besides the program, made by it.
#include "cli/Completion.h"
#include "cli/ManPage.h"
#include "cli/Program.h"
#include "driver/Analysis.h"
#include "driver/Outputs.h"

namespace dbrace::cli {
namespace {

constexpr const char *footer = R"(
An installed dbrace has them already. Without an installation, for this shell only or from its start-up file:

Examples:
  source <(dbrace completion bash)
  source <(dbrace completion zsh)
  dbrace completion fish | source)";

int print(const std::string &text) {
  if (auto failure = driver::writeOutput(std::nullopt, text)) {
    driver::tell("error: " + failure->message);
    return driver::exitUsage;
  }
  return driver::exitClean;
}

}  // namespace

void declareShell(Program &program) {
  CLI::App *completion = program.top().add_subcommand("completion", "Prints the completion for a shell");
  completion->require_subcommand(1);
  completion->footer(footer);
  using Script = std::string (*)(const Command &);
  for (auto [shell, script] :
       {std::pair<const char *, Script>{"bash", bashCompletion}, {"zsh", zshCompletion}, {"fish", fishCompletion}})
    program.onCommand(completion->add_subcommand(shell, std::string("For ") + shell),
                      [&program, script](const Invocation &) { return print(script(program.table())); });

  CLI::App *manual = program.top().add_subcommand("man-page", "Prints dbrace(1)")->group("");
  program.onCommand(manual,
                    [&program](const Invocation &) { return print(manPage(program.table(), driver::toolVersion)); });
}

}  // namespace dbrace::cli
