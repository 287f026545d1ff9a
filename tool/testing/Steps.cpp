// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Steps.h"

#include "facts/Listing.h"

#include <algorithm>

namespace dbrace::testing {
namespace {

constexpr std::string_view sign = "// steps: ";

std::string_view trimmed(std::string_view text) {
  const auto first = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

std::vector<std::string_view> expectations(std::string_view mark) {
  std::vector<std::string_view> out;
  while (!mark.empty()) {
    const auto end = std::min(mark.find(';'), mark.size());
    out.push_back(trimmed(mark.substr(0, end)));
    mark.remove_prefix(std::min(end + 1, mark.size()));
  }
  return out;
}

/// Whether each expectation is part of one step, in order, and no other step than jumps is left.
bool match(const std::vector<std::string_view> &expected, const std::vector<std::string> &steps) {
  if (expected.size() == 1 && expected[0] == "nothing")
    return steps.empty();
  std::size_t next = 0;
  for (const std::string &step : steps)
    if (next < expected.size() && step.find(expected[next]) != std::string::npos)
      ++next;
    else if (step.find(": jump b") == std::string::npos)
      return false;
  return next == expected.size();
}

std::string describe(const std::vector<std::string> &steps) {
  std::string out = steps.empty() ? " nothing" : "";
  for (const std::string &step : steps)
    out += "\n    " + step;
  return out;
}

class StepCollector {
public:
  StepCollector(const facts::Unit &unit, const facts::Function &function, std::string_view file, StepsByLine &out)
      : unit(unit), function(function), listing(function, unit.strings), file(file), out(out) {}

  void run() {
    for (std::size_t i = 0; i < function.blocks.size(); ++i) {
      const facts::Block &block = function.blocks[i];
      label = "b" + std::to_string(i) + ": ";
      for (const facts::Step &step : block.steps)
        add(listing.step(step), step.source, step.cleanup);
      // A jump at the end of a statement has no place of its own.
      const bool belongsToStep = std::holds_alternative<facts::Jump>(block.end) && !block.steps.empty();
      add(listing.terminator(block.end), belongsToStep ? block.steps.back().source : block.source, block.cleanup);
    }
  }

private:
  const facts::Unit &unit;
  const facts::Function &function;
  facts::Listing listing;
  std::string_view file;
  StepsByLine &out;
  std::string label;

  void add(std::string text, facts::SourceId source, facts::CleanupId cleanup) {
    const facts::Range &at = function.sources[source].expansion;
    if (unit.strings[at.file] != file)
      return;
    for (const char *word = "  unwinds to "; cleanup != facts::none; cleanup = function.cleanups[cleanup].outer) {
      const std::string what = listing.cleanup(function.cleanups[cleanup]);
      text += word + what.substr(0, what.rfind(", then c"));
      word = ", then ";
    }
    out[at.line].push_back(label + text);
  }
};

}  // namespace

StepsByLine stepsOf(const facts::Unit &unit, std::string_view file) {
  StepsByLine out;
  for (const facts::Function &function : unit.functions)
    StepCollector(unit, function, file, out).run();
  return out;
}

std::vector<Mismatch> compareSteps(std::string_view file, std::string_view source, const StepsByLine &steps) {
  std::map<std::uint32_t, std::vector<std::string_view>> marks;
  std::uint32_t line = 1, code = 1;
  for (; !source.empty(); ++line) {
    const auto text = source.substr(0, source.find('\n'));
    source.remove_prefix(std::min(text.size() + 1, source.size()));
    const auto at = text.find(sign);
    const bool continues = at != std::string_view::npos && trimmed(text.substr(0, at)).empty();
    code = continues ? code : line;
    if (at != std::string_view::npos)
      for (const auto expectation : expectations(text.substr(at + sign.size())))
        marks[code].push_back(expectation);
  }
  std::vector<Mismatch> out;
  for (const auto &[at, expected] : marks) {
    const auto found = steps.find(at);
    const auto actual = found == steps.end() ? std::vector<std::string>() : found->second;
    if (!match(expected, actual))
      out.push_back({std::string(file), at, "not as marked; the line became" + describe(actual)});
  }
  if (marks.empty())
    out.push_back({std::string(file), 1, "no line is marked with its steps"});
  return out;
}

}  // namespace dbrace::testing
