// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace rules and dbrace explain.
#include "cli/Program.h"
#include "driver/Pages.h"

#include <memory>

namespace dbrace::cli {

void declareRules(Program &program) {
  CLI::App *list = program.top().add_subcommand("rules", "Lists the rules");
  list->footer("\nExamples:\n  dbrace rules\n  dbrace rules | grep error");
  program.onCommand(list, [](const Invocation &) { return driver::listRules(); });

  auto rule = std::make_shared<std::string>();
  CLI::App *explain = program.top().add_subcommand("explain", "Prints a rule's page");
  explain->add_option("rule", *rule, "Its name, with or without dbrace-")->type_name("RULE")->required();
  explain->footer("\nThe page says what goes wrong, when it is reported, and how to fix it, with code.\n\nExamples:\n"
                  "  dbrace explain dbrace-duplicate-insert\n  dbrace explain stale-reread");
  program.onCommand(explain, [rule](const Invocation &) { return driver::explainRule(*rule); });
}

}  // namespace dbrace::cli
