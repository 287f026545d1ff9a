// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace init.
#include "cli/Program.h"
#include "driver/Init.h"

#include <memory>

namespace dbrace::cli {
namespace {

constexpr const char *footer = R"(
Looks for compile commands, client libraries, scripts and literals that create tables, and the database they are for; says what
was found; and writes what a scan would not find by itself. A file that says something else is left alone without --force.

Examples:
  dbrace init          for the project in this folder
  dbrace init ~/shop)";

}  // namespace

void declareInit(Program &program) {
  auto request = std::make_shared<driver::InitRequest>();
  CLI::App *command = program.top().add_subcommand("init", "Writes a .dbrace.json for a project, and says why");
  command->footer(footer);
  command->add_option("folder", request->folder, "The top of the project. Default: this folder")->type_name("DIR");
  command->add_flag("--force", request->force, "Replace a .dbrace.json that says something else");
  program.onCommand(command, [request](const Invocation &) { return driver::init(*request); });
}

}  // namespace dbrace::cli
