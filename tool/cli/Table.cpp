// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cli/Table.h"

#include "driver/Choices.h"
#include "rules/Rules.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace dbrace::cli {
namespace {

using BehindOf = std::vector<std::pair<const CLI::App *, std::string>>;

/// CLI11 adds what its validators say: "N:INT in [1 - 1024]".
std::string valueOf(const CLI::Option &option) {
  if (option.get_expected_max() == 0)
    return "";
  std::string name = option.get_type_name();
  return name.substr(0, name.find(':'));
}

std::vector<std::string> choicesOf(const Option &option) {
  std::vector<std::string> choices;
  if (option.value == "RULE")
    for (const Rule &rule : rules())
      choices.emplace_back(rule.name);
  for (const std::string &name : option.names)
    for (std::string_view value : driver::allowedValues(name))
      choices.emplace_back(value);
  return choices;
}

Option optionOf(const CLI::Option &declared) {
  Option option;
  for (const std::string &name : declared.get_snames())
    option.names.push_back("-" + name);
  for (const std::string &name : declared.get_lnames())
    option.names.push_back("--" + name);
  option.value = valueOf(declared);
  option.text = declared.get_description();
  option.group = declared.get_group();
  option.required = declared.get_required();
  option.repeatable = option.names.empty() ? declared.get_items_expected_max() > 1
                                           : declared.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll &&
                                                 !option.value.empty();
  option.choices = choicesOf(option);
  return option;
}

Command commandOf(const CLI::App &app, const std::string &name, const BehindOf &behindOf) {
  Command command;
  command.name = name;
  command.summary = app.get_description();
  command.footer = app.get_footer();
  for (const CLI::Option *option : app.get_options())
    if (!option->get_group().empty())
      (option->nonpositional() ? command.options : command.operands).push_back(optionOf(*option));
  for (const CLI::App *sub : app.get_subcommands([](const CLI::App *) { return true; }))
    if (!sub->get_group().empty())
      command.commands.push_back(commandOf(*sub, name + " " + sub->get_name(), behindOf));
  auto behind = std::ranges::find(behindOf, &app, [](const auto &entry) { return entry.first; });
  if (behind != behindOf.end())
    command.behind = behind->second;
  return command;
}

}  // namespace

Command tableOf(const CLI::App &app, const BehindOf &behindOf) { return commandOf(app, app.get_name(), behindOf); }

std::string_view lastWord(std::string_view name) { return name.substr(name.rfind(' ') + 1); }

std::string usageOf(const Command &command) {
  std::string usage = "[OPTION...]";
  if (!command.commands.empty())
    usage += " COMMAND";
  for (const Option &operand : command.operands) {
    std::string shown = operand.value + (operand.repeatable ? "..." : "");
    usage += operand.required ? " " + shown : " [" + shown + "]";
  }
  if (!command.behind.empty())
    usage += " [-- " + command.behind + "]";
  return usage;
}

std::vector<Block> blocksOf(std::string_view footer) {
  std::vector<Block> blocks;
  bool open = false;  // Does the next line continue the last block?
  while (!footer.empty()) {
    std::size_t end = std::min(footer.find('\n'), footer.size());
    std::string line(footer.substr(0, end));
    footer.remove_prefix(std::min(end + 1, footer.size()));
    bool keep = line.starts_with("  ");
    if (line.empty()) {
      open = false;
      continue;
    }
    if (!open || blocks.back().keep != keep)
      blocks.push_back({keep, {}});
    open = true;
    if (Block &block = blocks.back(); keep || block.lines.empty())
      block.lines.push_back(keep ? line.substr(2) : line);
    else
      block.lines.back() += " " + line;
  }
  return blocks;
}

Completes completes(const Option &option) {
  const std::string &value = option.value;
  if (value.ends_with("DIR") && value.find('|') == std::string::npos)
    return Completes::Folders;
  for (const char *word : {"FILE", "SOURCE", "DIR", "."})
    if (value.find(word) != std::string::npos)
      return Completes::Files;
  return Completes::Nothing;
}

}  // namespace dbrace::cli
