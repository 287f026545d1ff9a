// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Format strings with their arguments as one text: printf and its dialects, fmt, Qt's numbered places.
#include "worlds/Effects.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

namespace dbrace::worlds {

namespace {

/// One conversion of a printf format: how many `*` it takes, and its letter. `at` is behind the `%`; moved behind it.
struct Conversion {
  char letter = 0;
  int stars = 0;
  std::size_t position = 0;  ///< Of its argument, from 1, where it says so (`%2$d`); else 0.
};
Conversion readConversion(std::string_view format, std::size_t &at) {
  Conversion conversion;
  constexpr std::string_view flags = "-+ #0!,'123456789.$*hlLqjztI";
  const std::size_t digits = format.find_first_not_of("0123456789", at);
  if (digits != at && digits < format.size() && format[digits] == '$')
    std::from_chars(format.data() + at, format.data() + digits, conversion.position);
  while (at < format.size()) {
    char c = format[at];
    // `q` is a length modifier in BSD's "%qd" and a conversion of its own in SQLite's "%q".
    bool isLength = c == 'q' && at + 1 < format.size() &&
                    std::string_view("diux").find(format[at + 1]) != std::string_view::npos &&
                    (at + 2 >= format.size() || !std::isalnum(static_cast<unsigned char>(format[at + 2])));
    if (flags.find(c) == std::string_view::npos || (c == 'q' && !isLength) ||
        (c == 'z' &&
         !(at + 1 < format.size() && std::string_view("diux").find(format[at + 1]) != std::string_view::npos)))
      break;
    conversion.stars += c == '*';
    ++at;
  }
  if (at < format.size())
    conversion.letter = format[at++];
  return conversion;
}

/// Blanks end words; what arguments hold does not. `parts` is what stands before.
std::string separated(std::string_view characters, bool first) {
  std::string result;
  for (char c : characters) {
    bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank)
      result += c;
    else if (result.empty() ? !first : result.back() != sql::wordSeparator)
      result += sql::wordSeparator;
  }
  return result;
}

}  // namespace

Term Effects::format(const apis::Format &effect, const State &state) {
  Term pattern = given(effect.format) ? text(effect.format, state) : noTerm;
  std::vector<Term> arguments;
  Term list = noTerm;
  if (effect.vaList) {
    list = value(effect.arguments, state);
    // A va_list that is passed on is the array itself, its address, or a copy.
    for (int i = 0; i < 3 && terms.kind(list) == TermKind::Address; ++i) {
      Term inner = state.get(terms.operand(list, 0));
      if (inner == noTerm || terms.kind(inner) != TermKind::Address)
        break;
      list = inner;
    }
  } else if (effect.arguments.rest || effect.arguments.array)
    arguments = values(effect.arguments, state);
  else if (given(effect.arguments))
    arguments = {value(effect.arguments, state)};
  Term here = terms.run(call.frame.id, call.number);
  std::size_t next = 0;
  auto argument = [&](std::size_t index) -> Term {
    Term term = noTerm;
    if (effect.vaList && terms.kind(list) == TermKind::Address)
      term =
          machine.load(terms.element(terms.operand(list, 0), terms.integer(static_cast<std::int64_t>(index))), state);
    else if (effect.vaList)
      term = terms.apply("variadic", {list, terms.integer(static_cast<std::int64_t>(index))});
    else if (index < arguments.size()) {
      term = arguments[index];
      // A character is written as such; only its variable's type says that it is one.
      if (std::size_t at = effect.arguments.index + index; effect.style == "fmt" && at < call.arguments.size()) {
        Term place = terms.kind(call.arguments[at]) == TermKind::Address ? terms.operand(call.arguments[at], 0)
                                                                         : call.sources[at];
        Term held = machine.textOf(term, state);
        if (terms.kind(held) == TermKind::Int && machine.isCharacter(call.frame, place))
          return terms.literalText(std::string(1, static_cast<char>(terms.number(held))));
      }
    } else
      return terms.symbol("missing", {here, terms.integer(static_cast<std::int64_t>(index))});
    return machine.textOf(term, state);
  };
  if (pattern == noTerm)
    return terms.symbol("formatted", {here});
  if (terms.kind(pattern) != TermKind::Text) {
    std::vector<Term> from{pattern};
    for (std::size_t i = 0; i < arguments.size(); ++i)
      from.push_back(argument(i));
    return terms.apply("formatted", from);
  }
  if (effect.style == "qt")
    return numberedPlaces(pattern, arguments.size(), argument);

  std::vector<Term> parts;
  const bool words = effect.style == "words";
  auto literal = [&](std::string_view characters) {
    parts.push_back(terms.literalText(words ? separated(characters, parts.empty()) : std::string(characters)));
  };
  for (Term piece : terms.operands(pattern)) {
    if (terms.kind(piece) != TermKind::Literal) {
      parts.push_back(piece);
      continue;
    }
    std::string_view format = terms.name(piece);
    std::size_t at = 0, plain = 0;
    auto flush = [&](std::size_t end) { literal(format.substr(plain, end - plain)); };
    while (at < format.size()) {
      if (effect.style == "fmt" && (format[at] == '{' || format[at] == '}')) {
        if (at + 1 < format.size() && format[at + 1] == format[at]) {
          flush(at + 1);
          plain = at += 2;
          continue;
        }
        if (format[at] == '}') {
          ++at;
          continue;
        }
        flush(at);
        std::size_t close = format.find('}', at);
        std::string_view field = format.substr(at + 1, close == std::string_view::npos ? close : close - at - 1);
        std::size_t index = next;
        if (!field.empty() && std::isdigit(static_cast<unsigned char>(field[0])))
          std::from_chars(field.data(), field.data() + field.size(), index);
        else
          ++next;
        parts.push_back(argument(index));
        plain = at = close == std::string_view::npos ? format.size() : close + 1;
        continue;
      }
      if (format[at] != '%' || effect.style == "fmt") {
        ++at;
        continue;
      }
      if (at + 1 < format.size() && format[at + 1] == '%') {
        flush(at + 1);
        plain = at += 2;
        continue;
      }
      flush(at);
      std::size_t begin = at++;
      Conversion conversion = readConversion(format, at);
      next += static_cast<std::size_t>(conversion.stars);
      auto wanted = [&] { return argument(conversion.position ? conversion.position - 1 : next++); };
      bool sqlite = effect.style == "sqlite";
      if (conversion.letter == 0)
        literal(format.substr(begin));
      else if (conversion.letter == 'n')
        ++next;
      else if (sqlite && conversion.letter == 'Q') {
        literal("'");
        parts.push_back(wanted());
        literal("'");
      } else
        parts.push_back(wanted());
      next += words && conversion.letter == 'b';  // Its length.
      plain = at;
    }
    flush(format.size());
  }
  return terms.text(parts);
}

/// `.arg(a, b)`: every occurrence of the lowest place number becomes the first argument, of the next one the second.
Term Effects::numberedPlaces(Term pattern, std::size_t count, const std::function<Term(std::size_t)> &argument) {
  auto places = [](std::string_view format, auto found) {
    for (std::size_t i = 0; i + 1 < format.size(); ++i) {
      if (format[i] != '%')
        continue;
      std::size_t digit = i + 1 + (format[i + 1] == 'L');
      if (digit >= format.size() || !std::isdigit(static_cast<unsigned char>(format[digit])))
        continue;
      std::size_t end = digit + 1 < format.size() && std::isdigit(static_cast<unsigned char>(format[digit + 1]))
                            ? digit + 2
                            : digit + 1;
      int number = 0;
      std::from_chars(format.data() + digit, format.data() + end, number);
      found(i, end, number);
      i = end - 1;
    }
  };
  std::set<int> numbers;
  for (Term piece : terms.operands(pattern))
    if (terms.kind(piece) == TermKind::Literal)
      places(terms.name(piece), [&](std::size_t, std::size_t, int number) { numbers.insert(number); });
  std::vector<int> replaced(numbers.begin(), numbers.end());
  replaced.resize(std::min(replaced.size(), count));
  std::vector<Term> parts;
  for (Term piece : terms.operands(pattern)) {
    if (terms.kind(piece) != TermKind::Literal) {
      parts.push_back(piece);
      continue;
    }
    std::string_view format = terms.name(piece);
    std::size_t plain = 0;
    places(format, [&](std::size_t begin, std::size_t end, int number) {
      auto place = std::find(replaced.begin(), replaced.end(), number);
      if (place == replaced.end())
        return;
      parts.push_back(terms.literalText(format.substr(plain, begin - plain)));
      parts.push_back(argument(static_cast<std::size_t>(place - replaced.begin())));
      plain = end;
    });
    parts.push_back(terms.literalText(format.substr(plain)));
  }
  return terms.text(parts);
}

void Effects::run(const apis::JoinTexts &effect, State &state) {
  if (effect.of.array || effect.of.rest) {
    std::vector<Term> parts;
    for (Term element : values(effect.of, state)) {
      if (!parts.empty() && given(effect.separator))
        parts.push_back(text(effect.separator, state));
      parts.push_back(machine.textOf(element, state));
    }
    // Where the first is not known none is.
    setResult(parts.empty() ? fresh("joined", state) : terms.text(parts), state);
    return;
  }
  Term container = object(effect.of, state);
  Term length = state.get(terms.field(container, "#length"));
  if (machine.sizeOf(container, state) == terms.integer(0))
    length = terms.integer(0);
  if (length == noTerm || terms.kind(length) != TermKind::Int) {
    setResult(terms.apply("joined", {machine.load(container, state)}), state);
    return;
  }
  std::vector<Term> parts;
  for (std::int64_t i = 0; i < terms.number(length); ++i) {
    if (i > 0 && given(effect.separator))
      parts.push_back(text(effect.separator, state));
    parts.push_back(machine.textOf(machine.load(terms.element(container, terms.integer(i)), state), state));
  }
  setResult(terms.text(parts), state);
}

void Effects::run(const apis::ReplaceText &effect, State &state) {
  Term whole = machine.textOf(machine.load(object(effect.of, state), state), state);
  Term from = text(effect.from, state), to = text(effect.to, state);
  auto searched = terms.literal(from);
  if (searched && (*searched == "'" || *searched == "\"" || *searched == "\\"))
    return;  // Escaped: the database reads what was there before.
  if (!searched || searched->empty() || terms.kind(whole) != TermKind::Text) {
    writeTo(effect.of, terms.apply("replaced", {whole, from, to}), state);
    return;
  }
  std::vector<Term> parts;
  for (Term piece : terms.operands(whole)) {
    if (terms.kind(piece) != TermKind::Literal) {
      parts.push_back(piece);
      continue;
    }
    std::string_view rest = terms.name(piece);
    for (std::size_t at; (at = rest.find(*searched)) != rest.npos; rest.remove_prefix(at + searched->size())) {
      parts.push_back(terms.literalText(rest.substr(0, at)));
      parts.push_back(to);
    }
    parts.push_back(terms.literalText(rest));
  }
  writeTo(effect.of, terms.text(parts), state);
}

}  // namespace dbrace::worlds
