// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Github.h"

#include "report/SourceText.h"

namespace dbrace::report {
namespace {

/// What the runner decodes again (actions/toolkit, command.ts): in a message three characters, in a property two more.
std::string escaped(std::string_view text, bool isProperty) {
  std::string valid = validUtf8(text), result;
  for (char c : valid) {
    switch (c) {
    case '%':
      result += "%25";
      break;
    case '\r':
      result += "%0D";
      break;
    case '\n':
      result += "%0A";
      break;
    case ':':
      result += isProperty ? "%3A" : ":";
      break;
    case ',':
      result += isProperty ? "%2C" : ",";
      break;
    default:
      result += c;
    }
  }
  return result;
}

std::string_view command(Level level) { return level == Level::Note ? "notice" : name(level); }

std::string where(const CodePlace &at) { return at.line == 0 ? at.file : at.file + ":" + std::to_string(at.line); }

class Writer {
public:
  explicit Writer(const Report &report) : report(report), files(report.root) {}

  std::string write() {
    for (const Result &result : report.results)
      if (isShown(result))
        write(result);
    for (const Notice &notice : report.notices)
      if (notice.level != Level::Note)
        out += "::" + std::string(command(notice.level)) + " " +
               (notice.file.empty() ? "" : "file=" + escaped(notice.file, true) + ",") +
               (notice.line == 0 ? "" : "line=" + std::to_string(notice.line) + ",") +
               "title=" + escaped(notice.id, true) + "::" + escaped(notice.message, false) + "\n";
    return std::move(out);
  }

private:
  void write(const Result &result) {
    const Finding &finding = result.finding;
    out += "::" + std::string(command(finding.level)) + " file=" + escaped(finding.at.file, true) +
           ",line=" + std::to_string(finding.at.line) + region(finding.at) + ",title=" + escaped(finding.rule, true) +
           "::";
    std::string message = finding.message;
    if (result.baseline == Baseline::Updated)
      message += " (known before; the change touches it)";
    for (const RelatedPlace &place : placesOf(finding))
      message += "\n" + where(place.at) + ": " + place.message;
    for (const std::string &remark : remarksOf(finding))
      message += "\n" + remark;
    out += escaped(message, false) + "\n";
  }

  /// Columns only for one line: the runner refuses them otherwise.
  std::string region(const CodePlace &at) {
    const SourceText *source = files.find(at.file);
    auto begin = source ? source->position(at.begin) : std::nullopt;
    auto end = source ? source->position(at.end) : std::nullopt;
    if (at.column == 0 || begin != std::pair{at.line, at.column} || !end || at.end <= at.begin)
      return at.column == 0 ? "" : ",col=" + std::to_string(at.column);
    if (end->first != at.line)
      return ",endLine=" + std::to_string(end->first);
    return ",col=" + std::to_string(at.column) + ",endColumn=" + std::to_string(end->second);
  }

  const Report &report;
  SourceFiles files;
  std::string out;
};

}  // namespace

std::string asGithub(const Report &report) { return Writer(report).write(); }

}  // namespace dbrace::report
