// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/JsonReader.h"

#include "facts/JsonWriter.h"
#include "facts/Utf8.h"

#include <algorithm>

namespace dbrace::facts {
namespace {

std::string listed(std::span<const std::string_view> words) {
  std::string text;
  for (std::string_view word : words)
    text += (text.empty() ? "\"" : ", \"") + std::string(word) + "\"";
  return text;
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

JsonWriter::Json JsonWriter::print(TextId id) const {
  const std::string_view text = strings[id];
  if (isUtf8(text))
    return text;
  std::string hex;
  for (unsigned char byte : text) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return {{"hex", hex}};
}

void JsonReader::readText(const Json &json, TextId &id) {
  if (json.is_string()) {
    id = strings.intern(json.get_ref<const std::string &>());
    return;
  }
  const auto hex = json.is_object() && json.size() == 1 ? json.find("hex") : json.end();
  if (hex == json.end() || !hex->is_string())
    return fail("must be a text, or {\"hex\": \"…\"} for bytes that are not UTF-8");
  const auto &digits = hex->get_ref<const std::string &>();
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    const int high = hexDigit(digits[i]), low = hexDigit(digits[i + 1]);
    if (high < 0 || low < 0)
      break;
    bytes += static_cast<char>(high << 4 | low);
  }
  if (bytes.size() * 2 != digits.size())
    return fail("\"hex\" must be pairs of the digits 0 to 9 and a to f");
  id = strings.intern(bytes);
}

std::size_t JsonReader::word(const Json &json, std::span<const std::string_view> words) {
  if (json.is_string()) {
    const auto found = std::find(words.begin(), words.end(), json.get_ref<const std::string &>());
    if (found != words.end())
      return static_cast<std::size_t>(found - words.begin());
  }
  fail("must be one of " + listed(words));
  return 0;
}

void JsonReader::failUnknownMember(const Json &json, const std::vector<std::string_view> &known) {
  for (const auto &[name, value] : json.items()) {
    if (std::find(known.begin(), known.end(), name) != known.end())
      continue;
    fail("no such member; there are " + listed(known));
    error->pointer = "/" + name;
    return;
  }
}

bool JsonReader::opening(std::string_view format, int version, std::string_view again, std::string_view text,
                         Json &whole) {
  try {
    whole = Json::parse(text);
  } catch (const Json::exception &problem) {
    std::string message = problem.what();  // "[json.exception.parse_error.101] parse error at line 2, …"
    return fail("is not JSON: " + message.substr(message.find("] ") + 2)), false;
  }
  if (!whole.is_object() || whole.value("format", Json()) != Json(format))
    return fail("this is no " + std::string(format) + " document: the member \"format\" does not say so"), false;
  const auto found = whole.value("version", Json());
  if (found != Json(version))
    return fail("has format version " + found.dump(-1, ' ', true, Json::error_handler_t::replace) +
                ", this dbrace reads version " + std::to_string(version) + ": run " + std::string(again) + " again"),
           false;
  return true;
}

}  // namespace dbrace::facts
