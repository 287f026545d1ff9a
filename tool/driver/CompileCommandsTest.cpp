// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CompileCommands.h"

#include "driver/Files.h"
#include "driver/ShellWords.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dbrace::driver {
namespace {

using Words = std::vector<std::string>;

TEST(ShellWords, QuotesSoThatAShellSplitsItBack) {
  EXPECT_EQ(shellQuoted({"a b", "it's", "", "$x", "plain-1.0", "*"}), R"('a b' 'it'\''s' '' '$x' plain-1.0 '*')");
}

std::vector<CompileCommand> parsed(const std::string &json) {
  auto commands = parseCompileCommands(json, "/p/build/compile_commands.json");
  if (const Failure *failure = failureOf(commands)) {
    ADD_FAILURE() << failure->message;
    return {};
  }
  return std::get<std::vector<CompileCommand>>(commands);
}

TEST(CompileCommands, MeansWhatClangTakesItFor) {
  struct Case {
    std::string json;
    std::string directory, file;
    Words arguments;
  } const cases[] = {
      {R"([{"directory":"/b","file":"a.cpp","command":"g++ -c a.cpp"}])", "/b", "/b/a.cpp", {"g++", "-c", "a.cpp"}},
      {R"([{"directory":"/b","file":"/s/a.cpp","arguments":["cc","-DX=a b"]}])", "/b", "/s/a.cpp", {"cc", "-DX=a b"}},
      // Arguments win; members nobody knows are passed over; "output" changes nothing.
      {R"([{"directory":"/b","file":"a.c","command":"x","arguments":["cc"],"output":"a.o","hash":1}])",
       "/b",
       "/b/a.c",
       {"cc"}},
      // Relative directories start beside the database; dots are folded.
      {R"([{"directory":"../sub","file":"../a.c","command":"cc"}])", "/p/sub", "/p/a.c", {"cc"}},
      {R"([{"directory":".","file":"a.c","command":"cc"}])", "/p/build", "/p/build/a.c", {"cc"}},
      {R"([{"directory":"/b","file":"a.c","command":"ccache /usr/bin/gcc -c"}])",
       "/b",
       "/b/a.c",
       {"/usr/bin/gcc", "-c"}},
      {R"([{"directory":"/b","file":"a.c","command":"ccache distcc gcc"}])", "/b", "/b/a.c", {"gcc"}},
      // ccache as the compiler itself.
      {R"([{"directory":"/b","file":"a.c","command":"ccache -c a.c"}])", "/b", "/b/a.c", {"ccache", "-c", "a.c"}},
      {R"([{"directory":"/b","file":"a.c","command":"cc @gone.rsp"}])", "/b", "/b/a.c", {"cc", "@gone.rsp"}},
  };
  for (const auto &it : cases) {
    std::vector<CompileCommand> commands = parsed(it.json);
    ASSERT_EQ(commands.size(), 1u) << it.json;
    EXPECT_EQ(commands[0].directory, it.directory) << it.json;
    EXPECT_EQ(commands[0].file, it.file) << it.json;
    EXPECT_EQ(commands[0].arguments, it.arguments) << it.json;
  }
}

TEST(CompileCommands, ExpandsResponseFilesFromTheDirectory) {
  TemporaryFolder folder;
  std::ofstream(folder.path() / "flags.rsp") << "-DA 'x y' @more.rsp";
  std::ofstream(folder.path() / "more.rsp") << "-DB";
  auto commands =
      parsed(R"([{"directory":")" + folder.path().string() + R"(","file":"a.c","command":"cc @flags.rsp -c"}])");
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].arguments[1], "-DA");
  EXPECT_EQ(commands[0].arguments[2], "x y");
  EXPECT_EQ(commands[0].arguments[3], "-DB");
  EXPECT_EQ(commands[0].arguments.back(), "-c");
}

TEST(CompileCommands, SaysWhatIsWrongAndWhere) {
  struct Case {
    std::string json, message;
  } const cases[] = {
      {"[{]", "/p/c.json:1:3: this is no JSON"},
      {"", "/p/c.json:1:1: this is no JSON"},
      {"[55E555]", "/p/c.json:1:7: this is no JSON"},
      {"{}", "/p/c.json:1:1: a compile database is a list"},
      {"[\n 1]", "/p/c.json:2:2: /0: a command is an object"},
      {"[{\"file\":\"a\",\"command\":\"c\"}]", "/p/c.json:1:2: /0: \"directory\" is missing"},
      {"[{\"directory\":\"/\",\"command\":\"c\"}]", "/0: \"file\" is missing"},
      {"[{\"directory\":\"/\",\"file\":\"a\"}]", "/0: \"command\" (a text) or \"arguments\""},
      {"[{\"directory\":\"/\",\"file\":\"a\",\"arguments\":[1]}]", "/0/arguments: \"arguments\" is a list of texts"},
      {"[{\"directory\":\"/\",\"file\":\"a\",\"command\":\" \"}]", "/0: the command is empty"},
  };
  for (const auto &it : cases) {
    auto commands = parseCompileCommands(it.json, "/p/c.json");
    const Failure *failure = failureOf(commands);
    ASSERT_TRUE(failure) << it.json;
    EXPECT_NE(failure->message.find(it.message), std::string::npos) << failure->message;
    EXPECT_NE(failure->message.find("CMAKE_EXPORT_COMPILE_COMMANDS"), std::string::npos) << failure->message;
  }
}

CompileCommand command(const std::string &file, Words arguments) { return {"/b", file, std::move(arguments)}; }

TEST(CompileCommands, KeepsTwoMeaningsOfOneFile) {
  auto kept =
      withoutDuplicates({command("/a.c", {"cc", "-DA", "-o", "1.o", "-O2", "-Wall", "-MF", "x.d", "-c"}),
                         command("/a.c", {"gcc", "-DA", "-o", "2.o", "-g3"}),  // Means the same.
                         command("/b.c", {"cc"}), command("/a.c", {"cc", "-DB"}), command("/a.c", {"cc", "-DC"})});
  ASSERT_EQ(kept.size(), 3u);
  EXPECT_EQ(kept[1].file, "/b.c");
  EXPECT_EQ(kept[2].arguments.back(), "-DB");
}

TEST(CompileCommands, AreFoundInTheTreeItsBuildFolderOrAbove) {
  TemporaryFolder folder;
  std::filesystem::path root = folder.path();
  std::filesystem::create_directories(root / "src/deep");
  EXPECT_EQ(findCompileCommands(root / "src/deep", root), "");
  std::filesystem::create_directories(root / "build-b");
  std::filesystem::create_directories(root / "build-a");
  std::ofstream(root / "build-b/compile_commands.json") << "[]";
  std::ofstream(root / "build-a/compile_commands.json") << "[]";
  EXPECT_EQ(findCompileCommands(root / "src/deep", root), root / "build-a/compile_commands.json");
  std::ofstream(root / "src/compile_commands.json") << "[]";
  EXPECT_EQ(findCompileCommands(root / "src/deep", root), root / "src/compile_commands.json");
  EXPECT_EQ(findCompileCommands(root / "src/deep", root / "src/deep"), "");  // Never above the root.
}

}  // namespace
}  // namespace dbrace::driver
