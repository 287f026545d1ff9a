// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/Notation.h"

#include <charconv>

namespace dbrace::apis {
namespace {

template <class Number> std::optional<Number> parseNumber(std::string_view text) {
  Number number{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

bool take(std::string_view &text, std::string_view prefix) {
  if (!text.starts_with(prefix))
    return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool isName(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9'))
    return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == text.npos;
}

/// "='x'" without its equals sign and quotes. The text may hold quotes itself.
std::optional<std::string> parseText(std::string_view text) {
  if (text.size() < 3 || !text.starts_with("='") || !text.ends_with("'"))
    return std::nullopt;
  return std::string(text.substr(2, text.size() - 3));
}

struct Word {
  std::string_view text;
  Yield::Kind kind;
};
constexpr Word yieldWords[] = {
    {"unknown", Yield::Kind::Unknown},   {"null", Yield::Kind::Null},         {"nonnull", Yield::Kind::NonNull},
    {"positive", Yield::Kind::Positive}, {"negative", Yield::Kind::Negative}, {"nonzero", Yield::Kind::NonZero},
    {"empty", Yield::Kind::Empty},
};

}  // namespace

std::optional<Ref> parseRef(std::string_view text) {
  Ref ref;
  if (text == "none")
    return ref;
  if (text == "null") {
    ref.base = Ref::Base::Null;
    return ref;
  }
  if (auto constant = parseText(text)) {
    ref.base = Ref::Base::Text;
    ref.text = *constant;
    return ref;
  }
  if (take(text, "=")) {
    auto number = parseNumber<std::int64_t>(text);
    if (!number)
      return std::nullopt;
    ref.base = Ref::Base::Integer;
    ref.number = *number;
    return ref;
  }
  if (take(text, "type")) {
    auto index = parseNumber<std::uint32_t>(text);
    ref.base = Ref::Base::Type;
    ref.index = index.value_or(0);
    return index ? std::optional(ref) : std::nullopt;
  }
  ref.pointee = take(text, "*");
  if (take(text, "this")) {
    ref.base = Ref::Base::This;
  } else if (take(text, "result")) {
    ref.base = Ref::Base::Result;
  } else if (take(text, "arg")) {
    ref.base = Ref::Base::Argument;
    std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    auto index = parseNumber<std::uint32_t>(text.substr(0, digits));
    if (!index)
      return std::nullopt;
    ref.index = *index;
    text.remove_prefix(digits);
    if (take(text, "..."))
      ref.rest = true;
    else
      ref.array = take(text, "[]");
  } else {
    return std::nullopt;
  }
  if (take(text, ".")) {
    if (ref.rest || !isName(text))
      return std::nullopt;
    ref.field = text;
    text = {};
  }
  if (!text.empty())
    return std::nullopt;
  return ref;
}

std::string printRef(const Ref &ref) {
  std::string text = ref.pointee ? "*" : "";
  switch (ref.base) {
  case Ref::Base::None:
    return "none";
  case Ref::Base::Null:
    return "null";
  case Ref::Base::Integer:
    return "=" + std::to_string(ref.number);
  case Ref::Base::Text:
    return "='" + ref.text + "'";
  case Ref::Base::Type:
    return "type" + std::to_string(ref.index);
  case Ref::Base::This:
    text += "this";
    break;
  case Ref::Base::Result:
    text += "result";
    break;
  case Ref::Base::Argument:
    text += "arg" + std::to_string(ref.index) + (ref.rest ? "..." : ref.array ? "[]" : "");
    break;
  }
  return ref.field.empty() ? text : text + "." + ref.field;
}

std::optional<Yield> parseYield(std::string_view text) {
  for (const Word &word : yieldWords)
    if (text == word.text)
      return Yield{.kind = word.kind};
  if (text == "true" || text == "false")
    return Yield{.kind = Yield::Kind::Integer, .number = text == "true"};
  if (auto constant = parseText(text))
    return Yield{.kind = Yield::Kind::Text, .text = *constant};
  if (take(text, "throws:"))
    return text.empty() ? std::nullopt
                        : std::optional(Yield{.kind = Yield::Kind::Throws, .exception = std::string(text)});
  Yield::Kind kind = take(text, "not:") ? Yield::Kind::Other : Yield::Kind::Integer;
  if (auto number = parseNumber<std::int64_t>(text))
    return Yield{.kind = kind, .number = *number};
  return std::nullopt;
}

std::string printYield(const Yield &yield) {
  for (const Word &word : yieldWords)
    if (yield.kind == word.kind)
      return std::string(word.text);
  switch (yield.kind) {
  case Yield::Kind::Text:
    return "='" + yield.text + "'";
  case Yield::Kind::Throws:
    return "throws:" + yield.exception;
  case Yield::Kind::Other:
    return "not:" + std::to_string(yield.number);
  default:
    return std::to_string(yield.number);
  }
}

}  // namespace dbrace::apis
