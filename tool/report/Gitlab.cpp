// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Gitlab.h"

#include "report/SourceText.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace dbrace::report {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity(Level level) {
  switch (level) {
  case Level::Error:
    return "critical";
  case Level::Warning:
    return "major";
  case Level::Note:
    return "minor";
  }
  return "info";
}

/// Markdown, shown where the finding is opened.
std::string body(const Finding &finding) {
  std::string text;
  for (const RelatedPlace &place : placesOf(finding)) {
    text += "- `" + place.at.file + ":" + std::to_string(place.at.line) + "` " + place.message + "\n";
  }
  for (const std::string &remark : remarksOf(finding))
    text += "\n" + remark + "\n";
  return text;
}

}  // namespace

std::string asGitlab(const Report &report) {
  Json list = Json::array();
  std::map<std::string, int> seen;
  for (const Result &result : report.results) {
    if (result.suppressed)
      continue;
    const Finding &finding = result.finding;
    // Reports that were merged may each have a finding of that name.
    int ordinal = seen[finding.fingerprint]++;
    list.push_back(
        {{"description", validUtf8(finding.message)},
         {"check_name", finding.rule},
         {"fingerprint", finding.fingerprint + (ordinal == 0 ? "" : "-" + std::to_string(ordinal))},
         {"severity", severity(finding.level)},
         {"location", {{"path", validUtf8(finding.at.file)}, {"lines", {{"begin", std::max(1u, finding.at.line)}}}}},
         {"content", {{"body", validUtf8(body(finding))}}}});
  }
  return list.dump(2) + "\n";
}

}  // namespace dbrace::report
