// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/HelpPage.h"

#include "driver/Outputs.h"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace dbrace::cli {
namespace {

/// Where the descriptions start, unless the page is too narrow for two columns.
constexpr std::size_t textColumn = 26;

class Page {
public:
  explicit Page(const PageStyle &style) : style(style), indent(style.width < 60 ? 8 : textColumn) {}

  void heading(const std::string &text) { out += "\n" + (style.bold ? "\x1b[1m" + text + "\x1b[0m" : text) + "\n"; }

  void paragraph(std::string_view text) { fill(text, 0, 0); }

  void row(const std::string &left, std::string_view text) {
    out += "  " + left;
    std::size_t used = 2 + left.size();
    if (used + 2 > indent) {
      out += "\n";
      used = 0;
    }
    fill(text, used, indent);
  }

  /// An example; an explanation behind it moves to a line of its own where both do not fit.
  void kept(const std::string &line) {
    std::size_t gap = line.find("   ");
    if (2 + line.size() <= style.width || gap == std::string::npos) {
      out += "  " + line + "\n";
      return;
    }
    out += "  " + line.substr(0, gap) + "\n";
    fill(line.substr(line.find_first_not_of(' ', gap)), 0, 6);
  }

  void gap() { out += "\n"; }
  std::string take() { return std::move(out); }

private:
  /// Continues a line that has `used` columns, at `column`; so do the lines that follow.
  void fill(std::string_view text, std::size_t used, std::size_t column) {
    bool first = true;
    while (!text.empty()) {
      std::size_t end = std::min(text.find(' '), text.size());
      std::string_view word = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (!first && used + 1 + word.size() > style.width) {
        out += "\n";
        used = 0;
        first = true;
      }
      std::size_t blanks = first ? (column > used ? column - used : 0) : 1;
      out += std::string(blanks, ' ') + std::string(word);
      used += blanks + word.size();
      first = false;
    }
    out += "\n";
  }

  const PageStyle &style;
  std::size_t indent;
  std::string out;
};

std::string namesOf(const Option &option) {
  std::string names;
  for (const std::string &name : option.names)
    names += (names.empty() ? "" : ", ") + name;
  if (option.names.empty())
    return option.value + (option.repeatable ? "..." : "");
  if (option.names.size() == 1 && option.names.front().starts_with("--"))
    names = "    " + names;  // Long names stand below each other.
  return option.value.empty() ? names : names + " " + option.value;
}

void addOptions(Page &page, const Command &command) {
  std::vector<std::string> groups;
  for (const Option &option : command.options)
    if (std::ranges::find(groups, option.group) == groups.end())
      groups.push_back(option.group);
  // What every command has, --help, comes last.
  if (auto common = std::ranges::find(groups, "Options"); common != groups.end())
    std::rotate(common, common + 1, groups.end());
  for (const std::string &group : groups) {
    page.heading(group + ":");
    for (const Option &option : command.options)
      if (option.group == group)
        page.row(namesOf(option), option.text);
  }
}

}  // namespace

PageStyle styleOfOutput() {
  PageStyle style;
  bool terminal = isatty(STDOUT_FILENO) == 1;
  if (const char *columns = std::getenv("COLUMNS"); columns && std::atoi(columns) > 0)
    style.width = static_cast<std::size_t>(std::atoi(columns));
  else if (std::size_t width = driver::terminalWidth(); width > 0)
    style.width = width;
  style.width = std::clamp<std::size_t>(style.width, 40, 120);
  style.bold = terminal && std::getenv("NO_COLOR") == nullptr;
  return style;
}

std::string helpPage(const Command &command, const PageStyle &style) {
  Page page(style);
  page.paragraph(command.summary);
  page.heading("Usage:");
  page.kept(command.name + " " + usageOf(command));
  if (!command.commands.empty()) {
    page.heading("Commands:");
    for (const Command &sub : command.commands)
      page.row(std::string(lastWord(sub.name)), sub.summary);
  }
  if (!command.operands.empty()) {
    page.heading("Operands:");
    for (const Option &operand : command.operands)
      page.row(namesOf(operand), operand.text);
  }
  addOptions(page, command);
  for (const Block &block : blocksOf(command.footer)) {
    if (!block.keep && block.lines.front().ends_with(':')) {
      page.heading(block.lines.front());
    } else if (block.keep) {
      for (const std::string &line : block.lines)
        page.kept(line);
    } else {
      page.gap();
      page.paragraph(block.lines.front());
    }
  }
  return page.take();
}

}  // namespace dbrace::cli
