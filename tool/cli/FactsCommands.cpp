// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The stations of a scan one by one: dbrace extract, dbrace link, and the worker that a scan starts for each unit.
#include "cli/Options.h"
#include "cli/Program.h"
#include "driver/Analysis.h"
#include "driver/Extract.h"
#include "driver/Outputs.h"
#include "driver/Scan.h"

#include <memory>

namespace dbrace::cli {
namespace {

void declareExtract(Program &program) {
  auto request = std::make_shared<driver::ExtractRequest>();
  CLI::App *command = program.top().add_subcommand("extract", "Reads one source and writes its facts (docs/facts.md)");
  command->footer("\nExamples:\n  dbrace extract a.cpp -o a.facts -- -Iinclude\n  dbrace extract a.cpp --dump");
  command->add_option("source", request->source, "The source")->type_name("SOURCE")->required();
  command->add_option("-o,--output", request->output, "The facts, as CBOR, or as JSON if it ends in .json")
      ->type_name("UNIT.facts");
  command->add_flag("--dump", request->dump, "Print a readable listing");
  addBuildDir(*command, request->options);
  addApis(*command, request->options);

  program.onCommand(
      command,
      [request](const Invocation &typed) -> int {
        if (request->output.empty() && !request->dump) {
          driver::tell("error: extract needs -o UNIT.facts or --dump");
          return driver::exitUsage;
        }
        request->flags = typed.behind;
        request->flagsGiven = typed.divided;
        return driver::extract(*request);
      },
      "COMPILER FLAGS");
}

void declareLink(Program &program) {
  auto request = std::make_shared<driver::LinkRequest>();
  CLI::App *command = program.top().add_subcommand("link", "Joins facts of units to one program and reports its races");
  command->footer("\nExample:\n  dbrace link *.facts -o program.facts --schema schema.sql");
  command->add_option("facts", request->facts, "What extract or link wrote")->type_name("UNIT.facts")->required();
  command->add_option("-o,--output", request->program, "The program's facts")->type_name("PROGRAM.facts");
  addJudging(*command, request->options, request->config);
  program.onCommand(command, [request](const Invocation &typed) {
    request->commandLine = typed.all;
    return driver::link(*request);
  });
}

void declareWorker(Program &program) {
  auto requestFile = std::make_shared<std::string>();
  CLI::App *command = program.top().add_subcommand("worker", "Reads one unit for a scan")->group("");
  command->add_option("request", *requestFile)->required();
  program.onCommand(command, [requestFile](const Invocation &) { return driver::worker(*requestFile); });
}

}  // namespace

void declareFacts(Program &program) {
  declareExtract(program);
  declareLink(program);
  declareWorker(program);
}

}  // namespace dbrace::cli
