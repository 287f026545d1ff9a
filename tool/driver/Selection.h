// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which units are worth parsing.
//
// A fixpoint: units whose text speaks of a database come first; what they turn out to reach gives names, and units
// whose text has one of those names come next, until no name is new. Units that define what statements' texts are
// handed to (a text class of the program's own, its printf) come with them. A unit that is never selected can call
// nothing that reaches a database, so leaving it out loses nothing that could be found.
#pragma once

#include "driver/Reach.h"
#include "driver/TextIndex.h"

namespace dbrace::driver {

class Selection {
public:
  Selection(const std::vector<CompileCommand> &commands, TextIndex &index);

  /// The commands (indices, ascending) to parse now, each returned once over all calls. First with no names.
  /// `carriers`: what has to be read for the texts that are handed to it, see Reach.
  std::vector<std::size_t> next(const std::set<ReachingName> &names, const std::set<Identifier> &carriers = {});

private:
  bool isCalledIn(std::size_t unit, const FileText &text);
  bool sees(std::size_t unit, Identifier inClass);
  void growByRegions();

  TextIndex &index;
  std::vector<UnitFiles> units;
  std::vector<bool> selected;
  std::vector<bool> covered;  // Headers that a selected unit includes.
  std::set<ReachingName> known;
  std::set<Identifier> regionNames;  // Of macros and templates; free for all.
  std::set<Identifier> typeNames;    // Whose objects reach a database without a word.
  std::unordered_map<Identifier, std::vector<bool>> filesWith;
};

}  // namespace dbrace::driver
