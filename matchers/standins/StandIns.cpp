// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "standins/StandIns.h"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
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
constexpr std::string_view undescribedFile = "undescribed";
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

/// Headers that mean another one of the module, as `spellings` lists them: "QSqlQuery: QSqlError QSqlRecord".
std::vector<std::pair<std::string, std::string>> aliasesIn(std::string_view spellings) {
  std::vector<std::pair<std::string, std::string>> out;
  for (std::string_view line : lines(spellings))
    if (std::size_t colon = line.find(": "); colon != line.npos) {
      std::string_view names = line.substr(colon + 1);
      while (!names.empty()) {
        names.remove_prefix(std::min(names.find_first_not_of(' '), names.size()));
        std::size_t end = std::min(names.find(' '), names.size());
        if (end > 0)
          out.emplace_back(names.substr(0, end), line.substr(0, colon));
        names.remove_prefix(end);
      }
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
    else if (name != undescribedFile)
      modules[module].push_back({module, name, std::string(folder) + "/" + module + "/" + name, file.content, {}});
  }
  std::vector<StandIn> out;
  for (auto &[module, headers] : modules) {
    const std::string_view patterns = spellings[module];
    std::vector<StandIn> further;
    auto add = [&, &module = module, &headers = headers](const std::string &name, const std::string &target) {
      auto isNamed = [&](const StandIn &other) { return other.name == name; };
      if (std::any_of(headers.begin(), headers.end(), isNamed) || std::any_of(further.begin(), further.end(), isNamed))
        return;
      // What names no folder may lie beside the headers: there it hides no folder of that name.
      std::string place = name.find('/') == name.npos ? module : module + std::string(spellingsEnd);
      further.push_back({module, name, std::string(folder) + "/" + place + "/" + name, {}, target});
    };
    std::vector<std::pair<std::string, std::string>> names;
    for (const StandIn &header : headers)
      names.emplace_back(header.name, header.path);
    for (const auto &[name, meant] : aliasesIn(patterns)) {
      std::string target = std::string(folder) + "/" + module + "/" + meant;
      add(name, target);
      if (name.find_first_of("/.") == name.npos)
        names.emplace_back(name, target);
    }
    for (std::string_view pattern : lines(patterns))
      for (const auto &[name, target] : names)
        if (pattern.find(": ") == pattern.npos)
          add(replaced(replaced(pattern, "{name}", name), "{lower}", lower(name)), target);
    std::stable_partition(further.begin(), further.end(),
                          [](const StandIn &one) { return one.name.find('/') == std::string::npos; });
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

/// How a module names headers after what they declare, and what such a header holds at least.
struct Convention {
  std::string_view prefix, content;
};
const std::map<std::string, Convention, std::less<>> &conventions() {
  static const std::map<std::string, Convention, std::less<>> known = [] {
    std::map<std::string, Convention, std::less<>> out;
    for (const Embedded &file : embeddedStandIns()) {
      std::size_t slash = file.name.find('/'), end = file.content.find('\n');
      if (file.name.substr(slash + 1) == undescribedFile)
        out[std::string(file.name.substr(0, slash))] = {file.content.substr(0, end), file.content.substr(end + 1)};
    }
    return out;
  }();
  return known;
}

struct Parts {
  std::string_view module, name;
  bool further;  ///< Among the further spellings.
};
Parts partsOf(std::string_view path) {
  if (!path.starts_with(folder) || path.size() <= folder.size() + 1)
    return {};
  path.remove_prefix(folder.size() + 1);
  std::size_t slash = std::min(path.find('/'), path.size());
  std::string_view module = path.substr(0, slash);
  bool further = module.ends_with(spellingsEnd);
  if (further)
    module.remove_suffix(spellingsEnd.size());
  return {module, path.substr(std::min(slash + 1, path.size())), further};
}

/// A header that nothing here describes, where its name says what it declares.
const StandIn *madeUp(std::string_view path) {
  auto [module, name, further] = partsOf(path);
  auto convention = conventions().find(module);
  if (convention == conventions().end())
    return nullptr;
  std::string_view prefix = convention->second.prefix, last = name.substr(name.rfind('/') + 1);
  auto isLetter = [](char c, char low, char high) { return c >= low && c <= high; };
  bool isClass = last.starts_with(prefix) && last.size() > prefix.size() && isLetter(last[prefix.size()], 'A', 'Z') &&
                 std::all_of(last.begin(), last.end(), [&](char c) {
                   return isLetter(c, 'A', 'Z') || isLetter(c, 'a', 'z') || isLetter(c, '0', '9');
                 });
  if (!isClass || further != (last.size() != name.size()) || !name.starts_with(prefix))
    return nullptr;
  static std::mutex mutex;
  static std::map<std::string, StandIn, std::less<>> made;
  static std::deque<std::string> contents;
  std::lock_guard lock(mutex);
  auto [at, isNew] = made.try_emplace(std::string(path));
  if (isNew) {
    std::string upper(last);
    for (char &c : upper)
      c = isLetter(c, 'a', 'z') ? static_cast<char>(c - 'a' + 'A') : c;
    contents.push_back(replaced(replaced(convention->second.content, "{class}", last), "{CLASS}", upper));
    at->second = {std::string(module), std::string(name), std::string(path), contents.back(), {}, true};
  }
  return &at->second;
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
  return found == byPath.end() ? madeUp(path) : found->second;
}

bool isMadeUpFolder(std::string_view path) {
  auto [module, name, rest] = partsOf(path);
  auto convention = conventions().find(module);
  return rest && convention != conventions().end() && name.starts_with(convention->second.prefix) &&
         name.find_first_of("/.") == name.npos;
}

bool meanTheSame(std::string_view left, std::string_view right) { return stem(left) == stem(right); }

}  // namespace standins
}  // namespace dbrace
