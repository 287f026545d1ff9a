// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Settings.h"

#include "driver/Choices.h"
#include "driver/Files.h"
#include "driver/Glob.h"
#include "driver/Project.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

namespace dbrace::driver {
namespace {

CheckedSettings config(const std::string &json) {
  auto checked = checkConfig(json, "/p/.dbrace.json");
  if (const Failure *failure = failureOf(checked))
    ADD_FAILURE() << failure->message;
  auto *settings = std::get_if<CheckedSettings>(&checked);
  return settings ? *settings : CheckedSettings();
}

std::string configError(const std::string &json) {
  auto checked = checkConfig(json, "/p/.dbrace.json");
  const Failure *failure = failureOf(checked);
  return failure ? failure->message : "no error";
}

std::string optionError(const WrittenOptions &options) {
  auto checked = checkOptions(options);
  const Failure *failure = failureOf(checked);
  return failure ? failure->message : "no error";
}

TEST(Settings, ConfigurationFileSetsEverything) {
  Settings settings = use({}, config(R"({"schema": ["a.sql", "/abs/b.json"], "apis": "m.json", "dialect": "mysql",
    "isolation": "serializable", "writers": "one-process", "fail_on": "error", "min_confidence": "medium",
    "exclude": ["tests"], "format": ["text", "sarif=out.sarif"], "build_dir": "build", "strict": true, "unit_timeout": 1.5,
    "cache": false, "cache_dir": "kept", "cache_size": 2})"));
  EXPECT_EQ(settings.schemas, (std::vector<std::filesystem::path>{"/p/a.sql", "/abs/b.json"}));
  EXPECT_EQ(settings.apis, std::vector<std::filesystem::path>{"/p/m.json"});
  EXPECT_EQ(settings.dialect, sql::Dialect::MySql);
  EXPECT_EQ(settings.isolation, sql::Isolation::Serializable);
  EXPECT_EQ(settings.writers, Writers::OneProcess);
  EXPECT_EQ(settings.failOn, FailOn::Error);
  EXPECT_EQ(settings.minConfidence, Confidence::Medium);
  EXPECT_EQ(settings.exclude, std::vector<std::string>{"tests"});
  ASSERT_EQ(settings.outputs.size(), 2u);
  EXPECT_EQ(settings.outputs[1].file, "/p/out.sarif");
  EXPECT_EQ(settings.buildDir, "/p/build");
  EXPECT_TRUE(settings.strict);
  EXPECT_EQ(settings.unitTimeout, 1.5);
  EXPECT_FALSE(settings.cache.use);
  EXPECT_EQ(settings.cache.folder, "/p/kept");
  EXPECT_EQ(settings.cache.limit, 2u << 20);
}

TEST(Settings, SpoiltConfigurationsAreReadOrRefusedWithAPlace) {
  const std::string whole = R"({"schema": ["a.sql"], "dialect": "mysql", "exclude": "t", "format": ["text", "sarif=o"],
    "strict": true, "unit_timeout": 1.5e0, "cache_size": 2, "nothing": {"a": [null, -1, "\u00e9"]}})";
  std::mt19937 engine(5);
  for (int round = 0; round < 3000; ++round) {
    std::string text = whole;
    for (unsigned changes = 1 + engine() % 3; changes != 0; --changes) {
      std::size_t at = engine() % text.size(), size = engine() % 12;
      switch (engine() % 3) {
      case 0:
        text[at] = static_cast<char>(engine());
        break;
      case 1:
        text.erase(at, size);
        break;
      default:
        text.insert(engine() % text.size(), std::string(text.substr(at, size)));
      }
    }
    auto checked = checkConfig(text, "/p/.dbrace.json");
    if (const Failure *failure = failureOf(checked)) {
      EXPECT_TRUE(failure->message.starts_with("/p/.dbrace.json:")) << failure->message << "\n" << text;
    }
  }
}

TEST(Settings, TheCommandLineWinsSettingBySetting) {
  WrittenOptions options;
  options.dialect = "sqlite";
  Settings settings =
      use(std::get<CheckedSettings>(checkOptions(options)), config(R"({"dialect": "mysql", "strict": true})"));
  EXPECT_EQ(settings.dialect, sql::Dialect::Sqlite);
  EXPECT_TRUE(settings.strict);
}

TEST(Settings, EveryErrorNamesItsPlaceAndWhatIsAllowed) {
  struct Case {
    std::string json, message;
  } const cases[] = {
      {"{", "/p/.dbrace.json:1:2: this is no JSON"},
      {"{\"budget\":\n55E555}", "/p/.dbrace.json:2:6: this is no JSON"},
      {"[]", "/p/.dbrace.json:1:1: a configuration is an object"},
      {"{\n  \"dialect\": \"postgre\"}", "/p/.dbrace.json:2:14: /dialect: \"postgre\" is no dialect; allowed: "
                                         "postgresql, mysql, mariadb, sqlite, sqlserver, "
                                         "oracle, generic (did you mean postgresql?)"},
      {"{\"fail-on\": \"error\"}",
       "/fail-on: \"fail-on\" is no setting; allowed: schema, apis, sql_directories, dialect"},
      {"{\"fail-on\": \"error\"}", "(did you mean fail_on?)"},
      {"{\"schema\": [1]}", "/schema: must be a text or a list of texts"},
      {"{\"strict\": 1}", "/strict: must be true or false"},
      {"{\"unit_timeout\": -1}", "/unit_timeout: allowed: more than 0"},
      {"{\"unit_timeout\": \"a\"}", "/unit_timeout: must be a number"},
      {"{\"format\": \"sarif=\"}", "/format: a file name belongs behind"},
      {"{\"format\": [\"text\", \"json\"]}", "/format: only one format can go to standard output"},
      {"{\"strict\": true, \"strict\": false}", "/strict: is given twice"},
  };
  for (const auto &it : cases)
    EXPECT_NE(configError(it.json).find(it.message), std::string::npos) << configError(it.json);
}

TEST(Settings, OptionsAreCheckedLikeTheFile) {
  EXPECT_NE(
      optionError({.failOn = "info"}).find("--fail-on: \"info\" is no level; allowed: error, warning, note, never"),
      std::string::npos);
  EXPECT_NE(optionError({.formats = {"xml"}}).find("--format: \"xml\" is no format"), std::string::npos);
  EXPECT_NE(optionError({.cacheSize = "0"}).find("--cache-size: allowed"), std::string::npos);
  EXPECT_NE(optionError({.unitTimeout = "1x"}).find("--unit-timeout: allowed"), std::string::npos);
  EXPECT_NE(optionError({.formats = {"sarif=x"}, .output = "y"}).find("--output"), std::string::npos);
}

TEST(Settings, OutputTakesTheFormatWithoutAFile) {
  auto checked = checkOptions({.formats = {"sarif=a", "json"}, .output = "b"});
  const auto &outputs = std::get<CheckedSettings>(checked).outputs->value;
  EXPECT_EQ(outputs[0].file, "a");
  EXPECT_EQ(outputs[1].file, "b");
}

TEST(Config, FoldersOfStatementsMustBeThere) {
  TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "sql");
  std::ofstream(folder.path() / "file") << "";
  std::filesystem::path file = folder.path() / ".dbrace.json";
  auto checked = checkConfig(R"({"sql_directories": "sql"})", file);
  ASSERT_FALSE(failureOf(checked));
  EXPECT_EQ(use({}, std::get<CheckedSettings>(checked)).sqlDirectories,
            std::vector{std::filesystem::absolute(folder.path() / "sql")});
  for (const char *wrong :
       {R"({"sql_directories": ["sql", "gone"]})", R"({"sql_directories": "file"})", R"({"sql_directories": ""})",
        R"({"sql_directories": [1]})", R"({"sql_directories": {}})"}) {
    const Failure *failure = nullptr;
    auto refused = checkConfig(wrong, file);
    ASSERT_TRUE(failure = failureOf(refused)) << wrong;
    EXPECT_NE(failure->message.find(":1:21: /sql_directories: "), std::string::npos) << failure->message;
  }
}

TEST(Choices, FarWordsAreNoSlips) {
  const std::string_view names[] = {"mysql", "sqlite"};
  EXPECT_EQ(nearest("mysqll", names), "mysql");
  EXPECT_EQ(nearest("cassandra", names), "");
}

TEST(Glob, MatchesAsAShellDoes) {
  struct Case {
    const char *pattern, *text;
    bool matches;
  } const cases[] = {
      {"*.cpp", "a.cpp", true},
      {"*.cpp", "b/a.cpp", false},
      {"**/*.cpp", "b/c/a.cpp", true},
      {"**/*.cpp", "a.cpp", true},
      {"a?c", "abc", true},
      {"a?c", "a/c", false},
      {"[a-c]x", "bx", true},
      {"[!a-c]x", "bx", false},
      {"[x", "[x", true},
      {"**", "a/b", true},
      {"a/**/z", "a/z", true},
      {"a/**/z", "a/b/c/z", true},
      {"a**", "a/b", true},
      {"", "", true},
      {"", "a", false},
      {"*a*b*c", "xaxbxc", true},
      {"dbrace-*", "dbrace-x", true},
      {"*", "", true},
      {"*x", "", false},
  };
  for (const auto &it : cases)
    EXPECT_EQ(globMatches(it.pattern, it.text), it.matches) << it.pattern << " " << it.text;
}

TEST(Glob, StaysFastOnHostilePatterns) {
  std::string pattern, text(2000, 'a');
  for (int i = 0; i < 50; ++i)
    pattern += "*a";
  EXPECT_FALSE(globMatches(pattern + "b", text));
}

TEST(Glob, ExcludesLikeGitignore) {
  EXPECT_TRUE(excludes("tests", "src/tests/a.cpp"));
  EXPECT_TRUE(excludes("tests/", "tests/a.cpp"));
  EXPECT_FALSE(excludes("tests", "src/tests2/a.cpp"));
  EXPECT_TRUE(excludes("/src/gen", "src/gen/a.cpp"));
  EXPECT_FALSE(excludes("/gen", "src/gen/a.cpp"));
  EXPECT_TRUE(excludes("src/*.cpp", "src/a.cpp"));
  EXPECT_TRUE(excludes("*_test.cpp", "src/a_test.cpp"));
}

TEST(Project, RootIsTheConfigurationsFolderThenTheWorkTree) {
  TemporaryFolder folder;
  std::filesystem::path root = resolved(folder.path());
  std::filesystem::create_directories(root / ".git");
  std::filesystem::create_directories(root / "app/src");
  std::ofstream(root / "app/src/a.cpp") << "";
  std::string source = (root / "app/src/a.cpp").string();
  EXPECT_EQ(std::get<Project>(findProject({source}, "")).root, root);
  std::ofstream(root / "app/.dbrace.json") << "{}";
  Project project = std::get<Project>(findProject({source}, ""));
  EXPECT_EQ(project.root, root / "app");
  EXPECT_EQ(project.config, root / "app/.dbrace.json");
  EXPECT_EQ(project.operands[0], source);
  std::filesystem::create_directory_symlink(root / "app", root / "link");
  EXPECT_EQ(std::get<Project>(findProject({(root / "link/src").string()}, "")).operands[0], root / "app/src");
  EXPECT_TRUE(failureOf(findProject({(root / "gone.cpp").string()}, "")));
  EXPECT_TRUE(failureOf(findProject({source}, (root / "gone.json").string())));
}

}  // namespace
}  // namespace dbrace::driver
