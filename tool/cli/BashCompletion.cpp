// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Completion.h"

#include <map>

namespace dbrace::cli {
namespace {

constexpr const char *start = R"(# Completion of dbrace for bash, made from the program's table of options.

_dbrace_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }
_dbrace_files() {
  mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
  compopt -o filenames 2>/dev/null
}

_dbrace() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=dbrace equals=no i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} == -- ]]; then
      _dbrace_files -f
      return
    fi
    case "$command ${COMP_WORDS[i]}" in
)";

// Bash divides words at "=": "--format", "=", "sarif", "=", "o".
constexpr const char *middle = R"( command+=" ${COMP_WORDS[i]}" ;;
    esac
  done
  if [[ $current == "=" ]]; then
    equals=yes current=""
  elif [[ $before == "=" ]]; then
    equals=yes before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case "$command $before" in
)";

constexpr const char *options = R"(  esac
  if [[ $equals == yes ]]; then
    _dbrace_files -f
    return
  fi
  if [[ $current == -* ]]; then
    case "$command" in
)";

constexpr const char *operands = R"(    esac
    return
  fi
  case "$command" in
)";

std::string joined(const std::vector<std::string> &words) {
  std::string all;
  for (const std::string &word : words)
    all += (all.empty() ? "" : " ") + word;
  return all;
}

std::string valuesOf(const Option &option) {
  if (!option.choices.empty())
    // "sarif" may go on with "=FILE".
    return "_dbrace_words '" + joined(option.choices) + "'" +
           (option.value.find("[=") == std::string::npos ? "" : "; compopt -o nospace 2>/dev/null");
  switch (completes(option)) {
  case Completes::Files:
    return "_dbrace_files -f";
  case Completes::Folders:
    return "_dbrace_files -d";
  case Completes::Nothing:
    break;
  }
  return ":";
}

std::string operandsOf(const Command &command) {
  std::vector<std::string> words;
  for (const Command &sub : command.commands)
    words.emplace_back(lastWord(sub.name));
  if (!words.empty())
    return "_dbrace_words '" + joined(words) + "'";
  return command.operands.empty() ? ":" : valuesOf(command.operands.front());
}

}  // namespace

std::vector<const Command *> allCommands(const Command &program) {
  std::vector<const Command *> all = {&program};
  for (const Command &sub : program.commands)
    for (const Command *command : allCommands(sub))
      all.push_back(command);
  return all;
}

std::string bashCompletion(const Command &program) {
  std::string names, values, words, last;
  for (const Command *command : allCommands(program)) {
    if (command != &program)
      names += (names.empty() ? "    \"" : " | \"") + command->name + "\"";
    std::map<std::string, std::string> patterns;  // By what is done.
    std::string offered;
    for (const Option &option : command->options)
      for (const std::string &name : option.names) {
        offered += (offered.empty() ? "" : " ") + name;
        if (std::string &pattern = patterns[valuesOf(option)]; !option.value.empty())
          pattern += (pattern.empty() ? "\"" : " | \"") + command->name + " " + name + "\"";
      }
    for (const auto &[action, pattern] : patterns)
      if (!pattern.empty())
        values += "  " + pattern + ")\n    " + action + "\n    return\n    ;;\n";
    words += "    \"" + command->name + "\") _dbrace_words '" + offered + "' ;;\n";
    last += "  \"" + command->name + "\") " + operandsOf(*command) + " ;;\n";
  }
  return start + names + ")" + middle + values + options + words + operands + last +
         "  esac\n}\ncomplete -F _dbrace dbrace\n";
}

}  // namespace dbrace::cli
