// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Mistakes.h"

#include "driver/Choices.h"

#include <filesystem>

namespace dbrace::cli {
namespace {

std::string unknownOption(const Command &command, const std::string &word) {
  std::vector<std::string_view> names;
  for (const Option &option : command.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  std::string given = word.substr(0, word.find('='));
  std::string_view near = given.starts_with("--") ? driver::nearest(given, names) : std::string_view();
  return command.name + " has no option " + given + (near.empty() ? "" : "; did you mean " + std::string(near) + "?");
}

std::string listed(const std::vector<Command> &commands) {
  std::string names;
  for (std::size_t i = 0; i < commands.size(); ++i)
    names += (i == 0 ? "" : i + 1 == commands.size() ? " or " : ", ") + std::string(lastWord(commands[i].name));
  return names;
}

std::string unknownCommand(const Command &command, const std::string &word) {
  std::vector<std::string_view> names;
  for (const Command &sub : command.commands)
    names.push_back(lastWord(sub.name));
  std::string message = "there is no command \"" + command.name + " " + word + "\"";
  if (std::string_view near = driver::nearest(word, names); !near.empty())
    return message + "; did you mean " + command.name + " " + std::string(near) + "?";
  for (const Option &option : command.options)
    for (const std::string &name : option.names)
      if (name == "--" + word)
        return message + "; did you mean " + command.name + " " + name + "?";
  std::error_code error;
  if (command.name == "dbrace" && std::filesystem::exists(word, error))
    return message + "; did you mean dbrace scan " + word + "?";
  return message + "; it takes " + listed(command.commands);
}

/// The option that CLI11 speaks of: "--dialect: 1 required", "Could not convert: --strict = foo".
const Option *optionOf(const Command &command, const std::string &message) {
  for (const Option &option : command.options)
    for (const std::string &name : option.names)
      if (message.starts_with(name + ":") || message.find(" " + name + " ") != std::string::npos)
        return &option;
  return nullptr;
}

}  // namespace

std::string describeMistake(const Mistake &mistake) {
  const Command &command = mistake.command;
  for (const std::string &word : mistake.leftOver) {
    if (word.starts_with('-') && word.size() > 1)
      return unknownOption(command, word);
    if (!command.commands.empty())
      return unknownCommand(command, word);
    return "\"" + word + "\" is one word too many";
  }
  if (mistake.kind == "RequiredError") {
    if (!command.commands.empty())
      return command.name + " needs a command: " + listed(command.commands);
    return command.name + " needs " + (command.operands.empty() ? "more" : command.operands.front().value);
  }
  if (const Option *option = optionOf(command, mistake.message);
      option && (mistake.kind == "ArgumentMismatch" || mistake.kind == "ConversionError"))
    return option->names.back() + (option->value.empty() ? " takes no value" : " takes one value: ") +
           (option->value.empty() ? "" : option->names.back() + " " + option->value);
  return mistake.message;
}

}  // namespace dbrace::cli
