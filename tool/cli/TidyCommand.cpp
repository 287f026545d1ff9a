// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace tidy.
#include "cli/Program.h"
#include "driver/Analysis.h"
#include "driver/Outputs.h"
#include "driver/Tidy.h"

#include <memory>

namespace dbrace::cli {
namespace {

constexpr const char *footer = R"(
Runs the clang-tidy that the module libdbrace-tidy.so is built for, with the module loaded and, unless ARGS choose others,
with --checks=-*,dbrace-*. The exit code is clang-tidy's.

Examples:
  dbrace tidy -- -p build src/shop.cpp
  dbrace tidy -- -p build --warnings-as-errors='dbrace-*' src/shop.cpp
  dbrace tidy --clang-tidy /opt/llvm/bin/clang-tidy -- shop.cpp -- -std=c++20)";

}  // namespace

void declareTidy(Program &program) {
  auto request = std::make_shared<driver::TidyRequest>();
  CLI::App *command = program.top().add_subcommand("tidy", "Runs clang-tidy with dbrace's checks: dbrace tidy -- ARGS");
  command->footer(footer);
  command->add_option("--clang-tidy", request->clangTidy, "Which one. Default: the matching one on PATH")
      ->type_name("FILE");
  program.onCommand(
      command,
      [request](const Invocation &typed) -> int {
        if (typed.behind.empty()) {
          driver::tell("error: tidy needs arguments for clang-tidy: dbrace tidy -- -p build src/shop.cpp");
          return driver::exitUsage;
        }
        request->arguments = typed.behind;
        return driver::tidy(*request);
      },
      "CLANG-TIDY ARGUMENTS");
}

}  // namespace dbrace::cli
