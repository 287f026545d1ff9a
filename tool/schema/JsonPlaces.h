// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the values of a JSON document stand.
//
// The JSON library parses but keeps no positions, and a report that says "the key is in line 12 of the schema" needs
// them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

namespace dbrace::schema {

struct JsonPlace {
  std::uint32_t line = 1, column = 1;  ///< From 1; columns in bytes.
  bool operator==(const JsonPlace &) const = default;
};
struct JsonPlaces {
  std::map<std::string, JsonPlace, std::less<>> values;     ///< By JSON pointer; the document itself is "".
  std::vector<std::pair<std::string, JsonPlace>> repeated;  ///< Members given twice: pointer and place of the second.
};

/// Nobody nests a schema deeper; a document that does is refused before anything recurses into it.
inline constexpr std::size_t jsonDepthLimit = 64;
std::size_t jsonDepth(std::string_view text);

/// What is wrong with a text that is no JSON.
struct JsonFault {
  JsonPlace at;
  std::string message;  ///< The JSON library's words, without its own numbering.
};
/// The document, or why it is none: an error of syntax, text that is not UTF-8, a number that no double can hold.
std::variant<nlohmann::json, JsonFault> parsedJson(std::string_view text);

/// `text` must be valid JSON, not deeper than the limit.
JsonPlaces jsonPlaces(std::string_view text);
/// Line and column of a byte offset.
JsonPlace placeOf(std::string_view text, std::size_t offset);
/// A pointer's step: '~' and '/' escaped as RFC 6901 says.
std::string pointerStep(std::string_view member);

}  // namespace dbrace::schema
