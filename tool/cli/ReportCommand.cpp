// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace report.
#include "driver/ReportCommand.h"
#include "cli/Options.h"
#include "cli/Program.h"

#include <memory>

namespace dbrace::cli {
namespace {

constexpr const char *footer = R"(
Examples:
  dbrace report dbrace.sarif --format html=report.html --fail-on never
  dbrace report server.sarif client.sarif --format text             several as one
  dbrace report dbrace.sarif --history trend.db --format html=report.html)";

}  // namespace

void declareReport(Program &program) {
  auto request = std::make_shared<driver::ReportRequest>();
  CLI::App *command = program.top().add_subcommand("report", "Shows stored reports in another format");
  command->footer(footer);
  command->add_option("report", request->reports, "SARIF, as scan writes it; several are shown as one")
      ->type_name("REPORT.sarif")
      ->required();
  addFormats(*command, request->options);
  command->add_option("--history", request->history, "SQLite file to keep dated reports in; html shows the trend")
      ->type_name("FILE")
      ->group(resultGroup);
  command
      ->add_option("-o,--output", request->options.output,
                   "Where the format without =FILE goes. Default: standard output")
      ->type_name("FILE")
      ->group(resultGroup);
  program.onCommand(command, [request](const Invocation &) { return driver::report(*request); });
}

}  // namespace dbrace::cli
