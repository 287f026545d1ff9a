// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Text.h"

#include "report/SourceText.h"

#include <algorithm>

namespace dbrace::report {
namespace {

/// Generated code has lines of megabytes; of those only the surroundings of the place are shown.
constexpr std::size_t widestLine = 400;

/// How many columns a terminal needs for it.
std::size_t columnsOf(std::string_view text) { return show(text).columns.back(); }

/// A line of source with the columns that are marked in it.
struct Quote {
  std::string text;
  std::size_t from = 0, to = 0;
};

/// As much of the line as fits around what is marked, bytes [begin, end); dots stand for the rest.
Quote fit(std::string_view line, std::size_t begin, std::size_t end, std::size_t width) {
  static constexpr std::string_view dots = "...";
  Shown shown = show(line);
  Quote quote{shown.text, shown.columns[begin], shown.columns[std::max(begin, end)]};
  if (width == 0 || shown.columns.back() <= width)
    return quote;
  std::size_t start = quote.to + dots.size() <= width ? 0 : quote.from - std::min(quote.from, width / 4);
  auto byteAt = [&](std::size_t column) {
    std::size_t byte = 0;
    while (byte < line.size() &&
           (shown.columns[byte] < column || (static_cast<unsigned char>(line[byte]) & 0xc0) == 0x80))
      ++byte;
    return byte;
  };
  std::size_t first = start == 0 ? 0 : byteAt(start + dots.size());
  std::size_t last = byteAt(start + width - dots.size());
  bool whole = shown.columns.back() <= start + width;
  std::size_t skipped = shown.columns[first];
  std::string front(first == 0 ? "" : dots);
  quote.text = front + show(line.substr(first, whole ? line.npos : last - first)).text + std::string(whole ? "" : dots);
  quote.from += front.size() - skipped;
  quote.to = std::min(quote.to + front.size() - skipped, width);
  return quote;
}

class Printer {
public:
  Printer(const Report &report, const TextOptions &options) : report(report), options(options), files(report.root) {}

  std::string print() {
    for (const Result &result : report.results)
      if (isShown(result))
        print(result.finding, result.mended, result.baseline);
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
  void print(const Finding &finding, bool mended, std::optional<Baseline> baseline) {
    if (options.width != 0 && !out.empty())
      out += '\n';  // A terminal shows several at once; where one begins is hard to see otherwise.
    head(finding.at, name(finding.level), finding.message + " [" + finding.rule + "]");
    quote(finding.at);
    if (baseline == Baseline::Updated)
      head(finding.at, "note", "this was known before; the change touches it");
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
    std::string text = printable(message);
    if (options.width != 0)
      text = broken(text, columnsOf(place) + level.size() + 3, options.width);
    out += level == "note" ? text : paint("\x1b[1m", text);
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
    std::string number = std::to_string(at.line);
    std::string gutter(std::max<std::size_t>(number.size(), 5), ' ');
    std::size_t taken = gutter.size() + 3;
    Quote quote = fit(text, begin, end, options.width > taken + 20 ? options.width - taken : options.width);
    out += gutter.substr(number.size()) + number + " | " + quote.text + "\n";
    if (at.column != 0)
      out += gutter + " | " + std::string(quote.from, ' ') +
             paint("\x1b[1;32m", "^" + std::string(std::max(quote.to, quote.from + 1) - quote.from - 1, '~')) + "\n";
  }

  const Report &report;
  const TextOptions &options;
  SourceFiles files;
  std::string out;
};

}  // namespace

std::string broken(std::string_view message, std::size_t used, std::size_t width) {
  static constexpr std::string_view next = "\n      ";
  std::string out;
  while (!message.empty()) {
    std::size_t end = std::min(message.find(' '), message.size());
    std::string_view word = message.substr(0, end);
    message.remove_prefix(std::min(end + 1, message.size()));
    std::size_t columns = columnsOf(word);
    if (!out.empty() && used + 1 + columns > width) {
      out += next;
      used = next.size() - 1;
    } else if (!out.empty()) {
      out += ' ';
      ++used;
    }
    out += word;
    used += columns;
  }
  return out;
}

std::string asText(const Report &report, const TextOptions &options) { return Printer(report, options).print(); }

}  // namespace dbrace::report
