// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The database models against the real headers: a function that is neither described nor deliberately ignored would be
// a call whose effects are lost in silence.
#include "apis/Model.h"

#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <set>
#include <sstream>

using namespace dbrace::apis;

namespace {

struct Header {
  const char *library, *package, *functionName;
  std::vector<const char *> paths;
};

/// Without comments and preprocessor lines.
std::string declarationsOf(const char *path) {
  std::stringstream content;
  content << std::ifstream(path).rdbuf();
  std::string text = content.str(), code;
  for (std::size_t i = 0; i < text.size();) {
    bool lineStart = code.empty() || code.back() == '\n';
    if (text.compare(i, 2, "/*") == 0) {
      i = std::min(text.find("*/", i + 2), text.size() - 2) + 2;
    } else if (text.compare(i, 2, "//") == 0) {
      i = std::min(text.find('\n', i), text.size());
    } else if (lineStart && text[i] == '#') {
      do
        i = std::min(text.find('\n', i), text.size() - 1) + 1;
      while (i > 1 && i < text.size() && text[i - 2] == '\\');
    } else {
      code += text[i++];
    }
  }
  return code;
}

class Headers : public testing::TestWithParam<Header> {};

TEST_P(Headers, HaveNoFunctionThatIsUnknown) {
  const Header &header = GetParam();
  std::set<std::string> declared;
  for (const char *path : header.paths) {
    std::string code = declarationsOf(path);
    ASSERT_FALSE(code.empty()) << path << " is missing: install " << header.package;
    // A name before "(*" is the type a function pointer returns.
    std::regex declaration(std::string("\\b(") + header.functionName + ")\\s*\\((?!\\s*\\*)");
    for (std::sregex_iterator it(code.begin(), code.end(), declaration), end; it != end; ++it)
      declared.insert((*it)[1]);
  }
  EXPECT_GT(declared.size(), 100u);
  for (const std::string &name : declared)
    EXPECT_NE(builtinModels().find(std::string(header.library) + "/" + name), nullptr)
        << name << " is neither among the functions nor the ignored ones of " << header.library << ".json";
}

INSTANTIATE_TEST_SUITE_P(
    Libraries, Headers,
    testing::Values(Header{"sqlite3", "libsqlite3-dev", "sqlite3_\\w+", {"/usr/include/sqlite3.h"}},
                    Header{"libpq", "libpq-dev", "(?:PQ|pg_|lo_)\\w+", {"/usr/include/postgresql/libpq-fe.h"}},
                    Header{"mysql",
                           "libmariadb-dev",
                           "(?:mysql_|mariadb_)\\w+",
                           {"/usr/include/mariadb/mysql.h", "/usr/include/mariadb/mariadb_stmt.h"}}),
    [](const auto &info) { return std::string(info.param.library); });

TEST(Libraries, KnowTheirViolationsByEveryCodeTheyYield) {
  for (const LibraryFile &library : builtinModels().files())
    for (const Function &function : library.functions) {
      const auto &violated = function.yields[Outcome::Violated];
      bool isCode = false;
      for (const Effect &effect : function.effects)
        if (auto *measure = std::get_if<Measure>(&effect))
          isCode |= measure->what == Measure::What::ErrorCode;
      if (!isCode || !violated)
        continue;
      std::string code = violated->kind == Yield::Kind::Text ? violated->text : std::to_string(violated->number);
      bool known = std::find(library.violations.begin(), library.violations.end(), code) != library.violations.end();
      EXPECT_TRUE(known || code == "0") << function.id << " yields " << code;
    }
}

}  // namespace
