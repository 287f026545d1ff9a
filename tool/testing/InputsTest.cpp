// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Over a folder written by the test, and over the real one: every annotated input must be well-formed, and
// docs/limits.md must list exactly the inputs with known gaps.
#include "testing/Inputs.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace dbrace::testing {
namespace fs = std::filesystem;
namespace {

class Folder : public ::testing::Test {
protected:
  fs::path root = fs::path(::testing::TempDir()) / "dbrace-inputs-test";

  void SetUp() override {
    fs::remove_all(root);
    fs::create_directories(root / "rules");
  }
  void TearDown() override { fs::remove_all(root); }
  void write(const std::string &name, const std::string &text) {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name) << text;
  }
};

TEST_F(Folder, AFileIsAProgram) {
  write("schemas/users.sql", "CREATE TABLE users (id INT);");
  write("rules/a.cpp", "// schema: users.sql\n// dialect: mysql\n// flags: -DX -DY\nf();  // finding: [dbrace-x]\n");
  const auto inputs = findInputs(root, "rules", "");
  ASSERT_EQ(inputs.size(), 1u);
  EXPECT_EQ(inputs[0].name, "rules/a.cpp");
  EXPECT_TRUE(inputs[0].errors.empty());
  ASSERT_EQ(inputs[0].schemas.size(), 1u);
  EXPECT_EQ(inputs[0].schemas[0], root / "schemas/users.sql");
  EXPECT_EQ(inputs[0].dialect, "mysql");
  EXPECT_EQ(inputs[0].flags, (std::vector<std::string>{"-DX", "-DY"}));
  EXPECT_EQ(inputs[0].marks.at("rules/a.cpp").size(), 1u);
}

TEST_F(Folder, AFolderWithProgramJsonIsOneProgram) {
  write("rules/p/program.json", R"({"schema": "own.sql", "writers": "one-process"})");
  write("rules/p/own.sql", "CREATE TABLE t (id INT);  -- reason: \"t\"\n");
  write("rules/p/b.cpp", "int b;\n");
  write("rules/p/a.c", "int a;\n");
  write("rules/p/a.h", "f();  // finding: [dbrace-x]\n");
  const auto inputs = findInputs(root, "rules", "");
  ASSERT_EQ(inputs.size(), 1u);
  EXPECT_EQ(inputs[0].name, "rules/p");
  EXPECT_TRUE(inputs[0].errors.empty());
  EXPECT_EQ(inputs[0].sources, (std::vector<fs::path>{root / "rules/p/a.c", root / "rules/p/b.cpp"}));
  EXPECT_EQ(inputs[0].writers, "one-process");
  EXPECT_EQ(inputs[0].marks.at("rules/p/a.h").size(), 1u);
  EXPECT_EQ(inputs[0].marks.at("rules/p/own.sql").size(), 1u);
}

TEST_F(Folder, FiltersByName) {
  write("rules/one/flag.cpp", "// schema: none\n");
  write("rules/two/other.cpp", "// schema: none\n");
  EXPECT_EQ(findInputs(root, "rules", "one/").size(), 1u);
  EXPECT_EQ(findInputs(root, "rules", "").size(), 2u);
  EXPECT_EQ(findInputs(root, "programs", "").size(), 0u);
}

TEST_F(Folder, MistakesAreErrorsOfTheInput) {
  const auto errorsOf = [&](const std::string &text) {
    write("rules/a.cpp", text);
    return findInputs(root, "rules", "").at(0).errors.size();
  };
  EXPECT_EQ(errorsOf("// schema: none\n"), 0u);
  EXPECT_EQ(errorsOf("int a;\n"), 1u) << "no schema setting";
  EXPECT_EQ(errorsOf("// schema: missing.sql\n"), 1u);
  EXPECT_EQ(errorsOf("// schema: none\n// dialect: postgre\n// writers: few\n"), 2u);
  EXPECT_EQ(errorsOf("// schema: none\nf();  // finding: [wrong]\n"), 1u);
  fs::remove(root / "rules/a.cpp");
  write("rules/p/program.json", R"({"schema": "none", "colour": "red"})");
  write("rules/p/a.cpp", "// schema: none\n");
  EXPECT_EQ(findInputs(root, "rules", "").at(0).errors.size(), 2u) << "unknown setting; setting in a folder's source";
}

std::vector<Input> realInputs() {
  auto all = findInputs(DBRACE_SOURCE_DIR "/test-inputs", "rules", "");
  for (auto &input : findInputs(DBRACE_SOURCE_DIR "/test-inputs", "programs", ""))
    all.push_back(std::move(input));
  return all;
}

TEST(RealInputs, AreWellFormed) {
  const auto inputs = realInputs();
  EXPECT_FALSE(inputs.empty());
  for (const auto &input : inputs)
    for (const auto &error : input.errors)
      ADD_FAILURE() << error.file << ":" << error.line << ": " << error.message;
}

TEST(RealInputs, LimitsListExactlyTheKnownGaps) {
  std::set<std::string> marked;
  for (const auto &input : realInputs())
    for (const auto &[file, marks] : input.marks)
      for (const auto &mark : marks)
        if (mark.kind == MarkKind::Missed || mark.kind == MarkKind::FalseAlarm)
          marked.insert(file);
  std::ifstream file(DBRACE_SOURCE_DIR "/docs/limits.md");
  std::ostringstream text;
  text << file.rdbuf();
  ASSERT_FALSE(text.str().empty());
  const std::string limits = text.str();
  std::set<std::string> listed;
  const std::regex path("`((rules|programs)/[^`]+)`");
  for (std::sregex_iterator at(limits.begin(), limits.end(), path), end; at != end; ++at)
    listed.insert((*at)[1]);
  EXPECT_EQ(marked, listed) << "docs/limits.md must name the inputs with missed: and false-alarm: marks, and no others";
}

}  // namespace
}  // namespace dbrace::testing
