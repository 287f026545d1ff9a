// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/ManPage.h"

namespace dbrace::cli {
namespace {

/// Text that roff prints as it is: no escapes, no requests at the start of a line, and "-" as the character that is
/// typed.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  if (out.starts_with('.') || out.starts_with('\''))
    out.insert(0, "\\&");
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

/// A request's argument in quotes.
std::string inQuotes(std::string_view text) {
  std::string out = "\"";
  for (char c : escaped(text))
    out += c == '"' ? "\\(dq" : std::string(1, c);
  return out + "\"";
}

void addOption(std::string &out, const Option &option) {
  out += ".TP\n";
  std::string names;
  for (const std::string &name : option.names)
    names += (names.empty() ? "" : ", ") + bold(name);
  if (!option.value.empty())
    names +=
        (names.empty() ? "" : " ") + italic(option.value) + (option.names.empty() && option.repeatable ? "..." : "");
  out += names + "\n" + escaped(option.text) + "\n";
}

void addFooter(std::string &out, const Command &command) {
  for (const Block &block : blocksOf(command.footer)) {
    if (!block.keep) {
      out += ".PP\n" + escaped(block.lines.front()) + "\n";
      continue;
    }
    out += ".PP\n.RS 4\n.nf\n";
    for (const std::string &line : block.lines)
      out += escaped(line) + "\n";
    out += ".fi\n.RE\n";
  }
}

void addCommand(std::string &out, const Command &command) {
  if (command.commands.empty()) {
    out += ".SS " + inQuotes(command.name + " " + usageOf(command)) + "\n" + escaped(command.summary) + ".\n";
    for (const Option &operand : command.operands)
      addOption(out, operand);
    for (const Option &option : command.options)
      if (option.names.back() != "--help")
        addOption(out, option);
    addFooter(out, command);
  }
  for (const Command &sub : command.commands)
    addCommand(out, sub);
}

}  // namespace

std::string manPage(const Command &program, std::string_view version) {
  std::string out = ".\\\" Made from the program's table of options.\n";
  out += ".TH DBRACE 1 \"\" " + inQuotes("dbrace " + std::string(version)) + " \"User Commands\"\n";
  out += ".SH NAME\ndbrace \\- find check\\-then\\-insert races in C and C++ database code\n.SH SYNOPSIS\n";
  for (const Command &command : program.commands)
    out += (&command == &program.commands.front() ? "" : ".br\n") + bold(command.name) + " " +
           escaped(usageOf(command)) + "\n";
  out += ".SH DESCRIPTION\n" + escaped(program.summary) + "\n";
  out += ".PP\nEach finding is a place where a row is looked up, seen to be missing, and inserted, while somebody else "
         "can do the same in between. It says what goes wrong, why, and what to write instead.\n";
  for (const Option &option : program.options)
    addOption(out, option);
  addFooter(out, program);
  out += ".SH COMMANDS\n";
  for (const Command &command : program.commands)
    addCommand(out, command);
  out += ".SH FILES\n.TP\n.I .dbrace.json\nSettings of a project, found upwards from the sources. Options go before "
         "it.\n";
  out +=
      ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nIf set, nothing is coloured.\n.TP\n.B COLUMNS\nHow wide help is printed.\n";
  out += ".SH SEE ALSO\n.BR clang\\-tidy (1),\n.BR sqlite3 (1),\n.BR psql (1)\n";
  return out;
}

}  // namespace dbrace::cli
