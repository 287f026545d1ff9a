// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Options.h"

namespace dbrace::cli {

CLI::Option *repeatable(CLI::Option *option) { return option->expected(1)->take_all()->allow_extra_args(false); }

void addBuildDir(CLI::App &command, driver::WrittenOptions &options) {
  command.add_option("-p", options.buildDir, "Folder with compile_commands.json")->type_name("BUILD_DIR");
}

void addJudging(CLI::App &command, driver::WrittenOptions &options, std::string &config) {
  repeatable(
      command.add_option("--schema", options.schemas,
                         "Keys of the tables: JSON, SQL scripts or a folder of them. Default: the DDL literals of the "
                         "code"))
      ->type_name("FILE|DIR");
  command
      .add_option("--dialect", options.dialect,
                  "postgresql, mysql, mariadb, sqlite, sqlserver, oracle, generic. Default: the client library's")
      ->type_name("D");
  command
      .add_option("--isolation", options.isolation,
                  "Transactions' isolation: read-uncommitted, read-committed, repeatable-read, serializable, snapshot")
      ->type_name("L");
  command
      .add_option(
          "--writers", options.writers,
          "Who may be the rival: many, one-process, one-thread. Default: many; for in-process stores one-process")
      ->type_name("W");
  repeatable(command.add_option("--apis", options.apis, "Models of more client libraries (docs/apis.md)"))
      ->type_name("FILE");
  repeatable(command.add_option("--sql-directory", options.sqlDirectories,
                                "Folder of .sql files that the program loads by name. Default for scan: found by their "
                                "content"))
      ->type_name("DIR");
  command.add_option("--config", config, "Configuration file. Default: .dbrace.json, found upwards")->type_name("FILE");
  repeatable(command.add_option("--format", options.formats,
                                "text, sarif or json, each with =FILE or to standard output; may be repeated"))
      ->type_name("F[=FILE]");
  command
      .add_option("--fail-on", options.failOn,
                  "error, warning, note or never: what makes the exit code 1. Default: warning")
      ->type_name("LEVEL");
  command.add_option("--min-confidence", options.minConfidence, "low, medium or high: what is reported. Default: low")
      ->type_name("C");
}

}  // namespace dbrace::cli
