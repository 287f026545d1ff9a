// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Completion.h"

namespace dbrace::cli {
namespace {

std::string inQuotes(std::string_view text) {
  std::string out = "'";
  for (char c : text)
    out += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + "'";
}

std::string valuesOf(const Option &option) {
  if (!option.choices.empty()) {
    std::string words;
    for (const std::string &choice : option.choices)
      words += (words.empty() ? "" : " ") + choice;
    return " -x -a " + inQuotes(words);
  }
  switch (completes(option)) {
  case Completes::Files:
    return " -r -F";
  case Completes::Folders:
    return " -x -a '(__fish_complete_directories)'";
  case Completes::Nothing:
    break;
  }
  return " -x";
}

std::string lineFor(const Command &command) {
  return "complete -c dbrace -n " + inQuotes("__dbrace_at " + inQuotes(command.name));
}

}  // namespace

std::string fishCompletion(const Command &program) {
  std::string known, rules;
  for (const Command *command : allCommands(program)) {
    if (command != &program)
      known += " " + inQuotes(command->name);
    std::string line = lineFor(*command);
    for (const Command &sub : command->commands)
      rules += line + " -a " + inQuotes(lastWord(sub.name)) + " -d " + inQuotes(sub.summary) + "\n";
    for (const Option &operand : command->operands)
      rules += line +
               (operand.choices.empty() && completes(operand) != Completes::Nothing ? " -F" : valuesOf(operand)) + "\n";
    for (const Option &option : command->options) {
      rules += line;
      for (const std::string &name : option.names)
        rules += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      rules += (option.value.empty() ? "" : valuesOf(option)) + " -d " + inQuotes(option.text) + "\n";
    }
  }
  return "# Completion of dbrace for fish, made from the program's table of options.\n\n"
         "# Is this the command that has been typed?\n"
         "function __dbrace_at\n"
         "  set -l typed dbrace\n"
         "  for word in (commandline -opc)[2..]\n"
         "    if contains -- \"$typed $word\"" +
         known +
         "\n      set typed \"$typed $word\"\n    end\n  end\n  test \"$typed\" = \"$argv[1]\"\nend\n\n"
         "complete -c dbrace -f\n" +
         rules;
}

}  // namespace dbrace::cli
