// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// docs/apis.md is what users write their files by: its examples must be readable, its tables complete.
#include "apis/Shape.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <sstream>

using namespace dbrace::apis;

namespace {

std::string page() {
  std::stringstream content;
  content << std::ifstream(DBRACE_SOURCE_DIR "/docs/apis.md").rdbuf();
  return content.str();
}

/// All `marked` words of the text.
std::vector<std::string> wordsIn(const std::string &text) {
  std::vector<std::string> words;
  std::regex word("`([^`]*)`");
  for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it)
    words.push_back((*it)[1]);
  return words;
}

struct Row {
  std::vector<std::string> members;
  std::string meaning;
};
/// The rows of the tables of effects, by effect.
std::map<std::string, Row> effectRows() {
  std::map<std::string, Row> rows;
  std::string text = page();
  std::istringstream lines(text.substr(text.find("## Effects")));
  std::regex row("\\| `([a-z-]+)` \\|([^|]*)\\|(.*)\\|");
  std::smatch match;
  for (std::string line; std::getline(lines, line);)
    if (std::regex_match(line, match, row))
      rows[match[1]] = {wordsIn(match[2]), match[3]};
  return rows;
}

TEST(Page, ExamplesAreReadable) {
  std::string text = page();
  std::size_t examples = 0;
  for (std::size_t at = 0; (at = text.find("```json\n", at)) != text.npos; ++examples) {
    at += 8;
    auto read = readLibrary("docs/apis.md", text.substr(at, text.find("```", at) - at));
    if (auto *errors = std::get_if<std::vector<ModelError>>(&read))
      for (const ModelError &error : *errors)
        ADD_FAILURE() << error.pointer << ": " << error.message << "; " << error.remedy;
  }
  EXPECT_EQ(examples, 3u);
}

TEST(Page, ListsEveryEffectWithItsMembers) {
  auto rows = effectRows();
  std::size_t count = 0;
  forEachEffect([&]<class E>(const auto &shape, std::type_identity<E>) {
    ++count;
    std::vector<std::string> members;
    auto check = [&](const auto &member) {
      using Value = std::remove_cvref_t<decltype(std::declval<E>().*member.field)>;
      members.emplace_back(member.name);
      std::vector<std::string> words = wordsIn(rows[std::string(shape.name)].meaning);
      Names values = member.allowed;
      if constexpr (std::is_enum_v<Value>)
        values = spellings<Value>;
      for (std::string_view value : values)
        EXPECT_TRUE(value.empty() || std::ranges::find(words, value) != words.end()) << shape.name << ": " << value;
    };
    std::apply([&](const auto &...member) { (check(member), ...); }, shape.members);
    EXPECT_EQ(rows[std::string(shape.name)].members, members) << shape.name;
    EXPECT_FALSE(rows[std::string(shape.name)].meaning.empty()) << shape.name;
  });
  EXPECT_EQ(rows.size(), count);
}

TEST(Page, ListsEveryRoleAndOutcome) {
  std::string text = page();
  for (std::string_view role : spellings<Type::Role>)
    EXPECT_NE(text.find("`" + std::string(role) + "`"), text.npos) << role;
  for (std::string_view outcome : spellings<Outcome>)
    EXPECT_TRUE(outcome.empty() || text.find("`" + std::string(outcome) + "`") != text.npos) << outcome;
}

}  // namespace
