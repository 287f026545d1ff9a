// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The statements under test-inputs/sql/, for the tests that hold the reader against the databases themselves.
#pragma once

#include <string>
#include <vector>

namespace dbrace::sql {

struct CorpusStatement {
  std::string place;  ///< "file.sql:12"
  std::string text;   ///< Without its semicolon.
};

/// The statements of one file, ended by `;` at the end of a line. Lines that start with `--` are about the file.
std::vector<CorpusStatement> corpus(const std::string &file);

/// The names of all files.
std::vector<std::string> corpusFiles();

}  // namespace dbrace::sql
