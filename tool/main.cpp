// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line: options in, exit code out. What an option means is checked and used in driver/; docs/cli.md lists
// all of them, and a test compares it with --help.
#include "driver/Analysis.h"
#include "driver/Extract.h"
#include "driver/Outputs.h"
#include "driver/Pages.h"
#include "driver/Scan.h"
#include "driver/Tidy.h"
#include "driver/Witness.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <exception>

namespace dbrace::driver {
namespace {

constexpr const char *mainFooter = R"(
Examples:
  dbrace scan                               read the sources below this folder; no build needed
  dbrace scan -p build src --schema db.sql  with exact compile commands and the tables' keys
  dbrace scan --format text --format sarif=dbrace.sarif
  dbrace explain dbrace-duplicate-insert    what a finding means and how to fix it

Exit codes: 0 nothing found at or above --fail-on; 1 findings; 2 wrong usage, configuration, schema or source, or an output
that cannot be written; 3 nothing was seen: no unit could be read, the schema fits no table in use, or --strict and a unit failed.)";

constexpr const char *scanFooter = R"(
Without compile commands (compile_commands.json in the source's folder, in build*/ below it, or above), language and include
folders are inferred. Settings also come from .dbrace.json, found upwards from the source; options go before it.

Examples:
  dbrace scan src                           everything below src that can reach a database
  dbrace scan app.cpp -- -Iinclude -DX=1    one file with these flags
  dbrace scan --schema schema.sql --dialect postgresql --fail-on error)";

constexpr const char *witnessFooter = R"(
The report is what dbrace scan --format sarif writes. Its findings' own statements are run in two sessions, in every order, on
tables made for them in a scratch schema, which is dropped afterwards; nothing else in the database is touched. Shown are an order
that goes wrong, as a time-line, and the proposed alternative in the same orders. The report gets the result (properties.witness).

Examples:
  dbrace witness dbrace.sarif                                        findings of SQLite, in a temporary file
  dbrace witness dbrace.sarif --database postgresql://me@localhost/test
  dbrace witness dbrace.sarif --finding 1f0c --output seen.sarif

Exit codes: 0 nothing was seen to happen; 1 a finding was; 2 wrong usage, or a database that cannot be used; 3 nothing could be
replayed: the output says why.)";

constexpr const char *tidyFooter = R"(
Runs the clang-tidy that the module libdbrace-tidy.so is built for, with the module loaded and, unless ARGS choose others,
with --checks=-*,dbrace-*. The exit code is clang-tidy's.

Examples:
  dbrace tidy -- -p build src/shop.cpp
  dbrace tidy -- -p build --warnings-as-errors='dbrace-*' src/shop.cpp
  dbrace tidy --clang-tidy /opt/llvm/bin/clang-tidy -- shop.cpp -- -std=c++20)";

constexpr const char *ddlFooter = R"(
Scripts are applied in the order given; those of a folder by name and number, ways back left out. A statement that is not
understood is reported with its place, and the rest goes on.

Examples:
  dbrace schema import ddl schema.sql -o schema.json
  dbrace schema import ddl db/migrations --dialect postgresql
  pg_dump --schema-only shop > shop.sql; dbrace schema import ddl shop.sql)";

constexpr const char *codeFooter = R"(
scan does the same by itself when no --schema is given. An .xml or .inc file with statements in it is read when it is named.

Examples:
  dbrace schema import code src -o schema.json
  dbrace schema import code src/db/dbconfig.xml --dialect sqlite)";

constexpr const char *liveFooter = R"(
The session only reads: tables, keys, indexes, and the default isolation level. The password is used to connect and for nothing
else; it stands in no message and no report.

Example:)";

void addJudging(CLI::App &app, WrittenOptions &options, std::string &config) {
  app.add_option("--schema", options.schemas,
                 "Keys of the tables: JSON, SQL scripts or a folder of them. Default: the DDL literals of the code")
      ->type_name("FILE|DIR")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--dialect", options.dialect,
                 "postgresql, mysql, mariadb, sqlite, sqlserver, oracle, generic. Default: the client library's")
      ->type_name("D");
  app.add_option("--isolation", options.isolation,
                 "Transactions' isolation: read-uncommitted, read-committed, repeatable-read, serializable, snapshot")
      ->type_name("L");
  app.add_option(
         "--writers", options.writers,
         "Who may be the rival: many, one-process, one-thread. Default: many; for in-process stores one-process")
      ->type_name("W");
  app.add_option("--apis", options.apis, "Models of more client libraries (docs/apis.md)")
      ->type_name("FILE")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--sql-directory", options.sqlDirectories,
                 "Folder of .sql files that the program loads by name. Default for scan: found by their content")
      ->type_name("DIR")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--config", config, "Configuration file. Default: .dbrace.json, found upwards")->type_name("FILE");
  app.add_option("--format", options.formats,
                 "text, sarif or json, each with =FILE or to standard output; may be repeated")
      ->type_name("F[=FILE]")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--fail-on", options.failOn,
                 "error, warning, note or never: what makes the exit code 1. Default: warning")
      ->type_name("LEVEL");
  app.add_option("--min-confidence", options.minConfidence, "low, medium or high: what is reported. Default: low")
      ->type_name("C");
}

/// Everything behind "--" belongs to the compiler.
struct CommandLine {
  std::vector<std::string> ours, flags;
  bool flagsGiven = false;
};
CommandLine divide(int count, char **arguments) {
  CommandLine line;
  for (int i = 1; i < count; ++i) {
    if (line.flagsGiven)
      line.flags.emplace_back(arguments[i]);
    else if (std::string_view(arguments[i]) == "--")
      line.flagsGiven = true;
    else
      line.ours.emplace_back(arguments[i]);
  }
  return line;
}

int run(int count, char **arguments) {
  CommandLine line = divide(count, arguments);
  std::vector<std::string> all(arguments, arguments + count);
  CLI::App app("Finds check-then-insert races in the database code of C and C++ programs.", "dbrace");
  app.set_version_flag("--version", std::string("dbrace ") + toolVersion);
  app.require_subcommand(1);
  app.footer(mainFooter);

  ScanRequest scanning;
  CLI::App *scanCommand = app.add_subcommand("scan", "Reads sources and reports races");
  scanCommand->footer(scanFooter);
  scanCommand->add_option("source", scanning.operands, "Sources and folders. Default: this folder")
      ->type_name("SOURCE|DIR");
  scanCommand->add_option("-p", scanning.options.buildDir, "Folder with compile_commands.json")->type_name("BUILD_DIR");
  addJudging(*scanCommand, scanning.options, scanning.config);
  scanCommand
      ->add_option("-o,--output", scanning.options.output,
                   "Where the format without =FILE goes. Default: standard output")
      ->type_name("FILE");
  scanCommand->add_option("-j", scanning.jobs, "Units read at a time. Default: one for each processor")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  scanCommand->add_option("--exclude", scanning.options.exclude, "Sources to leave out, as in .gitignore")
      ->type_name("GLOB")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  scanCommand->add_option("--unit-timeout", scanning.options.unitTimeout, "Time for reading one unit. Default: 60")
      ->type_name("SECONDS");
  scanCommand->add_flag("--strict", scanning.options.strict, "Exit code 3 if any unit could not be read");
  scanCommand->add_flag("!--no-prefilter", scanning.prefilter, "Read every unit, also those far from any database");
  FixRequest &fixing = scanning.fixing;
  scanCommand->add_flag("--fix", fixing.fix, "Write the fixes that keep the program's meaning into the sources");
  scanCommand->add_flag("--unsafe-fixes", fixing.unsafe, "With --fix or --export-fixes: also those to be looked at");
  scanCommand->add_flag("--allow-dirty", fixing.allowDirty, "With --fix: also files with uncommitted changes in git");
  scanCommand->add_option("--export-fixes", fixing.exportTo, "The fixes as YAML for clang-apply-replacements")
      ->type_name("FILE");
  // There is no cache yet; scripts that insist on fresh facts say so all the same.
  scanCommand->add_flag("--no-cache")->group("");

  ExtractRequest extraction;
  CLI::App *extractCommand = app.add_subcommand("extract", "Reads one source and writes its facts (docs/facts.md)");
  extractCommand->footer("\nExamples:\n  dbrace extract a.cpp -o a.facts -- -Iinclude\n  dbrace extract a.cpp --dump");
  extractCommand->add_option("source", extraction.source, "The source")->type_name("SOURCE")->required();
  extractCommand->add_option("-o,--output", extraction.output, "The facts, as CBOR, or as JSON if it ends in .json")
      ->type_name("UNIT.facts");
  extractCommand->add_flag("--dump", extraction.dump, "Print a readable listing");
  extractCommand->add_option("-p", extraction.options.buildDir, "Folder with compile_commands.json")
      ->type_name("BUILD_DIR");
  extractCommand->add_option("--apis", extraction.options.apis, "Models of more client libraries")
      ->type_name("FILE")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);

  LinkRequest linking;
  CLI::App *linkCommand = app.add_subcommand("link", "Joins facts of units to one program and reports its races");
  linkCommand->footer("\nExample:\n  dbrace link *.facts -o program.facts --schema schema.sql");
  linkCommand->add_option("facts", linking.facts, "What extract or link wrote")->type_name("UNIT.facts")->required();
  linkCommand->add_option("-o,--output", linking.program, "The program's facts")->type_name("PROGRAM.facts");
  addJudging(*linkCommand, linking.options, linking.config);

  CLI::App *schemaCommand = app.add_subcommand("schema", "Checks and imports schemas");
  schemaCommand->require_subcommand(1);
  std::string schemaFile, importDialect, importOutput;
  std::vector<std::string> ddlFiles;
  CLI::App *checkCommand =
      schemaCommand->add_subcommand("check", "Reads a schema as JSON and says what is wrong with it");
  checkCommand->add_option("file", schemaFile, "The schema")->type_name("FILE")->required();
  CLI::App *importCommand = schemaCommand->add_subcommand("import", "Makes a JSON schema from another source");
  importCommand->require_subcommand(1);
  CLI::App *ddlCommand = importCommand->add_subcommand("ddl", "From SQL scripts and folders of migrations");
  ddlCommand->add_option("file", ddlFiles, "Scripts, and folders whose scripts are applied by name and number")
      ->type_name("FILE|DIR")
      ->required();
  ddlCommand->footer(ddlFooter);
  CLI::App *codeCommand = importCommand->add_subcommand("code", "From the string literals of C and C++ sources");
  codeCommand->add_option("dir", ddlFiles, "Folders and sources")->type_name("DIR|SOURCE")->required();
  codeCommand->footer(codeFooter);
  for (CLI::App *command : {ddlCommand, codeCommand}) {
    command
        ->add_option("--dialect", importDialect,
                     "postgresql, mysql, mariadb, sqlite, sqlserver, oracle, generic. Default: guessed from names "
                     "and words; chooses where there are scripts for several databases")
        ->type_name("D");
    command->add_option("-o,--output", importOutput, "The schema. Default: standard output")->type_name("FILE");
  }

  std::string liveAddress;
  CLI::App *sqliteCommand = importCommand->add_subcommand("sqlite", "From an SQLite file, which is only read");
  sqliteCommand->add_option("file", liveAddress, "The database")->type_name("FILE")->required();
  sqliteCommand->footer("\nExample:\n  dbrace schema import sqlite shop.db -o schema.json");
  CLI::App *postgreSqlCommand =
      importCommand->add_subcommand("postgresql", "From the catalogue of a PostgreSQL database");
  postgreSqlCommand->add_option("url", liveAddress, "postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
      ->type_name("URL")
      ->required();
  postgreSqlCommand->footer(std::string(liveFooter) +
                            "\n  dbrace schema import postgresql postgresql://reader@db.example/shop -o schema.json");
  CLI::App *mySqlCommand = importCommand->add_subcommand("mysql", "From the catalogue of a MySQL or MariaDB database");
  mySqlCommand->add_option("url", liveAddress, "mysql://USER:PASSWORD@HOST:PORT/DATABASE")
      ->type_name("URL")
      ->required();
  mySqlCommand->footer(std::string(liveFooter) +
                       "\n  dbrace schema import mysql mysql://reader@db.example/shop -o schema.json");
  for (CLI::App *command : {sqliteCommand, postgreSqlCommand, mySqlCommand})
    command->add_option("-o,--output", importOutput, "The schema. Default: standard output")->type_name("FILE");

  CLI::App *rulesCommand = app.add_subcommand("rules", "Lists the rules");
  std::string ruleName;
  CLI::App *explainCommand = app.add_subcommand("explain", "Prints a rule's page");
  explainCommand->add_option("rule", ruleName, "Its name, with or without dbrace-")->type_name("RULE")->required();

  WitnessRequest witnessing;
  CLI::App *witnessCommand = app.add_subcommand("witness", "Shows that findings happen, on a real database");
  witnessCommand->footer(witnessFooter);
  witnessCommand->add_option("report", witnessing.report, "SARIF, as scan writes it")
      ->type_name("REPORT.sarif")
      ->required();
  witnessCommand
      ->add_option(
          "--database", witnessing.database,
          "postgresql://user:password@host:port/database, mysql://… or mariadb://… Default: none, for findings "
          "of SQLite")
      ->type_name("URL");
  witnessCommand
      ->add_option("--finding", witnessing.findings,
                   "Its fingerprint, or how that begins; may be repeated. Default: all")
      ->type_name("FINGERPRINT")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  witnessCommand
      ->add_option("-o,--output", witnessing.output, "The report with the results. Default: REPORT.sarif itself")
      ->type_name("FILE");

  TidyRequest tidying;
  CLI::App *tidyCommand = app.add_subcommand("tidy", "Runs clang-tidy with dbrace's checks: dbrace tidy -- ARGS");
  tidyCommand->footer(tidyFooter);
  tidyCommand->add_option("--clang-tidy", tidying.clangTidy, "Which one. Default: the matching one on PATH")
      ->type_name("FILE");

  std::string requestFile;
  CLI::App *workerCommand = app.add_subcommand("worker", "Reads one unit for a scan")->group("");
  workerCommand->add_option("request", requestFile)->required();

  try {
    std::vector<std::string> reversed(line.ours.rbegin(), line.ours.rend());
    app.parse(reversed);
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? exitClean : exitUsage;
  }
  bool takesFlags = scanCommand->parsed() || extractCommand->parsed();
  if (line.flagsGiven && !takesFlags && !tidyCommand->parsed()) {
    tell("error: only scan and extract take compiler flags behind --");
    return exitUsage;
  }
  if (scanCommand->parsed()) {
    scanning.flags = line.flags;
    scanning.flagsGiven = line.flagsGiven;
    scanning.commandLine = all;
    scanning.program = std::filesystem::read_symlink("/proc/self/exe");
    return scan(scanning);
  }
  if (extractCommand->parsed()) {
    if (extraction.output.empty() && !extraction.dump) {
      tell("error: extract needs -o UNIT.facts or --dump");
      return exitUsage;
    }
    extraction.flags = line.flags;
    extraction.flagsGiven = line.flagsGiven;
    return extract(extraction);
  }
  if (linkCommand->parsed()) {
    linking.commandLine = all;
    return link(linking);
  }
  if (tidyCommand->parsed()) {
    if (line.flags.empty()) {
      tell("error: tidy needs arguments for clang-tidy: dbrace tidy -- -p build src/shop.cpp");
      return exitUsage;
    }
    tidying.arguments = line.flags;
    return tidy(tidying);
  }
  if (checkCommand->parsed())
    return schemaCheck(schemaFile);
  if (witnessCommand->parsed())
    return witness(witnessing);
  if (ddlCommand->parsed() || codeCommand->parsed())
    return schemaImportFiles(ddlFiles, codeCommand->parsed(), importDialect, importOutput);
  if (sqliteCommand->parsed())
    return schemaImportLive("sqlite:" + liveAddress, importOutput);
  if (postgreSqlCommand->parsed() || mySqlCommand->parsed())
    return schemaImportUrl(liveAddress, postgreSqlCommand->parsed(), importOutput);
  if (rulesCommand->parsed())
    return listRules();
  if (explainCommand->parsed())
    return explainRule(ruleName);
  return worker(requestFile);
}

}  // namespace
}  // namespace dbrace::driver

int main(int count, char **arguments) {
  std::signal(SIGPIPE, SIG_IGN);  // A reader that has gone is an output that cannot be written, not a sudden end.
  try {
    return dbrace::driver::run(count, arguments);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "dbrace: error: %s\n", error.what());
    return dbrace::driver::exitUsage;
  }
}
