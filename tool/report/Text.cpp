// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Text.h"

#include "report/SourceText.h"

#include <algorithm>

namespace dbrace::report {
namespace {

/// Generated code has lines of megabytes; of those only the surroundings of the place are shown.
constexpr std::size_t widestLine = 400;

class Printer {
public:
  Printer(const Report &report, const TextOptions &options) : report(report), options(options), files(report.root) {}

  std::string print() {
    for (const Result &result : report.results)
      if (isShown(result))
        print(result.finding, result.mended);
    for (const Fixed &fixed : report.fixed) {
      CodePlace at;
      at.file = fixed.at.file;
      head(at, "note", "fixed since the baseline: " + fixed.message + " [" + fixed.rule + "]");
    }
    for (const Notice &notice : report.notices)
      print(notice);
    return std::move(out);
  }

private:
  void print(const Finding &finding, bool mended) {
    head(finding.at, name(finding.level), finding.message + " [" + finding.rule + "]");
    quote(finding.at);
    for (const RelatedPlace &place : placesOf(finding))
      note(place);
    for (const std::string &remark : remarksOf(finding))
      head(finding.at, "note", remark);
    if (std::optional<RelatedPlace> fix = fixRemark(finding, mended)) {
      head(fix->at, "note", fix->message);
      if (finding.fix)
        quote(fix->at);
    }
  }

  void print(const Notice &notice) {
    CodePlace at;
    at.file = notice.file;
    at.line = notice.line;
    head(at, name(notice.level), notice.message + " [" + notice.id + "]");
    if (!notice.repeat.empty())
      head(at, "note", "to see it again: " + notice.repeat);
  }

  void note(const RelatedPlace &related) {
    head(related.at, "note", related.message);
    quote(related.at);
  }

  void head(const CodePlace &at, std::string_view level, const std::string &message) {
    std::string place = at.file.empty() ? "dbrace:" : printable(at.file) + ":";
    if (at.line != 0)
      place += std::to_string(at.line) + ":" + (at.column != 0 ? std::to_string(at.column) + ":" : "");
    std::string_view colour = level == "error" ? "\x1b[1;31m" : level == "warning" ? "\x1b[1;35m" : "\x1b[1;36m";
    out += paint("\x1b[1m", place) + " " + paint(colour, std::string(level) + ":") + " ";
    out += level == "note" ? printable(message) : paint("\x1b[1m", printable(message));
    out += "\n";
  }

  std::string paint(std::string_view colour, std::string text) const {
    return options.colour ? std::string(colour) + text + "\x1b[0m" : text;
  }

  void quote(const CodePlace &at) {
    const SourceText *source = at.line == 0 ? nullptr : files.find(at.file);
    auto line = source ? source->line(at.line) : std::nullopt;
    if (!line)
      return;
    std::string_view text = *line;
    std::size_t begin = at.column == 0 ? 0 : std::min<std::size_t>(at.column - 1, text.size());
    std::size_t length = at.end > at.begin ? at.end - at.begin : 1;
    std::size_t end = std::min(begin + length, text.size());
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t'))
      --end;
    if (text.size() > widestLine) {
      std::size_t cut = begin > widestLine / 4 ? begin - widestLine / 4 : 0;
      while (cut < begin && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80)
        ++cut;
      text = text.substr(cut, widestLine);
      begin -= cut;
      end = std::min(end - cut, text.size());
    }
    Shown shown = show(text);
    std::string number = std::to_string(at.line);
    std::string gutter(std::max<std::size_t>(number.size(), 5), ' ');
    std::size_t from = shown.columns[begin], to = std::max(shown.columns[std::max(end, begin)], from + 1);
    out += gutter.substr(number.size()) + number + " | " + shown.text + "\n";
    if (at.column != 0)
      out +=
          gutter + " | " + std::string(from, ' ') + paint("\x1b[1;32m", "^" + std::string(to - from - 1, '~')) + "\n";
  }

  const Report &report;
  const TextOptions &options;
  SourceFiles files;
  std::string out;
};

}  // namespace

std::string asText(const Report &report, const TextOptions &options) { return Printer(report, options).print(); }

}  // namespace dbrace::report
