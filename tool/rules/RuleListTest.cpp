// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One rule: one source file, one page with fixed headings, one folder of inputs, one line in the list.
#include "rules/Rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace dbrace {
namespace {

namespace fs = std::filesystem;
const fs::path root = DBRACE_SOURCE_DIR;

std::string contentOf(const fs::path &path) {
  std::stringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

/// "dbrace-duplicate-insert" -> "duplicate-insert"
std::string shortName(std::string_view name) { return std::string(name.substr(std::string_view("dbrace-").size())); }

/// "duplicate-insert" -> "DuplicateInsert"
std::string camel(const std::string &name) {
  std::string result;
  bool upper = true;
  for (char c : name) {
    if (c != '-')
      result += upper ? static_cast<char>(std::toupper(c)) : c;
    upper = c == '-';
  }
  return result;
}

TEST(RuleList, EveryRuleHasItsFourParts) {
  ASSERT_FALSE(rules().empty());
  for (const Rule &rule : rules()) {
    SCOPED_TRACE(rule.name);
    ASSERT_TRUE(rule.name.starts_with("dbrace-"));
    fs::path source = root / "tool/rules" / (camel(shortName(rule.name)) + ".cpp");
    ASSERT_TRUE(fs::exists(source)) << source;
    std::string text = contentOf(source);
    EXPECT_LE(std::ranges::count(text, '\n'), 120) << "a rule is short, or it is two";
    EXPECT_NE(text.find("\"" + std::string(rule.name) + "\""), std::string::npos);
    EXPECT_EQ(contentOf(root / "docs/rules" / (std::string(rule.name) + ".md")), rule.page());
    fs::path inputs = root / "test-inputs/rules" / shortName(rule.name);
    EXPECT_TRUE(fs::is_directory(inputs) && !fs::is_empty(inputs)) << inputs;
  }
}

TEST(RuleList, PagesHaveTheFixedHeadings) {
  for (const Rule &rule : rules()) {
    SCOPED_TRACE(rule.name);
    std::vector<std::string> headings;
    std::istringstream page{std::string(rule.page())};
    for (std::string line; std::getline(page, line);)
      if (line.starts_with("#"))
        headings.push_back(line);
    EXPECT_EQ(headings,
              (std::vector<std::string>{"# " + std::string(rule.name), "## What it reports", "## Why it is a problem",
                                        "## Example", "## Conditions checked before reporting", "## How to fix",
                                        "## Configuration", "## See also"}));
  }
}

TEST(RuleList, NothingIsThereWithoutItsRule) {
  std::set<std::string> known;
  for (const Rule &rule : rules())
    known.insert(shortName(rule.name));
  for (const auto &page : fs::directory_iterator(root / "docs/rules"))
    EXPECT_TRUE(known.contains(shortName(page.path().stem().string()))) << page.path();
  if (fs::exists(root / "test-inputs/rules")) {
    for (const auto &folder : fs::directory_iterator(root / "test-inputs/rules"))
      EXPECT_TRUE(known.contains(folder.path().filename().string())) << folder.path();
  }
  EXPECT_EQ(ruleNamed("dbrace-no-such-rule"), nullptr);
}

}  // namespace
}  // namespace dbrace
