// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a linked program to the writes that a lookup decides.
#pragma once

#include "apis/Model.h"
#include "worlds/CheckedWrite.h"
#include "worlds/KeptResults.h"
#include "worlds/NamedTexts.h"
#include "worlds/Program.h"

#include <functional>
#include <map>
#include <set>

namespace dbrace::worlds {

struct InterpretOptions {
  sql::Dialect dialect = sql::Dialect::Generic;  ///< Generic: the client library's.
  double secondsPerFunction = 2.0;               ///< Over it the function is cut short, counted and named.
  bool orderOnly = false;           ///< For `tool/dev test --mutate`: any read before any write of the table counts.
  std::vector<NamedText> sqlFiles;  ///< Files with a statement each, which the program may load by name.
  std::function<void(std::size_t done, std::size_t all)> progress;  ///< May be empty.
  /// Results of an interpretation before, with the same models; those of this one are added. May be null.
  ResultStore *results = nullptr;
};

/// How often the program's statements read and write a table.
struct TableStatements {
  std::size_t reads = 0, writes = 0;
  std::set<std::string> libraries;
};

struct Interpretation {
  std::vector<CheckedWrite> checkedWrites;  ///< In stable order: file, line, table.
  InterpretSummary summary;
  std::vector<std::string> tables;  ///< Every table a statement names, for matching against a schema.
  std::map<std::string, TableStatements> statementsOf;  ///< By table, folded; of what was counted in the summary.
};

Interpretation interpret(const Program &program, const apis::Models &models, const InterpretOptions &options = {});

}  // namespace dbrace::worlds
