// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line as one table: which commands there are, their options, and what each does.
//
// A group of commands is one file here that declares its options with CLI11 and says what to run; the list in
// Program.cpp names the groups. All else that shows options is made from the table: --help, the man page, the
// completion of shells. What an option means is checked and used in driver/.
#pragma once

#include "cli/Table.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dbrace::cli {

/// What was typed, besides what the options took.
struct Invocation {
  std::vector<std::string> all;     ///< Everything, the program's name first.
  std::vector<std::string> behind;  ///< What stands behind "--": it belongs to another program.
  bool divided = false;             ///< "--" was there.
};
/// Yields the exit code.
using Action = std::function<int(const Invocation &)>;

class Program {
public:
  Program();
  CLI::App &top() { return app; }
  /// For each command that can be the last one named. What its options are stored in must live in `action`. `behind`
  /// names what may stand behind "--", as --help shows it; empty: nothing.
  void onCommand(CLI::App *command, Action action, std::string behind = "");
  Command table() const;
  int run(int count, char **arguments);

private:
  int refuse(const CLI::ParseError &error) const;

  struct Entry {
    Action action;
    std::string behind;
  };
  CLI::App app;
  std::map<const CLI::App *, Entry> entries;
};

// The groups, in the order of --help.
void declareScan(Program &program);
void declareBaseline(Program &program);
void declareFacts(Program &program);
void declareSchema(Program &program);
void declareReport(Program &program);
void declareRules(Program &program);
void declareWitness(Program &program);
void declareTidy(Program &program);
void declareInit(Program &program);
void declareShell(Program &program);
void declareCache(Program &program);

}  // namespace dbrace::cli
