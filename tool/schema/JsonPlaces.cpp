// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/JsonPlaces.h"

#include <optional>

namespace dbrace::schema {
namespace {

/// Walks a valid document once. Only strings and brackets matter, everything else is passed over.
class Walker {
public:
  explicit Walker(std::string_view text) : text(text) {}

  JsonPlaces walk() {
    value("");
    return std::move(places);
  }

private:
  JsonPlace here() const { return {line, static_cast<std::uint32_t>(at - lineStart + 1)}; }
  void next() {
    if (text[at++] == '\n') {
      ++line;
      lineStart = at;
    }
  }
  void blanks() {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r'))
      next();
  }
  std::string string() {
    std::size_t begin = at;
    next();
    while (text[at] != '"') {
      if (text[at] == '\\')
        next();
      next();
    }
    next();
    return nlohmann::json::parse(text.substr(begin, at - begin)).get<std::string>();
  }
  void value(const std::string &pointer) {
    blanks();
    places.values.emplace(pointer, here());
    if (text[at] == '{')
      elements('}', [&](std::size_t) {
        JsonPlace place = here();
        std::string member = pointer + "/" + pointerStep(string());
        if (places.values.contains(member))
          places.repeated.emplace_back(member, place);
        blanks();
        next();  // The colon.
        return member;
      });
    else if (text[at] == '[')
      elements(']', [&](std::size_t index) { return pointer + "/" + std::to_string(index); });
    else if (text[at] == '"')
      string();
    else
      while (at < text.size() && text[at] != ',' && text[at] != '}' && text[at] != ']' && text[at] != '\n')
        next();
  }
  template <typename Pointer> void elements(char close, Pointer pointerOf) {
    next();
    for (std::size_t index = 0;; ++index) {
      blanks();
      if (text[at] == close)
        break;
      value(pointerOf(index));
      blanks();
      if (text[at] == ',')
        next();
    }
    next();
  }

  std::string_view text;
  std::size_t at = 0, lineStart = 0;
  std::uint32_t line = 1;
  JsonPlaces places;
};

}  // namespace

std::size_t jsonDepth(std::string_view text) {
  std::size_t depth = 0, deepest = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '"')
      quoted = !quoted;
    else if (quoted)
      at += c == '\\';
    else if (c == '{' || c == '[')
      deepest = std::max(deepest, ++depth);
    else if ((c == '}' || c == ']') && depth)
      --depth;
  }
  return deepest;
}

namespace {

/// Keeps where the first fault is, which the library's exceptions tell for errors of syntax only.
class FaultKeeper : public nlohmann::detail::json_sax_dom_parser<nlohmann::json> {
public:
  FaultKeeper(std::string_view text, nlohmann::json &document) : json_sax_dom_parser(document, false), text(text) {}

  bool parse_error(std::size_t byte, const std::string &, const nlohmann::json::exception &error) {
    const std::string message = error.what();  // "[json.exception.parse_error.101] parse error at line 2, …"
    fault = JsonFault{placeOf(text, byte > 0 ? byte - 1 : 0), message.substr(message.find("] ") + 2)};
    return false;
  }
  std::optional<JsonFault> fault;

private:
  std::string_view text;
};

}  // namespace

std::variant<nlohmann::json, JsonFault> parsedJson(std::string_view text) {
  nlohmann::json document;
  FaultKeeper keeper(text, document);
  nlohmann::json::sax_parse(text, &keeper);
  if (keeper.fault)
    return std::move(*keeper.fault);
  return document;
}

JsonPlaces jsonPlaces(std::string_view text) { return Walker(text).walk(); }

JsonPlace placeOf(std::string_view text, std::size_t offset) {
  JsonPlace place;
  for (char c : text.substr(0, offset)) {
    ++place.column;
    if (c == '\n')
      place = {place.line + 1, 1};
  }
  return place;
}

std::string pointerStep(std::string_view member) {
  std::string step;
  for (char c : member)
    step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return step;
}

}  // namespace dbrace::schema
