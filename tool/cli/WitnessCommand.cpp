// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace witness.
#include "cli/Options.h"
#include "cli/Program.h"
#include "driver/Witness.h"

#include <memory>

namespace dbrace::cli {
namespace {

constexpr const char *footer = R"(
The report is what dbrace scan --format sarif writes. Its findings' own statements are run in two sessions, in every order, on
tables made for them in a scratch schema, which is dropped afterwards; nothing else in the database is touched. Shown are an order
that goes wrong, as a time-line, and the proposed alternative in the same orders. The report gets the result (properties.witness).

Examples:
  dbrace witness dbrace.sarif                                        findings of SQLite, in a temporary file
  dbrace witness dbrace.sarif --database postgresql://me@localhost/test
  dbrace witness dbrace.sarif --finding 1f0c --output seen.sarif

Exit codes: 0 nothing was seen to happen; 1 a finding was; 2 wrong usage, or a database that cannot be used; 3 nothing could be
replayed: the output says why.)";

}  // namespace

void declareWitness(Program &program) {
  auto request = std::make_shared<driver::WitnessRequest>();
  CLI::App *command = program.top().add_subcommand("witness", "Shows that findings happen, on a real database");
  command->footer(footer);
  command->add_option("report", request->report, "SARIF, as scan writes it")->type_name("REPORT.sarif")->required();
  command
      ->add_option(
          "--database", request->database,
          "postgresql://user:password@host:port/database, mysql://… or mariadb://… Default: none, for findings "
          "of SQLite")
      ->type_name("URL");
  repeatable(command->add_option("--finding", request->findings,
                                 "Its fingerprint, or how that begins; may be repeated. Default: all"))
      ->type_name("FINGERPRINT");
  command->add_option("-o,--output", request->output, "The report with the results. Default: REPORT.sarif itself")
      ->type_name("FILE");
  program.onCommand(command, [request](const Invocation &) { return driver::witness(*request); });
}

}  // namespace dbrace::cli
