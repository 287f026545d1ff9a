// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stand-ins of C libraries against the real headers: functions are declared with the same types, constants have the
// same values. Both are asked of the compiler, in a unit that includes the real header and repeats what the stand-in
// declares.
#include "cpp/Read.h"
#include "standins/StandIns.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

namespace dbrace::cpp {
namespace {

/// The statements outside of braces, without comments, directives and `extern "C"`. An enumeration is one.
std::vector<std::string> statementsOf(const std::string &header) {
  std::string code;
  std::istringstream lines(header);
  bool continued = false;
  for (std::string line; std::getline(lines, line);) {
    bool directive = continued || line.starts_with("#");
    continued = directive && line.ends_with("\\");
    if (!directive && !line.starts_with("//") && line.find("extern \"C\" {") == std::string::npos)
      code += line.substr(0, line.find("//")) + " ";
  }
  std::vector<std::string> all(1);
  int depth = 0;
  for (char c : code) {
    depth += c == '{';
    depth -= c == '}' && depth > 0;
    all.back() += c;
    if (c == ';' && depth == 0)
      all.emplace_back();
  }
  return all;
}

/// Demands of a unit that has included the real header all that the stand-in says, but about the names in `except`.
std::string demandsOf(const std::string &header, const std::set<std::string> &except) {
  auto isExcepted = [&](const std::string &text) {
    return std::any_of(except.begin(), except.end(),
                       [&](const std::string &name) { return text.find(name) != std::string::npos; });
  };
  const std::regex enumeration("\\benum\\b[^{(]*\\{([^}]*)\\}"), enumerator("\\b[A-Z]\\w+");
  std::string enums = "namespace stood {\n", functions = "extern \"C\" {\n", values;
  for (const std::string &statement : statementsOf(header)) {
    if (std::smatch match; std::regex_search(statement, match, enumeration)) {
      enums += statement + "\n";
      std::string names = match[1];
      for (std::sregex_iterator it(names.begin(), names.end(), enumerator), end; it != end; ++it)
        if (!isExcepted(it->str()))
          values += "static_assert(int(::" + it->str() + ") == int(stood::" + it->str() + "));\n";
    } else if (statement.find('(') != std::string::npos && statement.find('{') == std::string::npos &&
               statement.find("typedef") == std::string::npos && !isExcepted(statement)) {
      functions += statement + "\n";
    } else if (std::regex_match(statement, std::regex("\\s*typedef struct \\w+ \\w+;"))) {
      functions += statement + "\n";
    }
  }
  // Only numbers; a macro that the real header lacks is another version's.
  const std::regex macro("#define (\\w+) ([0-9(~'][^\"\n\\\\*]*)\n");
  for (std::sregex_iterator it(header.begin(), header.end(), macro), end; it != end; ++it)
    if (std::string value = (*it)[2]; value.find("_type)") == std::string::npos && !isExcepted((*it)[1]))
      values += "#ifdef " + it->str(1) + "\nstatic_assert((" + it->str(1) + ") == (" + value + "));\n#endif\n";
  return enums + "}\n" + functions + "}\n" + values;
}

struct Pair {
  const char *standIn, *real;
  std::size_t atLeast;           // Demands, lest the test forgets how to read a header.
  std::set<std::string> except;  // What other versions have, or have otherwise.
};

class StandInHeaders : public testing::TestWithParam<Pair> {};

TEST_P(StandInHeaders, SayWhatTheRealHeaderSays) {
  const auto &[path, real, atLeast, except] = GetParam();
  const standins::StandIn *standIn = standins::find(std::string(standins::folder) + "/" + path);
  ASSERT_NE(standIn, nullptr) << path;
  std::string demands = demandsOf(std::string(standIn->content), except);
  EXPECT_GE(static_cast<std::size_t>(std::count(demands.begin(), demands.end(), ';')), atLeast);
  ReadRequest request;
  request.directory = request.root = "/";
  request.root = "/project";
  request.file = "/project/demands.cpp";
  request.command = {"c++", "-std=c++20"};
  request.overlay[request.file] = "#include <" + std::string(real) + ">\n" + demands;
  auto result = readUnit(request);
  const auto *unit = std::get_if<facts::Unit>(&result);
  ASSERT_NE(unit, nullptr);
  for (const facts::ReadError &error : unit->errors)
    ADD_FAILURE() << path << ": " << unit->strings[error.message] << " in the demands' line " << error.at.line;
}

TEST(StandInHeaders, DeclareAllFunctionsOfTheirModels) {
  for (const char *module : {"sqlite3", "libpq", "mysql"}) {
    std::string text;
    for (const standins::StandIn &one : standins::all())
      if (one.module == module)
        text += one.content;
    std::size_t functions = 0;
    for (const apis::LibraryFile &library : apis::builtinModels().files())
      if (library.name == module)
        for (const apis::Function &function : library.functions)
          if (!std::holds_alternative<apis::Nothing>(function.effects.front())) {
            ++functions;
            EXPECT_NE(text.find(function.name + "("), std::string::npos) << function.id;
          }
    EXPECT_GT(functions, 40u) << module;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Modules, StandInHeaders,
    testing::Values(Pair{"sqlite3/sqlite3.h", "sqlite3.h", 300, {}},
                    Pair{"libpq/libpq-fe.h", "postgresql/libpq-fe.h", 150, {"PGRES_TUPLES_CHUNK"}},
                    Pair{"libpq/postgres_ext.h", "postgresql/postgres_ext.h", 15, {}},
                    Pair{"mysql/mysql.h",
                         "mariadb/mysql.h",
                         130,
                         {"MYSQL_VERSION_ID", "MYSQL_OPT_GET_SERVER_PUBLIC_KEY", "MYSQL_OPT_LOAD_DATA_LOCAL_DIR",
                          "MYSQL_OPT_OPTIONAL_RESULTSET_METADATA", "MYSQL_OPT_RETRY_COUNT", "MYSQL_OPT_SSL_MODE",
                          "MYSQL_OPT_TLS_CIPHERSUITES", "net_async_status", "NET_ASYNC", "SSL_MODE"}},
                    Pair{"mysql/mysql_com.h", "mariadb/mysql.h", 60, {}},
                    Pair{"mysql/mariadb_stmt.h", "mariadb/mysql.h", 30, {}},
                    Pair{"mysql-errors/errmsg.h", "mariadb/errmsg.h", 30, {}},
                    Pair{"mysql-errors/mysqld_error.h", "mariadb/mysqld_error.h", 90, {}}),
    [](const auto &info) {
      std::string name = info.param.standIn;
      for (char &c : name)
        if (!isalnum(static_cast<unsigned char>(c)))
          c = '_';
      return name;
    });

}  // namespace
}  // namespace dbrace::cpp
