// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Options.h"

#include "driver/Choices.h"

namespace dbrace::cli {

CLI::Option *repeatable(CLI::Option *option) { return option->expected(1)->take_all()->allow_extra_args(false); }

std::string oneOf(std::string_view option) {
  std::string words;
  for (std::string_view word : driver::allowedValues(option))
    words += (words.empty() ? "" : ", ") + std::string(word);
  return words;
}

void addBuildDir(CLI::App &command, driver::WrittenOptions &options) {
  command.add_option("-p", options.buildDir, "Folder with compile_commands.json. Default: found")
      ->type_name("BUILD_DIR")
      ->group(readingGroup);
}

void addDialect(CLI::App &command, std::string &dialect, const std::string &otherwise) {
  command.add_option("--dialect", dialect, oneOf("--dialect") + ". Default: " + otherwise)
      ->type_name("D")
      ->group(databaseGroup);
}

void addApis(CLI::App &command, driver::WrittenOptions &options) {
  repeatable(command.add_option("--apis", options.apis, "Models of more client libraries (docs/apis.md)"))
      ->type_name("FILE")
      ->group(readingGroup);
}

void addFormats(CLI::App &command, driver::WrittenOptions &options) {
  repeatable(command.add_option("--format", options.formats,
                                oneOf("--format") + ", each with =FILE or to standard output; may be repeated. "
                                                    "Default: text"))
      ->type_name("F[=FILE]")
      ->group(resultGroup);
  command
      .add_option("--fail-on", options.failOn, oneOf("--fail-on") + ": what makes the exit code 1. Default: warning")
      ->type_name("LEVEL")
      ->group(resultGroup);
}

void addCacheDir(CLI::App &command, driver::WrittenOptions &options) {
  command
      .add_option("--cache-dir", options.cacheDir,
                  "Where facts and reports are kept for the next scan. Default: ~/.cache/dbrace")
      ->type_name("DIR")
      ->group(cacheGroup);
}

void addJudging(CLI::App &command, driver::WrittenOptions &options, std::string &config) {
  addApis(command, options);
  repeatable(command.add_option("--sql-directory", options.sqlDirectories,
                                "Folder of .sql files that the program loads by name. Default for scan: found by "
                                "their content"))
      ->type_name("DIR")
      ->group(readingGroup);
  command.add_option("--config", config, "Configuration file. Default: .dbrace.json, found upwards")
      ->type_name("FILE")
      ->group(readingGroup);

  repeatable(command.add_option("--schema", options.schemas,
                                "Keys of the tables: JSON, SQL scripts or a folder of them. Default: the DDL literals "
                                "of the code"))
      ->type_name("FILE|DIR")
      ->group(databaseGroup);
  addDialect(command, options.dialect, "the client library's");
  command
      .add_option("--isolation", options.isolation,
                  "Transactions' isolation: " + oneOf("--isolation") +
                      ". Default: the schema's, else the database's own")
      ->type_name("L")
      ->group(databaseGroup);
  command
      .add_option("--writers", options.writers,
                  "Who may be the rival: " + oneOf("--writers") + ". Default: many; for in-process stores one-process")
      ->type_name("W")
      ->group(databaseGroup);

  addFormats(command, options);
  command
      .add_option("--baseline", options.baseline,
                  "Findings known before: only new ones count. Written by dbrace baseline update")
      ->type_name("FILE.sarif")
      ->group(resultGroup);
  command
      .add_option("--min-confidence", options.minConfidence,
                  oneOf("--min-confidence") + ": what is reported. Default: low")
      ->type_name("C")
      ->group(resultGroup);
}

}  // namespace dbrace::cli
