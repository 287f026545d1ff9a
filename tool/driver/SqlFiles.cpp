// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SqlFiles.h"

#include "driver/Files.h"
#include "driver/SourceTree.h"

#include <algorithm>
#include <map>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;
using worlds::NamedText;

constexpr std::uintmax_t largest = 64 * 1024;  // Bytes: more is a dump.

/// The name in a heading: "-- name: find_user" and "-- :name find_user :one".
std::string_view headingIn(std::string_view line) {
  auto skip = [&](std::string_view characters) {
    std::size_t start = line.find_first_not_of(characters);
    line.remove_prefix(std::min(start, line.size()));
  };
  skip(" \t");
  if (!line.starts_with("--"))
    return {};
  skip("- \t:");
  if (!line.starts_with("name"))
    return {};
  line.remove_prefix(4);
  if (line.empty() || std::string_view(": \t").find(line.front()) == std::string_view::npos)
    return {};
  skip(": \t");
  std::string_view name = line.substr(0, line.find_first_of(" \t\r\n"));
  return worlds::isName(name) ? name : std::string_view();
}

/// One text of a file, at the line where its statement begins.
NamedText textAt(std::string_view content, std::size_t begin, std::size_t end, const std::string &file,
                 sql::Dialect dialect) {
  NamedText named;
  named.text = content.substr(begin, end - begin);
  auto statements = sql::read(sql::Text(named.text), dialect);
  std::size_t at = begin + (statements.empty() ? 0 : statements.front().begin);
  while (at < end && std::isspace(static_cast<unsigned char>(content[at])))
    ++at;
  std::size_t lineStart = at == 0 ? std::string_view::npos : content.rfind('\n', at - 1);
  named.at.file = file;
  named.at.line = 1 + static_cast<std::uint32_t>(
                          std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  named.at.column = static_cast<std::uint32_t>(at - (lineStart == std::string_view::npos ? 0 : lineStart + 1)) + 1;
  named.at.begin = static_cast<std::uint32_t>(at);
  named.at.end = static_cast<std::uint32_t>(end);
  std::size_t slash = file.rfind('/');
  named.group = "folder " + file.substr(0, slash == std::string::npos ? 0 : slash);
  return named;
}

bool isOne(const NamedText &text, bool any, sql::Dialect dialect) {
  return worlds::isStatement(text.text, dialect) && (any || sql::read(sql::Text(text.text), dialect).size() == 1);
}

std::vector<NamedText> read(const fs::path &file, const fs::path &root, bool any, sql::Dialect dialect) {
  std::error_code error;
  if (fs::file_size(file, error) > largest || error)
    return {};
  std::optional<std::string> content = fileContent(file);
  return content ? statementsIn(*content, relativeTo(root, file), any, dialect) : std::vector<NamedText>();
}

void append(std::vector<NamedText> &to, std::vector<NamedText> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Names and attributes of XML, as far as resource lists use it.
class Tags {
public:
  explicit Tags(std::string_view text) : text(text) {}
  std::string_view name, content;  ///< Of the current tag, and what stands behind it, up to the next.

  bool next() {
    std::size_t open = text.find('<', at);
    if (open == std::string_view::npos)
      return false;
    if (text.substr(open).starts_with("<!--")) {
      std::size_t end = text.find("-->", open);
      at = end == std::string_view::npos ? text.size() : end + 3;
      return next();
    }
    std::size_t close = text.find('>', open);
    if (close == std::string_view::npos)
      return false;
    inside = text.substr(open + 1, close - open - 1);
    name = inside.substr(0, inside.find_first_of(" \t\r\n/", 1));
    at = close + 1;
    content = text.substr(at, text.find('<', at) - at);
    return true;
  }
  std::string attribute(std::string_view wanted) const {
    for (std::size_t found = inside.find(wanted); found != std::string_view::npos;
         found = inside.find(wanted, found + 1)) {
      std::size_t quote = inside.find_first_not_of(" \t\r\n=", found + wanted.size());
      bool whole = found > 0 && std::isspace(static_cast<unsigned char>(inside[found - 1]));
      if (!whole || quote == std::string_view::npos || (inside[quote] != '"' && inside[quote] != '\''))
        continue;
      std::size_t end = inside.find(inside[quote], quote + 1);
      return plain(inside.substr(quote + 1, end - quote - 1));
    }
    return {};
  }
  static std::string plain(std::string_view escaped) {
    static constexpr std::pair<std::string_view, char> entities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    std::string out;
    while (!escaped.empty()) {
      auto entity = std::find_if(std::begin(entities), std::end(entities),
                                 [&](const auto &one) { return escaped.starts_with(one.first); });
      out += entity == std::end(entities) ? escaped.front() : entity->second;
      escaped.remove_prefix(entity == std::end(entities) ? 1 : entity->first.size());
    }
    std::size_t first = out.find_first_not_of(" \t\r\n"), last = out.find_last_not_of(" \t\r\n");
    return first == std::string::npos ? std::string() : out.substr(first, last - first + 1);
  }

private:
  std::string_view text, inside;
  std::size_t at = 0;
};

}  // namespace

std::vector<NamedText> statementsIn(std::string_view content, const std::string &name, bool any, sql::Dialect dialect) {
  std::vector<NamedText> found;
  std::vector<std::pair<std::string_view, std::size_t>> headings;  // With the offset behind them.
  for (std::size_t line = 0; line < content.size();) {
    std::size_t end = std::min(content.find('\n', line), content.size());
    if (std::string_view heading = headingIn(content.substr(line, end - line)); !heading.empty())
      headings.emplace_back(heading, end);
    line = end + 1;
  }
  for (std::size_t i = 0; i < headings.size(); ++i) {
    std::size_t end = i + 1 < headings.size() ? content.rfind('\n', headings[i + 1].second - 1) : content.size();
    NamedText text = textAt(content, headings[i].second, std::max(end, headings[i].second), name, dialect);
    text.name = headings[i].first;
    if (isOne(text, true, dialect))
      found.push_back(std::move(text));
  }
  if (!headings.empty())
    return found;
  NamedText whole = textAt(content, 0, content.size(), name, dialect);
  whole.name = name;
  if (isOne(whole, any, dialect))
    found.push_back(std::move(whole));
  return found;
}

std::vector<Resource> resourcesIn(std::string_view qrc) {
  std::vector<Resource> found;
  std::string prefix;
  for (Tags tags(qrc); tags.next();) {
    if (tags.name == "qresource")
      prefix = tags.attribute("prefix");
    if (tags.name != "file")
      continue;
    std::string file = Tags::plain(tags.content), alias = tags.attribute("alias");
    std::string path = prefix + "/" + (alias.empty() ? file : alias);
    path.erase(0, std::min(path.find_first_not_of('/'), path.size()));
    if (!file.empty())
      found.push_back({":/" + path, std::move(file)});
  }
  return found;
}

std::vector<NamedText> configuredStatements(const fs::path &root, const Settings &settings) {
  std::vector<NamedText> found;
  for (const fs::path &folder : settings.sqlDirectories)
    for (const fs::path &file : findSources(resolved(folder), root, settings.exclude).statements)
      append(found, read(file, root, true, settings.dialect));
  return found;
}

std::vector<NamedText> findStatements(const fs::path &folder, const fs::path &root, const Settings &settings) {
  SourceTree tree = findSources(folder, root, settings.exclude);
  std::vector<NamedText> found;
  if (!settings.sqlDirectories.empty())
    found = configuredStatements(root, settings);
  else
    for (const fs::path &file : tree.statements)
      append(found, read(file, root, false, settings.dialect));
  std::map<std::string, const NamedText *> known;
  for (const NamedText &text : found)
    known.emplace(text.at.file, &text);
  std::vector<NamedText> resources;
  for (const fs::path &list : tree.resources)
    for (const Resource &resource : resourcesIn(fileContent(list).value_or(std::string()))) {
      fs::path file = resolved(list.parent_path() / resource.file);
      if (file.extension() != ".sql" || !isInside(file, root))
        continue;
      auto listed = known.find(relativeTo(root, file));
      std::vector<NamedText> texts =
          listed == known.end() ? read(file, root, true, settings.dialect) : std::vector<NamedText>{*listed->second};
      for (NamedText &text : texts)
        text.name = resource.path;
      append(resources, std::move(texts));
    }
  append(found, std::move(resources));
  return found;
}

}  // namespace dbrace::driver
