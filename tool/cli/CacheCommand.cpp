// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace cache clean.
#include "driver/CacheCommand.h"
#include "cli/Options.h"
#include "cli/Program.h"

#include <memory>

namespace dbrace::cli {

void declareCache(Program &program) {
  CLI::App *command = program.top().add_subcommand("cache", "What is kept between scans");
  command->require_subcommand(1);
  auto request = std::make_shared<driver::CacheRequest>();
  CLI::App *clean = command->add_subcommand("clean", "Removes all that is kept");
  clean->footer("\nWhatever else lies in the folder stays.\n\nExamples:\n  dbrace cache clean\n"
                "  dbrace cache clean --cache-dir build/dbrace-cache");
  addCacheDir(*clean, request->options);
  clean->add_option("--config", request->config, "Configuration file. Default: .dbrace.json, found upwards")
      ->type_name("FILE");
  program.onCommand(clean, [request](const Invocation &) { return driver::cacheClean(*request); });
}

}  // namespace dbrace::cli
