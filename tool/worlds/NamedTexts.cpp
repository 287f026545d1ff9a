// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/NamedTexts.h"

#include "worlds/FunctionDigests.h"
#include "worlds/PackedValues.h"
#include "worlds/StatementText.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace dbrace::worlds {

namespace {

constexpr std::string_view separators = "-./:";
constexpr std::size_t shortestEnding = 4;  // "id" and "sql" end too much.

bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)); }
bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Two spellings of one statement for different client libraries: blanks, case and the marks of parameters do not
/// count.
std::string normalised(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool mark = (c == '$' || c == ':' || c == '@' || c == '?' || c == '%') && (i == 0 || text[i - 1] != ':');
    if (mark && i + 1 < text.size() && c != '?' && isWordCharacter(text[i + 1])) {
      out += '?';
      while (i + 1 < text.size() && isWordCharacter(text[i + 1]))
        ++i;
    } else if (std::isspace(static_cast<unsigned char>(c))) {
      if (!out.empty() && out.back() != ' ')
        out += ' ';
    } else if (c != '"' && c != '`' && c != ';')
      out += lower(c);
  }
  while (!out.empty() && out.back() == ' ')
    out.pop_back();
  return out;
}

/// What a name may be spelled like behind a prefix: "gmysql-insert-user" ends with "insert-user" and with "user".
std::vector<std::string_view> endings(std::string_view name) {
  std::vector<std::string_view> all;
  for (std::size_t at = name.find_first_of(separators); at != std::string_view::npos;
       at = name.find_first_of(separators, at + 1))
    if (name.size() - at - 1 >= shortestEnding)
      all.push_back(name.substr(at + 1));
  return all;
}

bool isFile(std::string_view name) { return name.ends_with(".sql") || name.ends_with(".SQL"); }

}  // namespace

bool isName(std::string_view text) {
  constexpr std::size_t longest = 200;
  return text.size() >= 2 && text.size() <= longest && std::any_of(text.begin(), text.end(), isLetter) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return isWordCharacter(c) || separators.find(c) != std::string_view::npos || c == '#' || c == '@';
         });
}

bool mayBeStatement(std::string_view text) {
  static constexpr std::array<std::string_view, 7> words = {"select", "insert",  "update", "delete",
                                                            "with",   "replace", "merge"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    auto found =
        std::search(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) { return lower(a) == b; });
    auto after = found + (found == text.end() ? 0 : static_cast<std::ptrdiff_t>(word.size()));
    return after != text.end() && !isWordCharacter(*after);
  });
}

/// BEGIN IMMEDIATE, COMMIT: what keeps rivals out is registered like any other statement.
static bool isControl(std::string_view text, sql::Dialect dialect) {
  constexpr std::size_t longest = 60;
  if (text.size() > longest)
    return false;
  auto statements = sql::read(sql::Text(text), dialect);
  return statements.size() == 1 && !statements.front().partial &&
         std::holds_alternative<sql::TransactionControl>(statements.front().body);
}

bool isStatement(std::string_view text, sql::Dialect dialect) {
  if (isControl(text, dialect))
    return true;
  if (!mayBeStatement(text))
    return false;
  bool any = false;
  for (const sql::Statement &statement : sql::read(sql::Text(text), dialect)) {
    // "insert coin" has a verb and a name, and nothing that it does.
    bool works = std::visit(
        [](const auto &body) {
          using Body = std::decay_t<decltype(body)>;
          if constexpr (std::is_same_v<Body, sql::Insert>)
            return !body.rows.empty() || body.select || body.defaultValues;
          else if constexpr (std::is_same_v<Body, sql::Update>)
            return !body.set.empty();
          else
            return std::is_same_v<Body, sql::Select> || std::is_same_v<Body, sql::Delete> ||
                   std::is_same_v<Body, sql::Merge>;
        },
        statement.body);
    if (!works || tableOf(statement).empty())
      return false;
    any = true;
  }
  return any;
}

std::string_view stem(std::string_view path) {
  if (!isFile(path))
    return {};
  path.remove_suffix(4);
  std::size_t slash = path.find_last_of("/:");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

void NamedTexts::add(NamedText text) {
  text.name.erase(0, std::min(text.name.find_first_not_of(separators), text.name.size()));
  if (finished || text.name.empty())
    return;
  texts.push_back(std::move(text));
}

/// One source may register for several backends, each in a function of its own.
void NamedTexts::splitGroups() {
  std::map<std::pair<std::string, std::string>, const NamedText *> first;
  std::set<std::string> divided;
  for (const NamedText &text : texts) {
    auto [at, isNew] = first.try_emplace({text.group, text.name}, &text);
    if (!isNew && at->second->part != text.part && at->second->text != text.text)
      divided.insert(text.group);
  }
  for (NamedText &text : texts)
    if (divided.contains(text.group))
      text.group += "\n" + text.part;
}

void NamedTexts::finish() {
  finished = true;
  splitGroups();
  auto key = [](const NamedText &it) { return std::tie(it.name, it.group, it.text, it.at.file, it.at.begin); };
  std::sort(texts.begin(), texts.end(), [&](const NamedText &a, const NamedText &b) { return key(a) < key(b); });
  auto same = [](const NamedText &a, const NamedText &b) {
    return a.name == b.name && a.group == b.group && a.text == b.text;
  };
  texts.erase(std::unique(texts.begin(), texts.end(), same), texts.end());
  // A word that stands beside several statements of one registrar (a connection's name, a category) names none of them.
  std::set<std::pair<std::string, std::string>> vague;
  for (std::size_t i = 1; i < texts.size(); ++i)
    if (texts[i].name == texts[i - 1].name && texts[i].group == texts[i - 1].group)
      vague.emplace(texts[i].name, texts[i].group);
  std::erase_if(texts, [&](const NamedText &it) { return vague.contains({it.name, it.group}); });
  index();

  std::map<std::string, std::map<std::string, std::string>> content;  // By group: the names, with their texts.
  for (const auto *index : {&byName, &byEnding})
    for (const auto &[name, range] : *index) {
      std::set<std::string> different, registrars;
      for (const NamedText *text : range) {
        different.insert(normalised(text->text));
        registrars.insert(text->group);
      }
      if (different.size() > 1 && registrars.size() > 1)
        for (const NamedText *text : range)
          content[text->group][name] = normalised(text->text);
    }
  std::set<std::map<std::string, std::string>> known;
  for (const auto &[group, names] : content) {
    ambiguous.insert(group);
    if (known.insert(names).second)
      groups.push_back(group);
  }
  std::sort(groups.begin(), groups.end(), [&](const std::string &a, const std::string &b) {
    return std::tuple(content.at(b).size(), a) < std::tuple(content.at(a).size(), b);
  });
  if (groups.size() > maxVariants)
    groups.resize(maxVariants);
}

void NamedTexts::index() {
  for (const NamedText &text : texts) {
    byText[text.text].push_back(&text);
    byName[text.name].push_back(&text);
    std::set<std::string_view> spellings;
    for (std::string_view ending : endings(text.name)) {
      if (!isFile(ending) && ending.find_first_of(separators) == std::string_view::npos)
        continue;  // One word of several is too little: "user" is not meant to be "insert-user".
      spellings.insert(ending);
      if (isFile(ending))
        spellings.insert(ending.substr(0, ending.size() - 4));
    }
    if (std::string_view base = stem(text.name); !base.empty())
      spellings.insert(base);
    for (std::string_view spelled : spellings)
      byEnding[std::string(spelled)].push_back(&text);
  }
}

const NamedText *NamedTexts::chosenOf(const Range &range) const {
  bool alike = std::all_of(range.begin(), range.end(), [&](const NamedText *it) {
    return it->text == range.front()->text || normalised(it->text) == normalised(range.front()->text);
  });
  if (alike)
    return range.front();
  const NamedText *found = nullptr;
  for (const NamedText *it : range)
    if (chosen < groups.size() && it->group == groups[chosen]) {
      if (found && found->text != it->text)
        return nullptr;
      found = it;
    }
  return found;
}

std::uint64_t digestOf(const NamedText *text) { return text ? digestOf(packed(*text)) : 0; }

bool NamedTexts::empty() const {
  if (finished)
    evidence.see(About::NoNames, std::string_view(), [&] { return texts.empty(); });
  return texts.empty();
}

bool NamedTexts::varies(const std::string &group) const {
  bool varies = ambiguous.contains(group);
  evidence.see(About::Varies, group, [&] { return varies; });
  return varies;
}

const NamedText *NamedTexts::find(std::string_view spelled) const {
  if (empty() || !finished || !isName(spelled))
    return nullptr;
  const NamedText *found = known(spelled);
  evidence.see(About::Named, spelled, [&] { return digestOf(found); });
  return found;
}

const NamedText *NamedTexts::known(std::string_view spelled) const {
  spelled.remove_prefix(std::min(spelled.find_first_not_of(separators), spelled.size()));
  auto in = [&](const auto &index, std::string_view name) {
    auto found = index.find(name);
    return found == index.end() ? nullptr : &found->second;
  };
  if (const Range *range = in(byName, spelled))
    return chosenOf(*range);
  std::vector<std::string_view> shorter = endings(spelled);
  for (std::string_view ending : shorter)
    if (const Range *range = in(byName, ending))
      return chosenOf(*range);
  if (const Range *range = in(byEnding, spelled))
    return chosenOf(*range);
  // The folders of a resource or of an installation are not those of the sources: as much of the path as agrees.
  if (isFile(spelled))
    for (std::string_view ending : shorter)
      if (const Range *range = in(byEnding, ending))
        return chosenOf(*range);
  return nullptr;
}

const NamedText *NamedTexts::withText(std::string_view text) const {
  const NamedText *one = nullptr;
  if (auto found = byText.find(text); found != byText.end()) {
    one = found->second.front();
    for (const NamedText *it : found->second)
      if (chosen < groups.size() && it->group == groups[chosen]) {
        one = it;
        break;
      }
  }
  if (finished)
    evidence.see(About::Spelled, text, [&] { return digestOf(one); });
  return one;
}

}  // namespace dbrace::worlds
