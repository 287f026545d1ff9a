// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The commands and their options as plain values, taken from what the groups declared.
//
// --help, the man page and the completion of shells are made from these, so a command or an option that is declared is
// in all of them. No renderer knows CLI11.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace dbrace::cli {

struct Option {
  std::vector<std::string> names;    ///< "-o", "--output"; none: an operand.
  std::string value;                 ///< "FILE": what stands for its value; empty: it takes none.
  std::string text;                  ///< One sentence or two.
  std::string group;                 ///< The heading it stands under.
  std::vector<std::string> choices;  ///< All values there are; empty: not a word of a list.
  bool required = false, repeatable = false;
};

struct Command {
  std::string name;  ///< "dbrace schema import ddl".
  std::string summary;
  std::vector<Option> options, operands;
  std::vector<Command> commands;  ///< Hidden ones are not in it.
  std::string footer;             ///< What more there is to say: see Block.
  std::string behind;             ///< What may stand behind "--"; empty: nothing.
};

/// `behindOf`: what the command takes behind "--".
Command tableOf(const CLI::App &app, const std::vector<std::pair<const CLI::App *, std::string>> &behindOf);

/// The last of the words of a name.
std::string_view lastWord(std::string_view name);
/// "[OPTION...] UNIT.facts... [-- COMPILER FLAGS]": what follows the name.
std::string usageOf(const Command &command);

/// A footer's parts: a paragraph to fill, or, where lines are indented, lines to keep. Blank lines separate them.
struct Block {
  bool keep = false;
  std::vector<std::string> lines;  ///< A paragraph is one, however it was written.
};
std::vector<Block> blocksOf(std::string_view footer);

/// What completes a value: files, folders, or nothing that a shell could know.
enum class Completes { Nothing, Files, Folders };
Completes completes(const Option &option);

}  // namespace dbrace::cli
