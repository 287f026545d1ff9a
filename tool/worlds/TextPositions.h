// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Positions in texts that are only known in part.
//
// A position is the length of what stands before it: `position` of a text, of which only the lengths count. So
// one behind a part that is known at run time can be told, too, and sums of such lengths are positions again.
#pragma once

#include "worlds/Terms.h"

#include <optional>

namespace dbrace::worlds {

/// A place between two characters of a text: behind `offset` characters of its piece `piece`.
struct Cut {
  std::size_t piece = 0, offset = 0;
  bool operator==(const Cut &) const = default;
};

bool isPosition(Term term, const Terms &terms);
/// The position behind such a text.
Term positionBehind(Term before, Terms &terms);
/// `by` more than a position, or (`back`) less: a number, or the length of a text. noTerm if that is no position.
Term movedBy(Term position, Term by, bool back, Terms &terms);
/// Where a number or a position is in a text; nullopt if that is not known, or behind its end.
std::optional<Cut> cutAt(Term text, Term position, const Terms &terms);
/// The parts of a text on both sides of a cut.
Term textBefore(Term text, Cut cut, Terms &terms);
Term textBehind(Term text, Cut cut, Terms &terms);
/// Where a part begins for the first time, not before `from`; parts that are not known hold none. nullopt: nowhere.
std::optional<Cut> findIn(Term text, std::string_view part, Cut from, const Terms &terms);

}  // namespace dbrace::worlds
