// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A schema from the statements that build it.
//
// Nobody keeps a JSON schema: the truth is in .sql files and in the program's own string literals. Statements are
// applied in order, as the database would, so that a key dropped by a later migration is no promise. What is not
// understood is reported and passed over.
#pragma once

#include "schema/Problem.h"
#include "schema/Schema.h"

#include <span>

namespace dbrace::schema {

/// A text with DDL in it.
struct DdlSource {
  std::string file;
  std::string text;
  /// Set for a literal in a program: where it starts. Its lines are not lines of the file then, and nobody knows when
  /// the program runs it, so DROP TABLE and RENAME (as migrations use them) are not applied.
  std::optional<Origin> literalAt = std::nullopt;
};

struct DdlImport {
  Schema schema;
  std::vector<Problem> problems;  ///< Warnings: no DDL is wrong enough to stop at.
};

/// Applies all statements in the order given. Generic guesses the dialect of what is ambiguous.
DdlImport importDdl(std::span<const DdlSource> sources, sql::Dialect dialect);

/// The first source that describes a table wins; a later one that promises something else is a warning.
DdlImport merge(std::span<const Schema> schemas);

}  // namespace dbrace::schema
