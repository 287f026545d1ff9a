// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Effects that look at a part of a text: what it begins with, what stands in it.
//
// Programs tell a violation apart by the class of its SQLSTATE or by words of its message as often as by its whole
// code.
#include "worlds/Effects.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace dbrace::worlds {

namespace {

bool isError(Term term, const Terms &terms) {
  return terms.isApply(term, "violation") || terms.isApply(term, "failure");
}

std::optional<std::size_t> lengthOf(Term number, const Terms &terms) {
  if (number == noTerm || terms.kind(number) != TermKind::Int || terms.number(number) < 0)
    return std::nullopt;
  return static_cast<std::size_t>(terms.number(number));
}

bool containsFolded(std::string_view text, std::string_view part) {
  return !std::ranges::search(text, part, [](unsigned char a, unsigned char b) {
            return std::tolower(a) == std::tolower(b);
          }).empty();
}

}  // namespace

/// Is the error's code the one that is spelled, or (`part`) does it begin so? A violation has any of the library's
/// violation codes and no other code, another failure one that nobody asks for.
std::optional<bool> Effects::isCode(Term error, std::string_view code, bool part) const {
  if (terms.isApply(error, "start") && isError(terms.operand(error, 0), terms))
    return isCode(terms.operand(error, 0), code, true);
  if (!isError(error, terms))
    return std::nullopt;
  return terms.isApply(error, "violation") && machine.codeOf(error, code, part);
}

std::optional<bool> Effects::beginsAlike(const apis::CompareValues &effect, Term left, Term right, const State &state) {
  auto one = terms.literal(left), other = terms.literal(right);
  if (!one || !other)
    return left == right ? std::optional(true) : std::nullopt;
  if (effect.start)
    return one->starts_with(*other);
  auto length = lengthOf(value(effect.length, state), terms);
  return length ? std::optional(one->substr(0, *length) == other->substr(0, *length)) : std::nullopt;
}

/// A number that is kept as such, of a function that gives it as a text, compared with one that is spelled.
std::optional<bool> Effects::spellsNumber(Term left, Term right, const State &state) {
  for (auto [number, text] : {std::pair(left, right), std::pair(right, left)}) {
    auto digits = terms.literal(text);
    bool counts = terms.kind(number) == TermKind::Int || terms.isApply(number, "affected");
    std::int64_t spelled = 0;
    if (!digits || !counts)
      continue;
    auto [end, error] = std::from_chars(digits->data(), digits->data() + digits->size(), spelled);
    if (error == std::errc() && end == digits->data() + digits->size())
      return machine.compare(facts::Operator::Eq, number, terms.integer(spelled), state);
  }
  return std::nullopt;
}

/// Where the `count` characters behind a position end; no count, and npos: at the text's end.
std::optional<Cut> Effects::endOf(Term whole, Term position, const apis::Ref &count, const State &state) {
  Term size = given(count) ? value(count, state) : terms.integer(-1);
  if (size == terms.integer(-1))  // npos, and Qt's -1.
    return Cut{terms.kind(whole) == TermKind::Text ? terms.operands(whole).size() : 1, 0};
  return cutAt(whole, machine.binary(facts::Operator::Add, position, size, state), terms);
}

void Effects::run(const apis::PartOf &effect, State &state) {
  Term whole = text(effect.of, state);
  Term from = given(effect.from) ? value(effect.from, state) : terms.integer(0);
  if (isError(whole, terms) && from == terms.integer(0))
    return setResult(terms.apply("start", {whole}), state);
  auto begin = cutAt(whole, from, terms);
  auto end = begin ? endOf(whole, from, effect.count, state) : std::nullopt;
  if (auto characters = terms.literal(whole); begin && !end && characters)
    end = Cut{terms.operands(whole).size(), 0};  // More than there are.
  if (!begin || !end || (terms.kind(whole) != TermKind::Text && !(begin->piece == 0 && end->piece == 1)))
    return run(apis::Pure(), state);
  Term start = textBefore(whole, *end, terms);
  auto inStart = cutAt(start, from, terms);
  inStart ? setResult(textBehind(start, *inStart, terms), state) : run(apis::Pure(), state);
}

void Effects::run(const apis::Splice &effect, State &state) {
  Term whole = text(effect.of, state), at = value(effect.at, state);
  Term with = given(effect.with) ? text(effect.with, state) : terms.emptyText();
  auto begin = cutAt(whole, at, terms);
  auto end = begin && given(effect.count) ? endOf(whole, at, effect.count, state) : begin;
  if (begin && end) {
    Term parts[] = {textBefore(whole, *begin, terms), with, textBehind(whole, *end, terms)};
    writeTo(effect.of, terms.text(parts), state);
    state.set(terms.field(object(effect.of, state), "#spliced"), at);  // How far a loop that does so has come.
    return;
  }
  // Escaped, wherever that is: the database reads what was there before.
  auto put = terms.literal(with);
  if (!put || (*put != "'" && *put != "''" && *put != "\\" && *put != "\\'" && *put != "\\\\"))
    machine.havoc(object(effect.of, state), terms.run(call.frame.id, call.number), state);
}

/// Does the message of the operation that ended so have these words in it? Each database says that the row is there
/// already, and which key says so, in words of its own; those of another failure are any others.
std::optional<bool> Effects::saysViolation(Term text, std::string_view part, const State &state) const {
  Term message = text;
  if (terms.kind(text) == TermKind::Text)
    for (Term piece : terms.operands(text)) {
      if (terms.kind(piece) == TermKind::Literal && containsFolded(terms.name(piece), part))
        return true;
      message = terms.isApply(piece, "message") ? piece : message;
    }
  if (!terms.isApply(message, "message"))
    return std::nullopt;
  constexpr std::array<std::string_view, 5> words{"unique", "duplicate", "constraint", "already exists", "violat"};
  const std::string &table = machine.world->table;
  bool asks = std::ranges::any_of(words, [&](auto word) { return containsFolded(part, word); }) ||
              (!table.empty() && containsFolded(part, table)) ||
              (library && std::ranges::find(library->violations, part) != library->violations.end());
  if (!asks)
    return std::nullopt;
  return terms.operand(message, 1) == terms.integer(static_cast<int>(apis::Outcome::Violated));
}

/// What is searched in a statement is found where its known parts have it; the values in it have none of that.
std::optional<bool> Effects::stands(Term whole, std::string_view part, Cut from, const State &state) {
  if (findIn(whole, part, from, terms))
    return true;
  if (terms.literal(whole))
    return false;
  const ReadText *read = machine.texts.read(machine.textOf(whole, state), terms, sql::Dialect::Generic);
  bool isStatement = read && std::ranges::any_of(read->statements, [](const auto &one) {
                       return !std::holds_alternative<sql::Unreadable>(one->body);
                     });
  return isStatement ? std::optional(false) : std::nullopt;
}

void Effects::run(const apis::SearchText &effect, State &state) {
  using As = apis::SearchText::As;
  Term whole = text(effect.of, state), part = text(effect.part, state);
  if (terms.kind(part) == TermKind::Int)  // A character.
    part = terms.literalText(std::string(1, static_cast<char>(terms.number(part))));
  auto sought = terms.literal(part);
  auto from = given(effect.from) ? cutAt(whole, value(effect.from, state), terms) : Cut();
  std::optional<bool> there;
  if (sought)
    there = saysViolation(whole, *sought, state);
  if (sought && !there && !sought->empty() && from && !effect.folded)
    there = stands(whole, *sought, *from, state);
  if (!there)
    return run(apis::Pure(), state);
  if (effect.as == As::Presence)
    return setResult(terms.integer(*there), state);
  if (!*there)
    return setResult(terms.integer(effect.as == As::Pointer ? 0 : -1), state);
  auto cut = from && effect.as == As::Position ? findIn(whole, *sought, *from, terms) : std::nullopt;
  Term found = cut ? positionBehind(textBefore(whole, *cut, terms), terms) : fresh("found", state);
  state.learn(found).restrict(effect.as == As::Pointer ? 1 : 0, Knowledge::highest);
  setResult(found, state);
}

}  // namespace dbrace::worlds
