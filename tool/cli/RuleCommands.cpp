// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace rules and dbrace explain.
#include "cli/Program.h"
#include "driver/Pages.h"

#include <memory>

namespace dbrace::cli {

void declareRules(Program &program) {
  CLI::App *list = program.top().add_subcommand("rules", "Lists the rules");
  program.onCommand(list, [](const Invocation &) { return driver::listRules(); });

  auto rule = std::make_shared<std::string>();
  CLI::App *explain = program.top().add_subcommand("explain", "Prints a rule's page");
  explain->add_option("rule", *rule, "Its name, with or without dbrace-")->type_name("RULE")->required();
  program.onCommand(explain, [rule](const Invocation &) { return driver::explainRule(*rule); });
}

}  // namespace dbrace::cli
