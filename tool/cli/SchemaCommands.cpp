// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace schema check, and dbrace schema import with its sources.
#include "cli/Options.h"
#include "cli/Program.h"
#include "driver/Pages.h"

#include <memory>

namespace dbrace::cli {
namespace {

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

Example:
  dbrace schema import )";

struct Import {
  std::vector<std::string> files;
  std::string address, dialect, output;
};

void addOutput(CLI::App &command, Import &request) {
  command.add_option("-o,--output", request.output, "The schema. Default: standard output")->type_name("FILE");
}

void declareFiles(Program &program, CLI::App &command, bool inCode) {
  auto request = std::make_shared<Import>();
  if (inCode)
    command.add_option("dir", request->files, "Folders and sources")->type_name("DIR|SOURCE")->required();
  else
    command.add_option("file", request->files, "Scripts, and folders whose scripts are applied by name and number")
        ->type_name("FILE|DIR")
        ->required();
  command.footer(inCode ? codeFooter : ddlFooter);
  addDialect(command, request->dialect,
             "guessed from names and words; chooses where there are scripts for several databases");
  addOutput(command, *request);
  program.onCommand(&command, [request, inCode](const Invocation &) {
    return driver::schemaImportFiles(request->files, inCode, request->dialect, request->output);
  });
}

void declareSqlite(Program &program, CLI::App &command) {
  auto request = std::make_shared<Import>();
  command.add_option("file", request->address, "The database")->type_name("FILE")->required();
  command.footer("\nExample:\n  dbrace schema import sqlite shop.db -o schema.json");
  addOutput(command, *request);
  program.onCommand(&command, [request](const Invocation &) {
    return driver::schemaImportLive("sqlite:" + request->address, request->output);
  });
}

void declareServer(Program &program, CLI::App &command, bool postgreSql) {
  auto request = std::make_shared<Import>();
  std::string scheme = postgreSql ? "postgresql" : "mysql";
  command.add_option("url", request->address, scheme + "://USER:PASSWORD@HOST:PORT/DATABASE")
      ->type_name("URL")
      ->required();
  command.footer(liveFooter + scheme + " " + scheme + "://reader@db.example/shop -o schema.json");
  addOutput(command, *request);
  program.onCommand(&command, [request, postgreSql](const Invocation &) {
    return driver::schemaImportUrl(request->address, postgreSql, request->output);
  });
}

void declareCheck(Program &program, CLI::App &command) {
  auto file = std::make_shared<std::string>();
  command.add_option("file", *file, "The schema")->type_name("FILE")->required();
  command.footer("\nExample:\n  dbrace schema check schema.json");
  program.onCommand(&command, [file](const Invocation &) { return driver::schemaCheck(*file); });
}

}  // namespace

void declareSchema(Program &program) {
  CLI::App *group = program.top().add_subcommand("schema", "Checks and imports schemas");
  group->require_subcommand(1);
  declareCheck(program, *group->add_subcommand("check", "Reads a schema as JSON and says what is wrong with it"));
  CLI::App *import = group->add_subcommand("import", "Makes a JSON schema from another source");
  import->require_subcommand(1);
  declareFiles(program, *import->add_subcommand("ddl", "From SQL scripts and folders of migrations"), false);
  declareFiles(program, *import->add_subcommand("code", "From the string literals of C and C++ sources"), true);
  declareSqlite(program, *import->add_subcommand("sqlite", "From an SQLite file, which is only read"));
  declareServer(program, *import->add_subcommand("postgresql", "From the catalogue of a PostgreSQL database"), true);
  declareServer(program, *import->add_subcommand("mysql", "From the catalogue of a MySQL or MariaDB database"), false);
}

}  // namespace dbrace::cli
