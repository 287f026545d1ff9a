// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements in XML: texts, CDATA and attributes. Elements around them may name the database they are for.
#include "driver/CodeDdl.h"
#include "schema/ScriptDialect.h"

#include <algorithm>

namespace dbrace::driver {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

/// The five entities of XML.
std::string decoded(std::string_view written) {
  static constexpr std::pair<std::string_view, char> entities[] = {{"&amp;", '&'},  {"&lt;", '<'},    {"&gt;", '>'},
                                                                   {"&quot;", '"'}, {"&apos;", '\''}, {"&#10;", '\n'}};
  std::string text;
  while (!written.empty()) {
    auto entity = std::ranges::find_if(entities, [&](const auto &known) { return written.starts_with(known.first); });
    bool isOne = entity != std::end(entities);
    text += isOne ? entity->second : written.front();
    written.remove_prefix(isOne ? entity->first.size() : 1);
  }
  return text;
}

class Reader {
public:
  Reader(std::string_view xml, const std::string &file) : xml(xml), file(file) {}

  std::vector<CodeDdl> run() {
    while (at < xml.size()) {
      std::string_view rest = xml.substr(at);
      if (rest.starts_with("<!--"))
        at = behind("-->", 4);
      else if (rest.starts_with("<![CDATA["))
        cdata();
      else if (rest.starts_with("<?") || rest.starts_with("<!"))
        at = behind(">", 2);
      else if (rest.starts_with("<"))
        tag();
      else
        text();
    }
    return std::move(found);
  }

private:
  std::size_t behind(std::string_view close, std::size_t skip) const {
    std::size_t end = xml.find(close, at + skip);
    return end == nowhere ? xml.size() : end + close.size();
  }

  void text() {
    std::size_t end = std::min(xml.find('<', at), xml.size());
    add(decoded(xml.substr(at, end - at)), at);
    at = end;
  }

  void cdata() {
    std::size_t end = xml.find("]]>", at + 9);
    add(std::string(xml.substr(at + 9, end == nowhere ? nowhere : end - at - 9)), at + 9);
    at = end == nowhere ? xml.size() : end + 3;
  }

  void tag() {
    // A '>' may stand within an attribute.
    std::size_t end = at + 1;
    char quote = 0;
    std::size_t value = 0;
    bool closing = xml.substr(at).starts_with("</");
    std::optional<sql::Dialect> dialect = elements.empty() ? std::nullopt : elements.back();
    std::size_t nameEnd = std::min(xml.find_first_of(" \t\r\n/>", at + 1), xml.size());
    auto says = [&](std::string_view words) {
      if (auto named = schema::dialectOfPath(words.substr(0, 100)))
        dialect = named;
    };
    if (!closing)
      says(xml.substr(at + 1, nameEnd - at - 1));
    for (; end < xml.size() && (quote || xml[end] != '>'); ++end)
      if (!quote && (xml[end] == '"' || xml[end] == '\'')) {
        quote = xml[end];
        value = end + 1;
      } else if (quote && xml[end] == quote) {
        quote = 0;
        std::string content = decoded(xml.substr(value, end - value));
        if (definesTables(content))
          add(content, value);
        else
          says(content);
      }
    bool alone = end > at && end < xml.size() && xml[end - 1] == '/';
    if (closing && !elements.empty())
      elements.pop_back();
    else if (!closing && !alone && elements.size() < 1000)
      elements.push_back(dialect);
    at = std::min(end + 1, xml.size());
  }

  void add(std::string content, std::size_t where) {
    if (!definesTables(content))
      return;
    std::size_t first = content.find_first_not_of(" \t\r\n");
    std::string_view before = xml.substr(0, std::min(where + first, xml.size()));
    schema::Origin origin{file, static_cast<std::uint32_t>(1 + std::ranges::count(before, '\n')),
                          static_cast<std::uint32_t>(before.size() - (before.rfind('\n') + 1) + 1)};
    std::optional<sql::Dialect> dialect = elements.empty() ? std::nullopt : elements.back();
    if (!dialect)
      dialect = schema::dialectOfText(content);
    found.push_back({{file, std::move(content), std::move(origin)}, dialect});
  }

  std::string_view xml;
  const std::string &file;
  std::size_t at = 0;
  std::vector<std::optional<sql::Dialect>> elements;  ///< Those that are open, with the database they speak of.
  std::vector<CodeDdl> found;
};

}  // namespace

std::vector<CodeDdl> ddlInXml(std::string_view xml, const std::string &file) { return Reader(xml, file).run(); }

}  // namespace dbrace::driver
