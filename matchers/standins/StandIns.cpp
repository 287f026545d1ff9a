// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "standins/StandIns.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>

namespace dbrace {
struct Embedded {
  std::string_view name, content;
};
std::span<const Embedded> embeddedStandIns();

namespace standins {
namespace {

constexpr std::string_view spellingsFile = "spellings";
constexpr std::string_view spellingsEnd = " (spellings)";  // Beside the module's folder, not in it: see all().

std::string lower(std::string_view text) {
  std::string out(text);
  for (char &c : out)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string replaced(std::string_view pattern, std::string_view what, std::string_view by) {
  std::string out(pattern);
  for (std::size_t at = out.find(what); at != std::string::npos; at = out.find(what, at + by.size()))
    out.replace(at, what.size(), by);
  return out;
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size());
    if (std::string_view line = text.substr(0, end); !line.empty() && !line.starts_with('#'))
      out.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// A module's headers lie in a folder of its name. Further spellings have a folder of their own, because the header
/// QtSql and the folder of QtSql/QSqlQuery could not lie in one.
std::vector<StandIn> collect() {
  std::map<std::string, std::vector<StandIn>, std::less<>> modules;
  std::map<std::string, std::string_view, std::less<>> spellings;
  for (const Embedded &file : embeddedStandIns()) {
    std::size_t slash = file.name.find('/');
    std::string module(file.name.substr(0, slash)), name(file.name.substr(slash + 1));
    if (name == spellingsFile)
      spellings[module] = file.content;
    else
      modules[module].push_back({module, name, std::string(folder) + "/" + module + "/" + name, file.content, {}});
  }
  std::vector<StandIn> out;
  for (auto &[module, headers] : modules) {
    std::vector<StandIn> further;
    if (auto patterns = spellings.find(module); patterns != spellings.end())
      for (std::string_view pattern : lines(patterns->second))
        for (const StandIn &header : headers) {
          std::string name = replaced(replaced(pattern, "{name}", header.name), "{lower}", lower(header.name));
          auto isNamed = [&](const StandIn &other) { return other.name == name; };
          if (std::none_of(headers.begin(), headers.end(), isNamed) &&
              std::none_of(further.begin(), further.end(), isNamed))
            further.push_back({module,
                               name,
                               std::string(folder) + "/" + module + std::string(spellingsEnd) + "/" + name,
                               {},
                               header.path});
        }
    std::move(headers.begin(), headers.end(), std::back_inserter(out));
    std::move(further.begin(), further.end(), std::back_inserter(out));
  }
  return out;
}

/// The last component without the ending of a header, in lower case.
std::string stem(std::string_view name) {
  name.remove_prefix(name.rfind('/') + 1);
  for (std::string_view ending : {".h", ".hpp", ".hxx"})
    if (name.ends_with(ending) && name.size() > ending.size())
      return lower(name.substr(0, name.size() - ending.size()));
  return lower(name);
}

}  // namespace

const std::vector<StandIn> &all() {
  static const std::vector<StandIn> list = collect();
  return list;
}

const std::vector<std::string> &searchFolders() {
  static const std::vector<std::string> list = [] {
    std::vector<std::string> folders;
    for (const StandIn &one : all()) {
      std::string place = one.path.substr(0, one.path.size() - one.name.size() - 1);
      if (folders.empty() || folders.back() != place)
        folders.push_back(std::move(place));
    }
    return folders;
  }();
  return list;
}

const StandIn *find(std::string_view path) {
  static const std::unordered_map<std::string_view, const StandIn *> byPath = [] {
    std::unordered_map<std::string_view, const StandIn *> map;
    for (const StandIn &one : all())
      map[one.path] = &one;
    return map;
  }();
  auto found = byPath.find(path);
  return found == byPath.end() ? nullptr : found->second;
}

bool meanTheSame(std::string_view left, std::string_view right) { return stem(left) == stem(right); }

}  // namespace standins
}  // namespace dbrace
