// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any file may be given as a script. Cleaning must keep its length, problems must lie within it, and what is made of it
// must be a schema that can be written and read again.
//
// The first byte chooses the dialect.
#include "schema/Ddl.h"
#include "schema/Json.h"
#include "schema/Script.h"
#include "schema/ScriptDialect.h"

#include <algorithm>
#include <cstdlib>

using namespace dbrace;

namespace {

void check(bool holds) {
  if (!holds)
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  if (size == 0)
    return 0;
  const auto dialect = static_cast<sql::Dialect>(data[0] % 7);
  std::string text(reinterpret_cast<const char *>(data) + 1, size - 1);
  check(schema::serverText(text, dialect).size() == text.size());
  schema::dialectOfText(text);
  schema::onlyDrops(text);
  std::vector<schema::DdlSource> sources{{"f.sql", text, std::nullopt}};
  schema::DdlImport import = schema::importDdl(sources, dialect);
  const auto lines = static_cast<std::size_t>(1 + std::ranges::count(text, '\n'));
  for (const schema::Problem &problem : import.problems)
    check(problem.line >= 1 && problem.line <= lines);
  schema::readJson(schema::writeJson(import.schema), "again.json");
  return 0;
}
