// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The members of a program, said once: what facts/Describe.h is for units.
//
// Hashes are no members: they follow from the rest, and are worth nothing beyond one process.
#pragma once

#include "facts/DescribeUnit.h"
#include "worlds/Program.h"

namespace dbrace::worlds {

void describe(auto &archive, facts::Like<UnitSummary> auto &it) {
  archive.text("main_file", it.mainFile);
  archive.text("directory", it.directory);
  archive.text("tool_version", it.toolVersion);
  archive.text("models", it.models);
  archive.texts("command", it.command);
  archive.list("files", it.files);
  archive.list("errors", it.errors);
  archive.object("losses", it.losses);
}
void describe(auto &archive, facts::Like<LinkedFunction> auto &it) {
  archive.object("facts", it.facts);
  archive.references("units", facts::Table::Unit, it.units);
}
void describe(auto &archive, facts::Like<Program> auto &it) {
  archive.list("units", it.units);
  archive.list("functions", it.functions);
  archive.list("classes", it.classes);
  archive.list("globals", it.globals);
  archive.list("suppressions", it.suppressions);
  archive.list("ddl", it.ddl);
}

}  // namespace dbrace::worlds
