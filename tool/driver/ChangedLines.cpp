// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ChangedLines.h"

#include "report/SourceText.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dbrace::driver {
namespace {

struct Hunk {
  std::uint32_t oldLeft = 0, newLine = 0, newLeft = 0;
};

/// "3,2 …" -> 3 and 2; "3 …" -> 3 and 1.
std::pair<std::uint32_t, std::uint32_t> rangeAt(std::string_view text) {
  std::uint32_t start = 0, count = 1;
  const char *end = text.data() + text.size();
  const char *stop = std::from_chars(text.data(), end, start).ptr;
  if (stop != end && *stop == ',')
    std::from_chars(stop + 1, end, count);
  return {start, count};
}

/// Of "@@ -3,2 +4 @@"; nothing for another line.
std::optional<Hunk> hunkAt(std::string_view line) {
  std::size_t plus = line.starts_with("@@ -") ? line.find(" +") : std::string_view::npos;
  if (plus == std::string_view::npos)
    return std::nullopt;
  auto [start, count] = rangeAt(line.substr(plus + 2));
  // Of an empty range the line before it is named.
  return Hunk{rangeAt(line.substr(4)).second, start + (count == 0 ? 1 : 0), count};
}

std::string pathAt(std::string_view line) {
  std::string path(line.substr(4, line.find('\t') == std::string_view::npos ? line.npos : line.find('\t') - 4));
  if (path.size() > 1 && path.front() == '"' && path.back() == '"')
    path = path.substr(1, path.size() - 2);
  return path.starts_with("b/") ? path.substr(2) : path;
}

/// How far from a changed line forges still show a remark.
constexpr std::uint32_t diffContext = 3;

class Mover {
public:
  Mover(const std::filesystem::path &root, const ChangedLines &changed) : files(root), changed(changed) {}

  bool touches(const CodePlace &at) {
    if (at.line == 0)
      return false;
    const report::SourceText *source = at.end > at.begin ? files.find(at.file) : nullptr;
    auto end = source ? source->position(at.end) : std::nullopt;
    return changed.touches(at.file, at.line, end ? std::max(end->first, at.line) : at.line);
  }

  /// Where to show it; nothing: where it is.
  std::optional<CodePlace> changedEnd(const Finding &finding) {
    std::vector<CodePlace> places = {finding.at};
    for (const std::vector<RelatedPlace> *list : {&finding.related, &finding.flow})
      for (const RelatedPlace &place : *list)
        if (place.at.line != 0)
          places.push_back(place.at);
    auto exact = std::ranges::find_if(places, [&](const CodePlace &at) { return touches(at); });
    if (exact != places.end())
      return *exact;
    // What the change took out, or what it changed on the way between the places.
    std::optional<CodePlace> best;
    std::uint32_t least = ~0u;
    for (const CodePlace &at : places)
      if (std::uint32_t line = changed.nearest(at.file, at.line)) {
        std::uint32_t distance = line > at.line ? line - at.line : at.line - line;
        if (distance >= least)
          continue;
        least = distance;
        best = at;
        if (distance > diffContext) {
          best = CodePlace{.file = at.file, .line = line};
          best->function = at.function;
        }
      }
    return best;
  }

private:
  report::SourceFiles files;
  const ChangedLines &changed;
};

}  // namespace

ChangedLines::ChangedLines(std::string_view diff, const std::string &prefix) {
  File *file = nullptr;
  Hunk hunk;
  for (std::size_t begin = 0; begin < diff.size();) {
    std::size_t end = std::min(diff.find('\n', begin), diff.size());
    std::string_view line = diff.substr(begin, end - begin);
    begin = end + 1;
    if (hunk.oldLeft != 0 || hunk.newLeft != 0) {
      char side = line.empty() ? ' ' : line.front();
      if (file && side == '+')
        file->added.insert(hunk.newLine);
      if (file && side == '-')
        file->removed.insert(hunk.newLine - 1);
      hunk.oldLeft -= (side == ' ' || side == '-') && hunk.oldLeft != 0;
      hunk.newLeft -= (side == ' ' || side == '+') && hunk.newLeft != 0;
      hunk.newLine += side == ' ' || side == '+';
    } else if (auto next = hunkAt(line)) {
      hunk = *next;
    } else if (line.starts_with("+++ ")) {
      if (line.ends_with('\r'))
        line.remove_suffix(1);
      std::string path = pathAt(line);
      file = path != "/dev/null" && path.starts_with(prefix) ? &files[path.substr(prefix.size())] : nullptr;
    }
  }
}

bool ChangedLines::touches(const std::string &name, std::uint32_t first, std::uint32_t last) const {
  if (whole.contains(name))
    return true;
  auto file = files.find(name);
  if (file == files.end())
    return false;
  auto added = file->second.added.lower_bound(first);
  auto removed = file->second.removed.lower_bound(first);
  return (added != file->second.added.end() && *added <= last) ||
         (removed != file->second.removed.end() && *removed < last);
}

std::uint32_t ChangedLines::nearest(const std::string &name, std::uint32_t line) const {
  if (whole.contains(name))
    return line;
  auto file = files.find(name);
  if (file == files.end())
    return 0;
  std::uint32_t best = 0, least = ~0u;
  for (const std::set<std::uint32_t> *lines : {&file->second.added, &file->second.removed})
    for (std::uint32_t each : *lines) {
      std::uint32_t at = std::max(each, 1u), distance = at > line ? at - line : line - at;
      if (distance < least) {
        least = distance;
        best = at;
      }
    }
  return best;
}

void showInChange(report::Report &report, const ChangedLines &changed) {
  Mover mover(report.root, changed);
  for (report::Result &result : report.results) {
    Finding &finding = result.finding;
    auto touched = [&](const RelatedPlace &place) { return mover.touches(place.at); };
    if (result.baseline == report::Baseline::Unchanged &&
        (mover.touches(finding.at) || std::ranges::any_of(finding.related, touched) ||
         std::ranges::any_of(finding.flow, touched)))
      result.baseline = report::Baseline::Updated;
    if (result.baseline == report::Baseline::Unchanged || result.suppressed)
      continue;
    if (auto end = mover.changedEnd(finding); end && *end != finding.at) {
      finding.related.push_back({finding.at, "the row is inserted here"});
      finding.at = *end;
    }
  }
}

}  // namespace dbrace::driver
