// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Analysis.h"

#include "cpp/Read.h"
#include "driver/Files.h"
#include "driver/Suppress.h"
#include "driver/TableUses.h"
#include "driver/ThirdParty.h"
#include "fixes/Fixes.h"
#include "rules/Rules.h"
#include "standins/StandIns.h"
#include "worlds/Interpret.h"

#include <algorithm>
#include <set>

namespace dbrace::driver {
namespace {

bool failsOn(FailOn failOn, Level level) {
  switch (failOn) {
  case FailOn::Note:
    return true;
  case FailOn::Warning:
    return level >= Level::Warning;
  case FailOn::Error:
    return level >= Level::Error;
  case FailOn::Never:
    return false;
  }
  return true;
}

bool describesAny(const schema::Schema &schema, const std::vector<std::string> &tables) {
  return std::any_of(tables.begin(), tables.end(), [&](const std::string &table) {
    std::size_t dot = table.rfind('.');
    return dot == std::string::npos ? schema.find(table) != nullptr
                                    : schema.find(table.substr(dot + 1), table.substr(0, dot)) != nullptr;
  });
}

}  // namespace

void settle(report::Report &report, const Settings &settings) {
  bool any = false;
  for (report::Result &result : report.results) {
    result.fails = !result.suppressed && !result.mended && result.baseline != report::Baseline::Unchanged &&
                   failsOn(settings.failOn, result.finding.level);
    any = any || result.fails;
  }
  report.exitCode = any ? exitFindings : report.sawNothing ? exitSawNothing : exitClean;
}

std::vector<report::RuleText> ruleTexts() {
  std::vector<report::RuleText> texts;
  for (const Rule &rule : rules())
    texts.push_back({std::string(rule.name), rule.level, std::string(rule.summary), std::string(rule.page())});
  return texts;
}

OrFailure<report::Report> analyse(AnalysisInput input) {
  const Settings &settings = input.settings;
  report::Report report;
  report.toolVersion = toolVersion;
  report.root = input.project.root;
  report.rules = ruleTexts();
  report.notices = std::move(input.notices);
  report.summary = input.summary;
  for (const worlds::UnitSummary &unit : input.program.units)
    for (const facts::SourceFile &file : unit.files)
      if (const standins::StandIn *used = standins::find(input.program.strings[file.path]))
        report.summary.standIns[used->module].insert(used->name);

  LoadedSchema schema;
  if (!settings.schemas.empty()) {
    auto loaded = loadSchema(settings.schemas, settings.dialect, input.project.root);
    if (const Failure *failure = failureOf(loaded))
      return *failure;
    schema = std::move(std::get<LoadedSchema>(loaded));
    addTemporaryTables(input.program, settings.dialect, schema.schema);
  } else {
    schema = schemaInCode(input.program, settings.dialect, input.project.root);
    std::size_t tables = schema.schema.tables.size();
    std::string source = tables == 0
                             ? "none is known: findings say what would have to be unique"
                             : "using the " + std::to_string(tables) + " tables that literals in the code create";
    schema.notices.push_back({Level::Note, "schema", "no --schema was given, " + source, "", ""});
  }
  report.notices.insert(report.notices.end(), schema.notices.begin(), schema.notices.end());

  worlds::InterpretOptions options;
  options.dialect = settings.dialect;
  options.progress = input.progress;
  options.sqlFiles = std::move(input.sqlFiles);
  options.results = input.results;
  worlds::Interpretation interpretation = worlds::interpret(input.program, input.models, options);
  report.summary.analysis = interpretation.summary;
  report.tables = tableUses(interpretation, schema.schema);
  for (const std::string &function : interpretation.summary.overBudget)
    report.notices.push_back(
        {Level::Warning, "over-budget", "took too long and was analysed in part: " + function, "", ""});

  JudgeOptions judging;
  judging.dialect = settings.dialect;
  if (settings.isolation != sql::Isolation::Unspecified)
    judging.isolation = settings.isolation;
  judging.writers = settings.writers;
  judging.minConfidence = settings.minConfidence;
  Suppressions suppressions(input.program, settings.suppress, settings.requireReason);
  std::set<std::string> foreign;
  std::size_t inForeign = 0;
  std::vector<Finding> findings = judge(interpretation.checkedWrites, &schema.schema, judging);
  addFixes(findings, [&](const std::string &file, std::uint64_t hash) {
    const std::filesystem::path path = input.project.root / file;
    auto content = isThirdParty(path, input.project.operands, input.project.root) ? std::nullopt : fileContent(path);
    return content && cpp::contentHash(*content) == hash ? content : std::nullopt;
  });
  for (Finding &finding : findings) {
    if (isThirdParty(input.project.root / finding.at.file, input.project.operands, input.project.root)) {
      foreign.insert(finding.at.file);
      ++inForeign;
      continue;
    }
    if (auto level = settings.severity.find(finding.rule); level != settings.severity.end())
      finding.level = level->second;
    auto suppressed = suppressions.find(finding);
    report.results.push_back({std::move(finding), std::move(suppressed)});
  }
  for (report::Notice &notice : suppressions.notices(input.wholeProject, input.project.root))
    report.notices.push_back(std::move(notice));
  if (inForeign != 0)
    report.notices.push_back({Level::Note, "third-party",
                              std::to_string(inForeign) + (inForeign == 1 ? " finding is" : " findings are") +
                                  " left out, in third-party folders (such as " + *foreign.begin() +
                                  "); scan such a folder by itself to see what is in it",
                              "", ""});

  bool schemaUnused = !settings.schemas.empty() && !interpretation.tables.empty() &&
                      !describesAny(schema.schema, interpretation.tables);
  if (schemaUnused)
    report.notices.push_back({Level::Error, "schema-unused",
                              "the schema describes none of the " + std::to_string(interpretation.tables.size()) +
                                  " tables in use, such as " + interpretation.tables.front(),
                              "", ""});
  const report::Summary &units = report.summary;
  bool nothingRead = units.unitsRead == 0 && units.unitsFailed != 0;
  report.sawNothing = nothingRead || schemaUnused || (settings.strict && units.unitsFailed != 0);
  settle(report, settings);
  return report;
}

}  // namespace dbrace::driver
