// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The annotated inputs: which there are, and what each needs to be read and judged.
//
// A source file is a program. A folder that holds a `program.json` is one program of all the sources in it. Settings
// stand in the file's comments, or in the program.json under the same names:
//
//   // schema: users.json, orders.sql      beside the input, or in test-inputs/schemas; "none" to judge without
//   // dialect: mysql                      optional: as --dialect
//   // writers: one-process                optional: as in .dbrace.json
//   // flags: -DNDEBUG -std=gnu++17        optional: compiler flags
//   // qt: 5 6                             optional: major versions of Qt, the input is run with each
//   // headers: stand-ins                  optional: never with the libraries' real headers
//
// A program.json may also name `sql_directories`, relative to its folder, as .dbrace.json does.
#pragma once

#include "testing/Compare.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::testing {

struct Input {
  std::string name;                            ///< Relative to test-inputs, with '/': what a filter is matched against.
  std::vector<std::filesystem::path> sources;  ///< One translation unit each, sorted.
  MarksByFile marks;  ///< By path relative to test-inputs; headers and SQL files of a folder too.
  std::vector<std::filesystem::path> schemas;  ///< Empty: judged without, or with the DDL in the code.
  std::string dialect, writers;                ///< Empty: not given.
  std::vector<std::string> flags;
  std::vector<std::string> qt;                        ///< Major versions.
  bool onlyStandIns = false;                          ///< The real headers that may be there are of another version.
  std::filesystem::path folder;                       ///< Of a program in a folder: its .sql files count.
  std::vector<std::filesystem::path> sqlDirectories;  ///< Empty: they are found by their content.
  std::vector<Mismatch> errors;                       ///< What is wrong with the input itself.
};

/// All inputs below `testInputs`/`folder` whose name contains `filter`, sorted by name.
std::vector<Input> findInputs(const std::filesystem::path &testInputs, std::string_view folder,
                              std::string_view filter);

}  // namespace dbrace::testing
