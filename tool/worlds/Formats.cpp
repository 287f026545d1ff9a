// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Format strings with their arguments as one text: printf and its SQL dialect, fmt, Qt's numbered places.
#include "worlds/Effects.h"

#include <cctype>
#include <charconv>

namespace dbrace::worlds {

namespace {

/// One conversion of a printf format: how many `*` it takes, and its letter. `at` is behind the `%`; moved behind it.
struct Conversion {
  char letter = 0;
  int stars = 0;
};
Conversion readConversion(std::string_view format, std::size_t &at) {
  Conversion conversion;
  constexpr std::string_view flags = "-+ #0!,'123456789.$*hlLqjztI";
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
  } else if (given(effect.arguments))
    arguments = values(effect.arguments, state);
  Term here = terms.run(call.frame.id, call.number);
  std::size_t next = 0;
  auto argument = [&](std::size_t index) -> Term {
    Term term = noTerm;
    if (effect.vaList && terms.kind(list) == TermKind::Address)
      term =
          machine.load(terms.element(terms.operand(list, 0), terms.integer(static_cast<std::int64_t>(index))), state);
    else if (effect.vaList)
      term = terms.apply("variadic", {list, terms.integer(static_cast<std::int64_t>(index))});
    else if (index < arguments.size())
      term = arguments[index];
    else
      return terms.symbol("missing", {here, terms.integer(static_cast<std::int64_t>(index))});
    return machine.textOf(term, state);
  };
  if (pattern == noTerm || (terms.kind(pattern) != TermKind::Text))
    return pattern != noTerm ? terms.apply("formatted", {pattern}) : terms.symbol("formatted", {here});

  std::vector<Term> parts;
  auto literal = [&](std::string_view characters) { parts.push_back(terms.literalText(characters)); };
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
      if (effect.style == "qt") {
        // `%1`: only the lowest number present is replaced by one `.arg()`; the caller's model says one argument.
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
      bool sqlite = effect.style == "sqlite";
      if (conversion.letter == 0)
        literal(format.substr(begin));
      else if (conversion.letter == 'n')
        ++next;
      else if (sqlite && conversion.letter == 'Q') {
        literal("'");
        parts.push_back(argument(next++));
        literal("'");
      } else
        parts.push_back(argument(next++));
      plain = at;
    }
    flush(format.size());
  }
  if (effect.style != "qt")
    return terms.text(parts);

  // One `.arg(x)`: replace every occurrence of the lowest place number.
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
  int lowest = 1000;
  for (Term piece : terms.operands(pattern))
    if (terms.kind(piece) == TermKind::Literal)
      places(terms.name(piece), [&](std::size_t, std::size_t, int number) { lowest = std::min(lowest, number); });
  parts.clear();
  for (Term piece : terms.operands(pattern)) {
    if (terms.kind(piece) != TermKind::Literal) {
      parts.push_back(piece);
      continue;
    }
    std::string_view format = terms.name(piece);
    std::size_t plain = 0;
    places(format, [&](std::size_t begin, std::size_t end, int number) {
      if (number != lowest)
        return;
      parts.push_back(terms.literalText(format.substr(plain, begin - plain)));
      parts.push_back(argument(0));
      plain = end;
    });
    parts.push_back(terms.literalText(format.substr(plain)));
  }
  return terms.text(parts);
}

}  // namespace dbrace::worlds
