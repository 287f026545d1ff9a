// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The files that a schema is made of, found and put in order.
//
// One list of operands serves `schema import` and `scan --schema`: scripts, folders of migrations, sources with DDL in
// their literals, XML. Where they are for several databases, each database gets its own script, so that the tables of
// one are not taken for those of another.
#pragma once

#include "driver/CodeDdl.h"
#include "driver/Failure.h"

#include <filesystem>
#include <span>

namespace dbrace::driver {

/// The scripts for one database, in the order they are applied in.
struct Backend {
  sql::Dialect dialect = sql::Dialect::Generic;  ///< Generic: nothing says which.
  std::vector<schema::DdlSource> sources;
};

struct SchemaFiles {
  std::vector<Backend> backends;
  std::vector<std::string> leftOut;  ///< Full sentences, for notices.
};

/// Reads scripts, and all of them below folders. `dialect` other than Generic chooses where there are several.
/// `inCode` reads every file as a source with statements in its literals; else its ending tells. `option` is for
/// messages: "--schema: ".
OrFailure<SchemaFiles> readSchemaFiles(std::span<const std::filesystem::path> operands, sql::Dialect dialect,
                                       const std::filesystem::path &root, bool inCode, const std::string &option);

/// What is for no database in particular is for all of them. Never empty.
std::vector<Backend> divide(const std::vector<CodeDdl> &scripts);
/// Keeps the one for `dialect`, if that is not Generic. False if there are several and it is none of them.
bool choose(std::vector<Backend> &backends, sql::Dialect dialect);

/// All backends as one schema, each table with the database it is for if there are several.
schema::DdlImport importAll(const std::vector<Backend> &backends);

/// "mysql (db/my.sql), postgresql (db/pg.sql)"
std::string describe(const std::vector<Backend> &backends);

}  // namespace dbrace::driver
