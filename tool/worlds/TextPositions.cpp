// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/TextPositions.h"

#include <vector>

namespace dbrace::worlds {
namespace {

/// Longer than that is no statement, and no text of a program's own.
constexpr std::int64_t longest = 65536;

std::string_view charactersOf(Term piece, const Terms &terms) {
  return terms.kind(piece) == TermKind::Literal ? terms.name(piece) : std::string_view();
}

/// A text that is one value is that value.
std::vector<Term> piecesOf(Term text, const Terms &terms) {
  if (terms.kind(text) != TermKind::Text)
    return {text};
  return {terms.operands(text).begin(), terms.operands(text).end()};
}

/// Of a length of a text: the text. noTerm if it is something else.
Term measured(Term length, const Terms &terms) {
  bool isLength = terms.isApply(length, "size") || terms.isApply(length, "position") ||
                  (terms.kind(length) == TermKind::Symbol && terms.name(length) == "nonempty");
  return isLength ? terms.operand(length, 0) : noTerm;
}

}  // namespace

bool isPosition(Term term, const Terms &terms) { return terms.isApply(term, "position"); }

Term positionBehind(Term before, Terms &terms) { return terms.apply("position", {before}); }

Term movedBy(Term position, Term by, bool back, Terms &terms) {
  Term before = measured(position, terms);
  if (before == noTerm)
    return noTerm;
  std::vector<Term> pieces = piecesOf(before, terms);
  if (Term more = measured(by, terms)) {
    if (back)
      return noTerm;
    pieces.push_back(more);
    return positionBehind(terms.text(pieces), terms);
  }
  if (terms.kind(by) != TermKind::Int || terms.number(by) < -longest || terms.number(by) > longest)
    return noTerm;
  std::int64_t count = back ? -terms.number(by) : terms.number(by);
  if (count >= 0) {
    pieces.push_back(terms.literalText(std::string(static_cast<std::size_t>(count), '.')));
    return positionBehind(terms.text(pieces), terms);
  }
  std::string_view last = pieces.empty() ? std::string_view() : charactersOf(pieces.back(), terms);
  if (static_cast<std::int64_t>(last.size()) < -count)
    return noTerm;
  pieces.back() = terms.literalText(std::string(last.substr(0, last.size() - static_cast<std::size_t>(-count))));
  return positionBehind(terms.text(pieces), terms);
}

std::optional<Cut> cutAt(Term text, Term position, const Terms &terms) {
  std::vector<Term> unknown;  // Parts that must stand before the cut, in this order.
  std::size_t characters = 0;
  if (terms.kind(position) == TermKind::Int) {
    if (terms.number(position) < 0 || terms.number(position) > longest)
      return std::nullopt;
    characters = static_cast<std::size_t>(terms.number(position));
  } else if (Term before = measured(position, terms); before != noTerm) {
    for (Term piece : piecesOf(before, terms))
      if (terms.kind(piece) == TermKind::Literal)
        characters += terms.name(piece).size();
      else
        unknown.push_back(piece);
  } else
    return std::nullopt;
  std::size_t met = 0;
  const std::vector<Term> pieces = piecesOf(text, terms);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (met == unknown.size() && characters == 0)
      return Cut{i, 0};
    if (terms.kind(pieces[i]) != TermKind::Literal) {
      if (met == unknown.size() || unknown[met++] != pieces[i])
        return std::nullopt;
      continue;
    }
    std::size_t size = terms.name(pieces[i]).size();
    if (characters < size)
      return met == unknown.size() ? std::optional(Cut{i, characters}) : std::nullopt;
    characters -= size;
  }
  return met == unknown.size() && characters == 0 ? std::optional(Cut{pieces.size(), 0}) : std::nullopt;
}

Term textBefore(Term text, Cut cut, Terms &terms) {
  const std::vector<Term> pieces = piecesOf(text, terms);
  std::vector<Term> parts(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(cut.piece));
  if (cut.offset > 0)
    parts.push_back(terms.literalText(std::string(charactersOf(pieces[cut.piece], terms).substr(0, cut.offset))));
  return terms.text(parts);
}

Term textBehind(Term text, Cut cut, Terms &terms) {
  const std::vector<Term> pieces = piecesOf(text, terms);
  std::vector<Term> parts;
  std::size_t next = cut.piece;
  if (cut.offset > 0)
    parts.push_back(terms.literalText(std::string(charactersOf(pieces[next++], terms).substr(cut.offset))));
  parts.insert(parts.end(), pieces.begin() + static_cast<std::ptrdiff_t>(next), pieces.end());
  return terms.text(parts);
}

std::optional<Cut> findIn(Term text, std::string_view part, Cut from, const Terms &terms) {
  const std::vector<Term> pieces = piecesOf(text, terms);
  for (std::size_t i = from.piece; i < pieces.size(); ++i)
    if (std::size_t at = charactersOf(pieces[i], terms).find(part, i == from.piece ? from.offset : 0);
        terms.kind(pieces[i]) == TermKind::Literal && at != std::string_view::npos)
      return Cut{i, at};
  return std::nullopt;
}

}  // namespace dbrace::worlds
