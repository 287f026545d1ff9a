// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Compare.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace dbrace::testing {
namespace {

bool expectsResult(const Mark &mark) { return mark.kind != MarkKind::Missed; }

MarkKind resultKind(MarkKind kind) {
  return kind == MarkKind::FalseAlarm || kind == MarkKind::Missed ? MarkKind::Finding : kind;
}

bool matches(const Mark &mark, const Result &result) {
  return resultKind(mark.kind) == result.kind && mark.line == result.line &&
         (mark.rule.empty() || mark.rule == result.rule) && (mark.level.empty() || mark.level == result.level) &&
         result.message.find(mark.text) != std::string::npos;
}

std::string describe(const Mark &mark) {
  std::string out(spelling(mark.kind));
  if (!mark.rule.empty())
    out += " [" + mark.rule + "]";
  if (!mark.level.empty())
    out += " " + mark.level;
  if (!mark.text.empty())
    out += " \"" + mark.text + "\"";
  return out;
}

std::string describe(const Result &result) {
  std::string out(spelling(result.kind));
  if (!result.rule.empty())
    out += " [" + result.rule + "] " + result.level;
  return out + " \"" + result.message + "\"";
}

class FileComparison {
public:
  FileComparison(std::string_view file, const std::vector<Mark> &marks, std::vector<const Result *> results,
                 std::vector<Mismatch> &out)
      : file(file), marks(marks), open(std::move(results)), out(out) {}

  void run() {
    // The most specific marks choose first, so that `finding: [r]` does not take what only `finding: [r] "x"` fits.
    std::vector<const Mark *> order;
    for (const auto &mark : marks)
      order.push_back(&mark);
    std::sort(order.begin(), order.end(),
              [](auto *a, auto *b) { return std::pair(b->text.size(), a) < std::pair(a->text.size(), b); });
    for (const auto *mark : order)
      if (expectsResult(*mark))
        claim(*mark);
    for (const auto *mark : order)
      if (!expectsResult(*mark))
        refuse(*mark);
    for (const auto *result : open)
      if (mustBeMarked(*result))
        out.push_back({file, result->line, "unexpected " + describe(*result)});
  }

private:
  std::string file;
  const std::vector<Mark> &marks;
  std::vector<const Result *> open;
  std::vector<Mismatch> &out;

  auto findMatch(const Mark &mark) {
    return std::find_if(open.begin(), open.end(), [&](auto *result) { return matches(mark, *result); });
  }

  void claim(const Mark &mark) {
    if (const auto at = findMatch(mark); at != open.end()) {
      open.erase(at);
      return;
    }
    std::string message = "expected " + describe(mark) + ", not found";
    if (mark.kind == MarkKind::FalseAlarm)
      message = describe(mark) + " is no longer reported: remove the mark, and the line in docs/limits.md";
    for (const auto *result : open)
      if (result->line == mark.line && result->kind == resultKind(mark.kind))
        message += "; the line has " + describe(*result);
    out.push_back({file, mark.line, message});
  }

  void refuse(const Mark &mark) {
    const auto at = findMatch(mark);
    if (at == open.end())
      return;
    open.erase(at);
    out.push_back({file, mark.line,
                   describe(mark) + " is found now: make the mark a finding, and remove the line in docs/limits.md"});
  }

  bool mustBeMarked(const Result &result) const {
    return result.kind == MarkKind::Finding ||
           std::any_of(marks.begin(), marks.end(), [&](const Mark &mark) { return mark.kind == result.kind; });
  }
};

}  // namespace

std::vector<Mismatch> compare(const MarksByFile &marks, const std::vector<Result> &results) {
  std::vector<Mismatch> out;
  for (const auto &[file, ofFile] : marks) {
    std::vector<const Result *> here;
    for (const auto &result : results)
      if (result.file == file)
        here.push_back(&result);
    FileComparison(file, ofFile, std::move(here), out).run();
  }
  for (const auto &result : results)
    if (result.kind == MarkKind::Finding && !marks.contains(result.file))
      out.push_back({result.file, result.line, "a finding outside the program: " + describe(result)});
  std::sort(out.begin(), out.end(), [](const Mismatch &a, const Mismatch &b) {
    return std::tie(a.file, a.line, a.message) < std::tie(b.file, b.line, b.message);
  });
  return out;
}

}  // namespace dbrace::testing
