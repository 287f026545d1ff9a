// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Url.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace dbrace::witness {
namespace {

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3) {
      result += static_cast<char>(byte);
      i += 2;
    } else
      result += text[i];
  }
  return result;
}

/// Whether a '?' stands before the last '@': in a password, or an '@' in a parameter, which cannot be told apart.
bool isAmbiguous(std::string_view rest) {
  std::size_t at = rest.rfind('@');
  return at != std::string_view::npos && rest.find('?') < at;
}

}  // namespace

Url parseUrl(std::string_view text) {
  Url url;
  std::size_t colon = text.find("://");
  if (colon == std::string_view::npos)
    throw std::runtime_error("a database is given as postgresql://…, mysql://…, mariadb://… or the path of an SQLite "
                             "file: scheme://user:password@host:port/database");
  url.scheme = text.substr(0, colon);
  std::string_view rest = text.substr(colon + 3);
  bool ambiguous = isAmbiguous(rest);
  std::size_t mark = rest.find('?');
  std::string_view parameters = mark == std::string_view::npos ? "" : rest.substr(mark + 1);
  rest = rest.substr(0, mark);
  std::size_t slash = rest.find('/');
  if (ambiguous || (slash != std::string_view::npos && rest.find('@', slash) != std::string_view::npos))
    throw std::runtime_error("in " + shownUrl(text) +
                             ", '/', '?' and '@' in a user, password or parameter must be written %2F, %3F and %40");
  while (!parameters.empty()) {
    std::string_view pair = parameters.substr(0, parameters.find('&'));
    parameters.remove_prefix(std::min(pair.size() + 1, parameters.size()));
    std::size_t equals = std::min(pair.find('='), pair.size());
    url.parameters.emplace_back(decoded(pair.substr(0, equals)),
                                decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
  std::string_view authority = rest.substr(0, slash);
  if (slash != std::string_view::npos)
    url.database = decoded(rest.substr(slash + 1));
  if (std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    std::string_view user = authority.substr(0, at);
    std::size_t divider = user.find(':');
    url.user = decoded(user.substr(0, divider));
    if (divider != std::string_view::npos)
      url.password = decoded(user.substr(divider + 1));
    authority = authority.substr(at + 1);
  }
  bool bracketed = authority.starts_with('[');  // IPv6.
  std::size_t hostEnd = bracketed ? authority.find(']') : authority.find(':');
  url.host = decoded(authority.substr(bracketed ? 1 : 0, bracketed ? hostEnd - 1 : hostEnd));
  std::size_t divider = authority.find(':', bracketed && hostEnd != std::string_view::npos ? hostEnd : 0);
  if (divider != std::string_view::npos) {
    std::string_view port = authority.substr(divider + 1);
    if (std::from_chars(port.data(), port.data() + port.size(), url.port).ptr != port.data() + port.size())
      throw std::runtime_error("the port of " + shownUrl(text) + " is not a number");
  }
  return url;
}

std::string shownUrl(std::string_view text) {
  std::size_t colon = text.find("://");
  if (colon == std::string_view::npos)
    return std::string(text.substr(0, text.find('=')));  // Not "host=… password=…".
  std::string result(text.substr(0, colon + 3));
  std::string_view rest = text.substr(colon + 3);
  if (isAmbiguous(rest))
    return result + "…";
  rest = rest.substr(0, rest.find('?'));
  std::size_t at = rest.rfind('@');
  if (at == std::string_view::npos)  // "me:secret" looks like "host:port".
    return result + (rest.find(':') == std::string_view::npos ? std::string(rest) : "…");
  std::string_view user = rest.substr(0, at);
  return result + std::string(user.substr(0, user.find(':'))) + "@" + std::string(rest.substr(at + 1));
}

}  // namespace dbrace::witness
