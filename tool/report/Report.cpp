// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Report.h"

#include <algorithm>
#include <cstdio>

namespace dbrace::report {

std::string_view name(Level level) {
  switch (level) {
  case Level::Note:
    return "note";
  case Level::Warning:
    return "warning";
  case Level::Error:
    return "error";
  }
  return "none";
}

std::string_view name(Baseline baseline) {
  switch (baseline) {
  case Baseline::New:
    return "new";
  case Baseline::Unchanged:
    return "unchanged";
  case Baseline::Updated:
    return "updated";
  }
  return "none";
}

std::string_view name(Confidence confidence) {
  switch (confidence) {
  case Confidence::Low:
    return "low";
  case Confidence::Medium:
    return "medium";
  case Confidence::High:
    return "high";
  }
  return "low";
}

bool isShown(const Result &result) { return !result.suppressed && result.baseline != Baseline::Unchanged; }

std::vector<RelatedPlace> placesOf(const Finding &finding) {
  auto same = [](const CodePlace &left, const CodePlace &right) {
    return left.file == right.file && left.line == right.line;
  };
  std::vector<RelatedPlace> places = finding.related;
  // The flow repeats the read and the write; only steps between them are news to a reader of the notes.
  for (const RelatedPlace &step : finding.flow)
    if (!same(step.at, finding.at) && std::none_of(finding.related.begin(), finding.related.end(),
                                                   [&](const auto &related) { return same(step.at, related.at); }))
      places.push_back(step);
  return places;
}

std::vector<std::string> remarksOf(const Finding &finding) {
  std::vector<std::string> remarks;
  for (const std::string &assumption : finding.assumptions)
    remarks.push_back("assumed: " + assumption);
  if (!finding.advice.empty())
    remarks.push_back("to fix it: " + finding.advice);
  return remarks;
}

static std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

std::string describe(const Report &report) {
  const Summary &sum = report.summary;
  const InterpretSummary &seen = sum.analysis;
  std::size_t errors = 0, warnings = 0, notes = 0, suppressed = 0, known = 0;
  bool compared = !report.fixed.empty();
  for (const Result &result : report.results) {
    compared = compared || result.baseline;
    std::size_t &count = result.suppressed                        ? suppressed
                         : !isShown(result)                       ? known
                         : result.finding.level == Level::Error   ? errors
                         : result.finding.level == Level::Warning ? warnings
                                                                  : notes;
    ++count;
  }
  std::string text = counted(errors, "error", "errors") + ", " + counted(warnings, "warning", "warnings") + ", " +
                     counted(notes, "note", "notes");
  if (suppressed != 0)
    text += ", " + std::to_string(suppressed) + " suppressed";
  if (compared)
    text += "; " + std::to_string(known) + " known before, " + std::to_string(report.fixed.size()) + " fixed";
  text += "\n" + counted(sum.unitsRead, "unit", "units") + " read";
  if (sum.unitsWithErrors != 0)
    text += " (" + std::to_string(sum.unitsWithErrors) + " with compiler errors)";
  text += ", " + std::to_string(sum.unitsSkipped) + " skipped as far from any database, " +
          std::to_string(sum.unitsFailed) + " failed\n";
  if (!sum.standIns.empty()) {
    text += "read from stand-ins, the real headers are missing here: ";
    for (const auto &[module, names] : sum.standIns)
      text += (module == sum.standIns.begin()->first ? "" : ", ") + module + " (" +
              counted(names.size(), "header", "headers") + ")";
    text += "\n";
  }
  text += counted(seen.databaseCalls, "database call", "database calls") + ", " +
          counted(seen.statements, "statement", "statements") + ": " + std::to_string(seen.understood) +
          " understood, " + std::to_string(seen.understoodInPart) + " in part, " + std::to_string(seen.notUnderstood) +
          " not\n";
  if (!seen.overBudget.empty())
    text += counted(seen.overBudget.size(), "function", "functions") + " over budget\n";
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f s\n", sum.seconds);
  return text + seconds;
}

std::optional<RelatedPlace> fixRemark(const Finding &finding, bool mended) {
  if (finding.fix) {
    const Fix &fix = *finding.fix;
    const char *can = mended ? "fixed: " : fix.safe ? "--fix can " : "--fix --unsafe-fixes can ";
    return RelatedPlace{fix.edits.front().at,
                        can + fix.what + (fix.safe ? "" : "; look at it first: " + fix.reservation)};
  }
  if (!finding.noFix.empty())
    return RelatedPlace{finding.at, "--fix cannot do it: " + finding.noFix};
  return std::nullopt;
}

}  // namespace dbrace::report
