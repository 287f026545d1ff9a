// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace scan.
#include "cli/Options.h"
#include "cli/Program.h"
#include "driver/Scan.h"

#include <filesystem>
#include <memory>

namespace dbrace::cli {
namespace {

constexpr const char *footer = R"(
Without compile commands (compile_commands.json in the source's folder, in build*/ below it, or above), language and include
folders are inferred. Settings also come from .dbrace.json, found upwards from the source; options go before it.

Examples:
  dbrace scan src                           everything below src that can reach a database
  dbrace scan app.cpp -- -Iinclude -DX=1    one file with these flags
  dbrace scan --diff origin/main            only what this branch has added or touched
  dbrace scan --schema schema.sql --dialect postgresql --fail-on error)";

void addReading(CLI::App &command, driver::ScanRequest &request) {
  command.add_option("-j", request.jobs, "Units read at a time. Default: one for each processor")
      ->type_name("N")
      ->check(CLI::Range(1, 1024))
      ->group(readingGroup);
  repeatable(command.add_option("--exclude", request.options.exclude, "Sources to leave out, as in .gitignore"))
      ->type_name("GLOB")
      ->group(readingGroup);
  command.add_option("--unit-timeout", request.options.unitTimeout, "Time for reading one unit. Default: 60")
      ->type_name("SECONDS")
      ->group(readingGroup);
  command.add_flag("--strict", request.options.strict, "Exit code 3 if any unit could not be read")->group(resultGroup);
  command.add_flag("!--no-prefilter", request.prefilter, "Read every unit, also those far from any database")
      ->group(readingGroup);
}

void addCaching(CLI::App &command, driver::WrittenOptions &options) {
  addCacheDir(command, options);
  command.add_option("--cache-size", options.cacheSize, "What that may take up at most. Default: 1024")
      ->type_name("MIB")
      ->group(cacheGroup);
  command.add_flag("--no-cache", options.noCache, "Read and judge everything, and keep nothing")->group(cacheGroup);
}

void addFixing(CLI::App &command, driver::FixRequest &fixing) {
  command.add_flag("--fix", fixing.fix, "Write the fixes that keep the program's meaning into the sources")
      ->group(fixGroup);
  command.add_flag("--unsafe-fixes", fixing.unsafe, "With --fix or --export-fixes: also those to be looked at")
      ->group(fixGroup);
  command.add_flag("--allow-dirty", fixing.allowDirty, "With --fix: also files with uncommitted changes in git")
      ->group(fixGroup);
  command.add_option("--export-fixes", fixing.exportTo, "The fixes as YAML for clang-apply-replacements")
      ->type_name("FILE")
      ->group(fixGroup);
}

void addComparing(CLI::App &command, driver::ScanRequest &request) {
  CLI::Option *revision =
      command.add_option("--diff", request.diffRevision, "Only what is new since REV in git, or touched by the change")
          ->type_name("REV")
          ->group(resultGroup);
  command.add_option("--diff-file", request.diffFile, "The same for a patch that the sources already have")
      ->type_name("PATCH")
      ->group(resultGroup)
      ->excludes(revision);
}

/// What scan and baseline update have in common.
void addScanning(Program &program, CLI::App *command, const std::shared_ptr<driver::ScanRequest> &request) {
  command->add_option("source", request->operands, "Sources and folders. Default: this folder")
      ->type_name("SOURCE|DIR");
  addBuildDir(*command, request->options);
  addJudging(*command, request->options, request->config);
  command
      ->add_option("-o,--output", request->options.output,
                   "Where the format without =FILE goes. Default: standard output")
      ->type_name("FILE")
      ->group(resultGroup);
  addReading(*command, *request);
  addCaching(*command, request->options);
  program.onCommand(
      command,
      [request](const Invocation &typed) {
        request->flags = typed.behind;
        request->flagsGiven = typed.divided;
        request->commandLine = typed.all;
        request->program = std::filesystem::read_symlink("/proc/self/exe");
        return driver::scan(*request);
      },
      "COMPILER FLAGS");
}

}  // namespace

void declareScan(Program &program) {
  auto request = std::make_shared<driver::ScanRequest>();
  CLI::App *command = program.top().add_subcommand("scan", "Reads sources and reports races");
  command->footer(footer);
  addScanning(program, command, request);
  addComparing(*command, *request);
  addFixing(*command, request->fixing);
}

void declareBaseline(Program &program) {
  auto request = std::make_shared<driver::ScanRequest>();
  request->updateBaseline = true;
  CLI::App *group = program.top().add_subcommand("baseline", "Keeps the list of findings known before");
  group->require_subcommand(1);
  CLI::App *command = group->add_subcommand("update", "Scans, and writes what is found as known");
  command->footer("\nExamples:\n  dbrace baseline update --baseline .dbrace-baseline.sarif");
  addScanning(program, command, request);
}

}  // namespace dbrace::cli
