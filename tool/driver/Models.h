// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// API models and schemas from the files a run is given, with their errors as one failure.
#pragma once

#include "apis/Model.h"
#include "driver/Settings.h"
#include "report/Report.h"
#include "schema/Schema.h"
#include "worlds/Program.h"

namespace dbrace::driver {

/// The built-in models and those of the user's files.
OrFailure<apis::Models> loadModels(const std::vector<std::filesystem::path> &files);
/// Words of all libraries; text that has none of them and no SQL is far from any database.
std::vector<std::string> wordsOf(const apis::Models &models);
/// A copy of a client library among the sources (path from the root): its model says what it does.
bool isLibrarySource(const apis::Models &models, std::string_view file);

struct LoadedSchema {
  schema::Schema schema;
  std::vector<report::Notice> notices;  ///< DDL that was passed over, contradictions between files.
};

/// JSON by its ending; everything else is DDL, in the order given: see SchemaFiles.h.
OrFailure<LoadedSchema> loadSchema(const std::vector<std::filesystem::path> &files, sql::Dialect dialect,
                                   const std::filesystem::path &root);
/// Adds the temporary tables that the program's own string literals create: a schema seldom has them.
void addTemporaryTables(const worlds::Program &program, sql::Dialect dialect, schema::Schema &schema);
/// The tables that the program's own string literals create.
LoadedSchema schemaInCode(const worlds::Program &program, sql::Dialect dialect, const std::filesystem::path &root);

}  // namespace dbrace::driver
