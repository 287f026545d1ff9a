// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Pipeline.h"

#include "cpp/Read.h"
#include "driver/Models.h"
#include "driver/SqlFiles.h"
#include "fixes/Fixes.h"
#include "rules/Rules.h"
#include "schema/Ddl.h"
#include "schema/Json.h"
#include "schema/Names.h"
#include "standins/StandIns.h"
#include "testing/Facts.h"
#include "worlds/Interpret.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace dbrace::testing {
namespace fs = std::filesystem;
namespace {

std::string contentOf(const fs::path &file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::optional<Writers> writersNamed(std::string_view name) {
  if (name == "many")
    return Writers::Many;
  if (name == "one-process")
    return Writers::OneProcess;
  if (name == "one-thread")
    return Writers::OneThread;
  return std::nullopt;
}

/// JSON and SQL files as `--schema` takes them; with none, the DDL that the program itself holds.
void readSchema(const Input &input, ReadInput &out) {
  const auto dialect = schema::dialectNamed(input.dialect).value_or(sql::Dialect::Generic);
  std::vector<schema::DdlSource> texts;
  std::vector<schema::Schema> schemas;
  for (const auto &file : input.schemas)
    if (file.extension() == ".json") {
      auto read = schema::readJson(contentOf(file), file.filename().string());
      for (const auto &problem : read.problems)
        out.errors.push_back({input.name, 1, schema::show(problem)});
      schemas.push_back(std::move(read.schema));
    } else {
      texts.push_back({.file = file.filename().string(), .text = contentOf(file)});
    }
  if (input.schemas.empty())
    for (const auto &ddl : out.program.ddl) {
      const std::string file(out.program.strings[ddl.at.file]);
      texts.push_back({.file = file,
                       .text = std::string(out.program.strings[ddl.text]),
                       .literalAt = schema::Origin{file, ddl.at.line, ddl.at.column}});
    }
  if (!texts.empty())
    schemas.push_back(schema::importDdl(texts, dialect).schema);
  out.schema = schema::merge(schemas).schema;
}

void addFinding(const Finding &finding, std::vector<Result> &out) {
  const std::string_view levels[] = {"note", "warning", "error"};
  out.push_back({.kind = MarkKind::Finding,
                 .file = finding.at.file,
                 .line = finding.at.line,
                 .rule = finding.rule,
                 .level = std::string(levels[static_cast<int>(finding.level)]),
                 .message = finding.message});
  for (const auto &[at, message] : finding.related)
    out.push_back(
        {.kind = MarkKind::Reason, .file = at.file, .line = at.line, .rule = {}, .level = {}, .message = message});
  std::string fix = finding.noFix.empty() ? "" : "none: " + finding.noFix;
  if (finding.fix)
    fix = (finding.fix->safe ? "safe: " : "unsafe: ") + finding.fix->what +
          (finding.fix->safe ? "" : "; " + finding.fix->reservation);
  if (!fix.empty())
    out.push_back({.kind = MarkKind::Fix,
                   .file = finding.at.file,
                   .line = finding.at.line,
                   .rule = {},
                   .level = {},
                   .message = fix});
}

}  // namespace

ReadInput readInput(const Input &input, const fs::path &testInputs, Headers headers,
                    const std::map<std::string, std::string> &instead) {
  ReadInput out;
  std::vector<facts::Unit> units;
  for (const auto &source : input.sources) {
    auto read =
        readSource(source, input.flags, testInputs, input.onlyStandIns ? Headers::StoodInFor : headers, instead);
    if (auto *failure = std::get_if<cpp::ReadFailure>(&read))
      out.errors.push_back({input.name, 1, failure->message});
    else
      units.push_back(std::move(std::get<facts::Unit>(read)));
  }
  for (const facts::Unit &unit : units) {
    out.compilerErrors += unit.errors.size();
    out.usesStandIns |= std::any_of(unit.files.begin(), unit.files.end(), [&](const facts::SourceFile &file) {
      return standins::find(unit.strings[file.path]) != nullptr;
    });
  }
  out.program = worlds::link(units);
  readSchema(input, out);
  driver::addTemporaryTables(out.program, schema::dialectNamed(input.dialect).value_or(sql::Dialect::Generic),
                             out.schema);
  if (!input.folder.empty()) {
    driver::Settings settings;
    settings.sqlDirectories = input.sqlDirectories;
    out.sqlFiles = driver::findStatements(input.folder, testInputs, settings);
  }
  return out;
}

Judged judgeInput(const Input &input, const ReadInput &read, const fs::path &testInputs, const JudgeOptions &options) {
  const auto dialect = schema::dialectNamed(input.dialect).value_or(sql::Dialect::Generic);
  Judged judged;
  judged.writes =
      worlds::interpret(read.program, apis::builtinModels(),
                        {.dialect = dialect, .orderOnly = options.orderOnly, .sqlFiles = read.sqlFiles, .progress = {}})
          .checkedWrites;
  judged.findings =
      dbrace::judge(judged.writes, &read.schema,
                    {.dialect = dialect, .isolation = std::nullopt, .writers = writersNamed(input.writers)});
  addFixes(judged.findings, [&](const std::string &file, std::uint64_t hash) {
    std::string content = contentOf(testInputs / file);
    return cpp::contentHash(content) == hash ? std::optional(content) : std::nullopt;
  });
  return judged;
}

std::vector<Result> judge(const Input &input, const ReadInput &read, const fs::path &testInputs,
                          const JudgeOptions &options) {
  std::vector<Result> out = databaseOperations(read.program, apis::builtinModels());
  for (const Finding &finding : judgeInput(input, read, testInputs, options).findings)
    addFinding(finding, out);
  return out;
}

}  // namespace dbrace::testing
