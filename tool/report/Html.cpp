// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Html.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace dbrace {

struct Embedded {
  std::string_view name, content;
};
std::span<const Embedded> reportAssets();  // Generated from assets/ by CMake, in the order scripts run in.

}  // namespace dbrace

namespace dbrace::report {
namespace {

/// Inside of a script element only "</script" and "<!--" end or change what is read: no '<' is left.
std::string forScript(std::string_view json) {
  std::string text;
  for (char c : json)
    text += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return text;
}

/// The page runs scripts with this word only (Content-Security-Policy), which no text inside of it can know.
std::string nonceOf(std::string_view data) {
  std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a.
  for (unsigned char byte : data)
    hash = (hash ^ byte) * 0x100000001b3u;
  return std::to_string(hash);
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result;
  for (std::size_t begin = 0;;) {
    std::size_t found = text.find(what, begin);
    result += text.substr(begin, found - begin);
    if (found == std::string_view::npos)
      return result;
    result += by;
    begin = found + what.size();
  }
}

}  // namespace

std::string asHtml(const std::vector<nlohmann::ordered_json> &logs, const std::vector<TrendPoint> &trend) {
  std::string data = forScript(htmlData(logs, trend).dump());
  std::string page, style, scripts;
  for (const Embedded &asset : reportAssets()) {
    if (asset.name.ends_with(".html"))
      page = asset.content;
    else
      (asset.name.ends_with(".css") ? style : scripts) += asset.content;
  }
  std::string nonce = nonceOf(data);
  page = replaced(page, "{{nonce}}", nonce);
  page = replaced(page, "{{style}}", style);
  page = replaced(page, "{{scripts}}", scripts);
  // Last: what it holds is not looked at again.
  return replaced(page, "{{data}}", data);
}

}  // namespace dbrace::report
