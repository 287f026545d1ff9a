// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Completion.h"

namespace dbrace::cli {
namespace {

/// Inside single quotes, in a part of a spec that ends at "]" or ":".
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == ':' || c == '[' || c == ']' || c == '\\')
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

/// "_dbrace_schema_import".
std::string functionOf(const Command &command) {
  std::string name = "_" + command.name;
  for (char &c : name)
    c = c == ' ' || c == '-' ? '_' : c;
  return name;
}

std::string valuesOf(const Option &option) {
  if (!option.choices.empty()) {
    std::string words;
    for (const std::string &choice : option.choices)
      words += (words.empty() ? "" : " ") + choice;
    return "(" + words + ")";
  }
  switch (completes(option)) {
  case Completes::Files:
    return "_files";
  case Completes::Folders:
    return "_files -/";
  case Completes::Nothing:
    break;
  }
  return " ";
}

std::string specOf(const Option &option, const std::string &name) {
  std::string others;
  for (const std::string &other : option.names)
    others += (others.empty() ? "" : " ") + other;
  std::string spec = option.repeatable ? "*" : "(" + others + ")";
  spec += name + (!option.value.empty() && name.starts_with("--") ? "=" : "") + "[" + escaped(option.text) + "]";
  if (!option.value.empty())
    spec += ":" + escaped(option.value) + ":" + valuesOf(option);
  return " \\\n    '" + spec + "'";
}

std::string functionText(const Command &command) {
  std::string text = functionOf(command) + "() {\n";
  if (!command.commands.empty())
    text += "  local line state\n";
  text += command.commands.empty() ? "  _arguments -S" : "  _arguments -C";
  for (const Option &option : command.options)
    for (const std::string &name : option.names)
      text += specOf(option, name);
  if (command.commands.empty()) {
    for (const Option &operand : command.operands)
      text += " \\\n    '" + std::string(operand.repeatable ? "*:" : ":") + escaped(operand.value) + ":" +
              valuesOf(operand) + "'";
    return text + "\n}\n";
  }
  text += " \\\n    '1:command:((";
  for (const Command &sub : command.commands)
    text += std::string(lastWord(sub.name)) + "\\:\"" + escaped(sub.summary) + "\" ";
  text.back() = ')';
  text += ")' \\\n    '*::argument:->rest'\n  [[ $state == rest ]] && case $line[1] in\n";
  for (const Command &sub : command.commands)
    text += "  " + std::string(lastWord(sub.name)) + ") " + functionOf(sub) + " ;;\n";
  return text + "  esac\n}\n";
}

}  // namespace

std::string zshCompletion(const Command &program) {
  std::string text = "#compdef dbrace\n# Completion of dbrace for zsh, made from the program's table of options.\n\n";
  for (const Command *command : allCommands(program))
    text += functionText(*command);
  // Found in a folder of $fpath the file is the function's body; read by `source` it tells the shell of itself.
  return text + "if [[ $funcstack[1] == _dbrace ]]; then\n  _dbrace \"$@\"\nelse\n  compdef _dbrace dbrace\nfi\n";
}

}  // namespace dbrace::cli
