// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What text tells: include folders, and which units to parse. Facts are made by hand here; test-inputs/cli compares the
// selection with --no-prefilter on real units.
#include "driver/Selection.h"

#include "driver/BuildSwitches.h"
#include "driver/Files.h"
#include "driver/InferCommands.h"
#include "driver/InstalledHeaders.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

class Tree : public testing::Test {
protected:
  void write(const std::string &file, const std::string &content) {
    fs::create_directories((root / file).parent_path());
    std::ofstream(root / file) << content;
  }
  std::vector<CompileCommand> infer() {
    SourceTree tree = findSources(root, root, exclude);
    return inferCommands(tree.sources, tree, root, index).commands;
  }
  /// The -I folders for a source, relative to the root.
  std::vector<std::string> folders(const std::string &file) {
    std::vector<std::string> found;
    for (const CompileCommand &command : infer())
      if (command.file == root / file)
        for (const std::string &argument : command.arguments)
          if (argument.starts_with("-I"))
            found.push_back(relativeTo(root, argument.substr(2)));
    return found;
  }
  std::vector<std::string> selected(Selection &selection, const std::vector<CompileCommand> &commands,
                                    const std::set<ReachingName> &names = {}) {
    std::vector<std::string> files;
    for (std::size_t i : selection.next(names))
      files.push_back(relativeTo(root, commands[i].file));
    return files;
  }

  TemporaryFolder folder;
  fs::path root = resolved(folder.path());
  std::vector<std::string> exclude;
  TextIndex index{root, TextScanner({"sqlite3_", "QSqlQuery"})};
  TextIndex clientIndex{root, TextScanner({"sqlite3_", "PQ", "mysql_", "SQLExec", "redis"})};
};

using Files = std::vector<std::string>;

TEST_F(Tree, FindsSourcesAndSkipsBuildsAndHiddenFolders) {
  for (const char *file :
       {"a.cpp", "b/c.c", "b/d.h", ".git/x.cpp", "node_modules/x.cc", "out/x.cpp", "gen/x.cpp", "t.txt"})
    write(file, "");
  write("out/CMakeCache.txt", "");
  exclude = {"gen"};
  SourceTree tree = findSources(root, root, exclude);
  EXPECT_EQ(tree.sources, (std::vector<fs::path>{root / "a.cpp", root / "b/c.c"}));
  EXPECT_EQ(tree.headers, std::vector<fs::path>{root / "b/d.h"});
}

TEST_F(Tree, InfersLanguageAndIncludeFolders) {
  write("app/main.cpp", "#include \"shop/db.h\"\n#include <util.h>\n#include \"own.h\"\n#include <string.h>\n");
  write("app/own.h", "");
  write("lib/include/shop/db.h", "#include \"detail/row.h\"\n");
  write("lib/private/detail/row.h", "");
  write("base/util.h", "");
  write("compat/string.h", "");  // The system has one: it must not be shadowed.
  write("app/old.c", "");
  EXPECT_EQ(folders("app/main.cpp"), (Files{"lib/include", "base", "lib/private"}));
  EXPECT_EQ(infer()[0].arguments[1], "-std=gnu++20");
  EXPECT_EQ(infer()[1].arguments[1], "-std=gnu17");
}

TEST_F(Tree, PutsPrecompiledHeadersInFrontThatNobodyIncludes) {
  write("src/CMakeLists.txt", "target_precompile_headers(app PRIVATE <vector>\n"
                              "  \"$<$<COMPILE_LANGUAGE:CXX>:${CMAKE_CURRENT_SOURCE_DIR}/all/app.h>\")\n");
  write("src/all/app.h", "#include \"deep.h\"\n");
  write("src/lib/deep.h", "");
  write("src/a.cpp", "");
  write("src/b.c", "");
  write("tool/pch/pch.hpp", "");
  write("tool/t.cpp", "");
  write("old/stdafx.h", "");
  write("old/o.cpp", "#include \"stdafx.h\"\n");
  std::vector<std::string> included;
  for (const CompileCommand &command : infer())
    for (std::size_t i = 0; i < command.arguments.size(); ++i)
      if (command.arguments[i] == "-include")
        included.push_back(relativeTo(root, command.file) + " " + relativeTo(root, command.arguments[i + 1]));
  EXPECT_EQ(included,
            (std::vector<std::string>{"src/a.cpp vector", "src/a.cpp src/all/app.h", "tool/t.cpp tool/pch/pch.hpp"}));
  EXPECT_EQ(folders("src/a.cpp"), Files{"src/lib"});
}

TEST_F(Tree, DefinesWhatClientLibrariesHangOn) {
  write("CMakeLists.txt",
        "option(WITH_PG \"PostgreSQL\" ON)\noption(DEBUG \"more to read\" OFF)\noption(CIPHER \"\" OFF)\n");
  write("app/store.h", "#ifndef STORE_H\n#define STORE_H\n#ifdef WITH_PG\n#include \"pg.h\"\n#endif\n#endif\n");
  write("app/pg.h", "#pragma once\n#include <libpq-fe.h>\n");
  write("app/main.cpp", "#include \"store.h\"\n");
  write("app/zone.cpp", "#ifndef HAVE_SQLITE3\nint stub();\n#else\n#include <sqlite3.h>\n#endif\n");
  // What includes no further library, what no script speaks of, a platform, and conditions of more than macros.
  write("app/own.c",
        "#ifdef CIPHER\n#include <cipher/sqlite3.h>\n#include <sqlite3.h>\n#else\n#include <sqlite3.h>\n#endif\n"
        "#ifdef DEBUG\n#include <sqlite3ext.h>\n#endif\n");
  write("app/other.c", "#ifdef NEVER\n#include <mysql.h>\n#endif\n#ifdef WIN32\n#include <sqlext.h>\n#endif\n"
                       "#if VERSION > 3\n#include <hiredis.h>\n#endif\n#ifdef WITH_PG\n#include <string.h>\n#endif\n");
  SourceTree tree = findSources(root, root, exclude);
  InferredCommands inferred = inferCommands(tree.sources, tree, root, clientIndex);
  EXPECT_EQ(inferred.libraryMacros, (std::set<std::string>{"HAVE_SQLITE3", "WITH_PG"}));
  for (const CompileCommand &command : inferred.commands)
    EXPECT_EQ(std::count_if(command.arguments.begin(), command.arguments.end(),
                            [](auto &one) { return one.starts_with("-D"); }),
              2)
        << command.file;
}

TEST(OpenConditions, TellsMacrosOnlyWhereMacrosTell) {
  using Macros = std::optional<std::vector<std::string>>;
  auto at = [](std::string_view source) {
    OpenConditions conditions;
    CodeTokens lexer(source);
    for (CodeToken token = lexer.next(); token.kind != CodeToken::Kind::End; token = lexer.next())
      conditions.see(token);
    return conditions.macros();
  };
  EXPECT_EQ(at("#ifdef A\n#if defined(B) && C\n"), (Macros({"A", "B", "C"})));
  EXPECT_EQ(at("#ifndef A\n#elif B\n"), Macros({"B"}));
  EXPECT_EQ(at("#if !defined(A)\n#else\n"), Macros({"A"}));
  EXPECT_EQ(at("#ifdef A\n#else\n"), Macros(std::in_place));
  EXPECT_EQ(at("#ifdef A\n#endif\n"), Macros(std::in_place));
  EXPECT_EQ(at("#if A || B > 3\n"), Macros({"A"}));
  EXPECT_EQ(at("#if A > 3\n"), std::nullopt);
  EXPECT_EQ(at("#if 0\n"), std::nullopt);
  EXPECT_EQ(at("#ifdef A\n#if 1\n#else\n"), std::nullopt);
  EXPECT_EQ(at("#endif\n#else\n"), Macros(std::in_place));
}

TEST_F(Tree, FindsWhereClientLibrariesAreInstalled) {
  for (const char *file :
       {"usr/pg/libpq-fe.h", "usr/qt5/QtSql/QSqlQuery", "usr/qt5/QtGui/QIcon", "usr/qt6/QtSql/QSqlQuery",
        "usr/qt6/QtGui/QIcon", "usr/a/mysql.h", "usr/b/mysql.h", "usr/x/config.h", "usr/sqlite3.h"})
    write(file, file);
  InstalledHeaders installed({root / "usr"});
  auto foldersFor = [&](const std::set<std::string> &names) {
    Files found;
    for (const std::string &folder : installed.foldersFor(names))
      found.push_back(relativeTo(root / "usr", folder));
    return found;
  };
  EXPECT_TRUE(installed.isFoundByItself("sqlite3.h"));
  EXPECT_FALSE(installed.isFoundByItself("libpq-fe.h"));
  EXPECT_EQ(foldersFor({"libpq-fe.h", "config.h"}), Files{"pg"});
  EXPECT_EQ(foldersFor({"QSqlQuery", "QIcon"}), (Files{"qt6/QtSql", "qt6", "qt6/QtGui"}));
  EXPECT_EQ(foldersFor({"QIcon"}), Files{});    // Nothing says that a client library is used.
  EXPECT_EQ(foldersFor({"mysql.h"}), Files{});  // Two libraries: who knows which.
  EXPECT_EQ(foldersFor({"mysqld_error.h"}), Files{});
}

TEST_F(Tree, DefinesTheMacroThatAWholeSourceHangsOn) {
  write("CMakeLists.txt", "option(PUMP \"\")\nadd_definitions(-DWITH_PUMP -DWIN32)\n"
                          "target_compile_definitions(shop PRIVATE WITH_TAPS=1)\n");
  write("a_ifdef.cpp",
        "// Pumps.\n#include \"all.h\"\n#ifdef WITH_PUMP\nint a;\n#ifdef FAST\nint b;\n#else\n#endif\n#endif\n");
  write("b_defined.cpp", "#define LOCAL 1\n#if defined(WITH_TAPS)\nint a;\n#endif\n");
  write("c_part.cpp", "#ifdef WITH_PUMP\nint a;\n#endif\nint b;\n");
  write("d_else.cpp", "#ifdef WITH_PUMP\nint a;\n#else\nint b;\n#endif\n");
  write("e_not.cpp", "#ifndef WITH_PUMP\nint a;\n#endif\n");
  write("f_unknown.cpp", "#ifdef WITH_WELL\nint a;\n#endif\n");
  write("g_platform.cpp", "#ifdef WIN32\nint a;\n#endif\n");
  write("h_both.cpp", "#if defined(WITH_PUMP) && defined(WITH_TAPS)\nint a;\n#endif\n");
  write("i_two.cpp", "#ifdef WITH_PUMP\nint a;\n#endif\n#ifdef WITH_TAPS\nint b;\n#endif\n");
  std::vector<std::string> defined;
  for (const CompileCommand &command : infer())
    for (const std::string &argument : command.arguments)
      if (argument.starts_with("-D"))
        defined.push_back(command.file.stem().string() + " " + argument);
  EXPECT_EQ(defined, (std::vector<std::string>{"a_ifdef -DWITH_PUMP", "b_defined -DWITH_TAPS"}));
}

TEST_F(Tree, OfTwoHeadersTheNearerOneIsMeant) {
  write("one/src/a.cpp", "#include <config.h>\n");
  write("one/inc/config.h", "");
  write("two/src/b.cpp", "#include <config.h>\n");
  write("two/inc/config.h", "");
  EXPECT_EQ(folders("one/src/a.cpp"), Files{"one/inc"});
  EXPECT_EQ(folders("two/src/b.cpp"), Files{"two/inc"});
}

TEST_F(Tree, SelectsWhatNamesALibraryOrHoldsSql) {
  write("library.c", "int f(void) { return sqlite3_step(s); }");
  write("type.cpp", "QSqlQueryModel *model;");
  write("sql.cpp", "auto t = \"insert\" \" x\"; run(\"INSERT INTO t\");");
  write("raw.cpp", "auto t = R\"x(select \" from t)x\";");
  write("comment.cpp", "// sqlite3_step\n/* \"SELECT 1\" */ int x = 1'000;");
  write("words.cpp", "log(\"please select a file, then insert coin\");");
  auto commands = infer();
  Selection selection(commands, index);
  EXPECT_EQ(selected(selection, commands), (Files{"library.c", "raw.cpp", "sql.cpp", "type.cpp"}));
}

TEST_F(Tree, SelectsByNameWhereTheClassIsInSight) {
  write("db.h", "struct Db { void run(); };");
  write("db.cpp", "#include \"db.h\"\nvoid Db::run() { sqlite3_step(0); }");
  write("user.cpp", "#include \"db.h\"\nvoid use(Db &d) { d.run(); }");
  write("other.cpp", "struct Motor { void run(); }; void go(Motor &m) { m.run(); }");
  write("lost.cpp", "#include \"generated.h\"\nvoid go() { get().run(); }");  // Who knows what that header declares.
  auto commands = infer();
  Selection selection(commands, index);
  EXPECT_EQ(selected(selection, commands), Files{"db.cpp"});
  EXPECT_EQ(selected(selection, commands, {{identifier("run"), identifier("Db")}}), (Files{"lost.cpp", "user.cpp"}));
  EXPECT_EQ(selected(selection, commands, {{identifier("run"), identifier("Db")}}), Files{});
}

TEST_F(Tree, SelectsUsersOfMacrosAndTemplates) {
  write("db.h", "#define RUN(x) \\\n  sqlite3_exec(db, x)\n"
                "template <class T> struct Table { bool has(T t) { return sqlite3_step(t); } };\n"
                "template <typename T> void store(T t) { RUN(t); }\n"
                "template <typename T> void harmless(T t) {}\n");
  write("macro.cpp", "#include \"db.h\"\nvoid a() { RUN(1); }");
  write("class.cpp", "void b() { table.has(1); }");
  write("function.cpp", "void c() { store(1); }");
  write("none.cpp", "void d() { harmless(1); }");
  auto commands = infer();
  Selection selection(commands, index);
  EXPECT_EQ(selected(selection, commands), (Files{"class.cpp", "function.cpp", "macro.cpp"}));
}

TEST_F(Tree, ParsesAHeadersFunctionsInOneUnit) {
  write("inline.h", "inline bool has(int x) { return sqlite3_step(x); }");
  write("a.cpp", "#include \"inline.h\"\n");
  write("b.cpp", "#include \"inline.h\"\n");
  auto commands = infer();
  Selection selection(commands, index);
  EXPECT_EQ(selected(selection, commands), Files{"a.cpp"});
}

/// function(name) calls callee(key), in the smallest facts that say so.
facts::Unit unitOf(const std::vector<std::array<std::string, 3>> &functionCalleeModel,
                   const std::string &overridden = "") {
  facts::Unit unit;
  auto id = [&](const std::string &text) { return unit.strings.intern(text); };
  for (const auto &[name, callee, model] : functionCalleeModel) {
    facts::Function function;
    function.key = id("key:" + name);
    function.name = id(name);
    function.classKey = name.find("::") == std::string::npos ? 0 : id("class");
    if (!overridden.empty())
      function.overrides = {id("key:" + overridden)};
    facts::Call call;
    call.callee.key = id("key:" + callee);
    call.callee.name = id(callee);
    call.callee.model = id(model);
    function.blocks.push_back({{{call}}, facts::Return{}});
    unit.functions.push_back(function);
  }
  return unit;
}

class ReachTest : public testing::Test {
protected:
  static apis::Models makeModels() {
    apis::LibraryFile library;
    library.name = "db";
    apis::Function step, copy;
    step.id = "db/step";
    step.name = "step";
    step.effects = {apis::NextRow{}};
    copy.id = "db/copy";
    copy.name = "copy";
    copy.effects = {apis::Copy{}};
    library.functions = {step, copy};
    return apis::Models({library});
  }
  apis::Models models = makeModels();
  Reach reach{models};
};

TEST_F(ReachTest, GoesUpTheCallsAcrossUnits) {
  reach.add(unitOf({{"outer", "middle", ""}, {"away", "nothing", ""}, {"text", "db_copy", "db/copy"}}));
  reach.add(unitOf({{"middle", "Db::inner", ""}}));
  EXPECT_TRUE(reach.names().empty());
  reach.add(unitOf({{"Db::inner", "db_step", "db/step"}}));
  std::set<ReachingName> expected = {
      {identifier("outer"), 0}, {identifier("middle"), 0}, {identifier("inner"), identifier("Db")}};
  EXPECT_EQ(reach.names(), expected);
}

TEST_F(ReachTest, BasesReachWhatOverridersReach) {
  reach.add(unitOf({{"Sqlite::find", "db_step", "db/step"}}, "Store::find"));
  reach.add(unitOf({{"use", "Store::find", ""}}));
  EXPECT_TRUE(reach.names().contains({identifier("use"), 0}));
}

TEST_F(ReachTest, ConstructorsAndOperatorsAreCalledByNamingTheClass) {
  reach.add(unitOf({{"Row::Row", "db_step", "db/step"},
                    {"Row::operator bool", "db_step", "db/step"},
                    {"Log::operator<<", "db_step", "db/step"}}));
  EXPECT_TRUE(reach.names().contains({identifier("Row"), identifier("Row"), true}));
  EXPECT_TRUE(reach.names().contains({identifier("Log"), identifier("Log"), true}));
}

}  // namespace
}  // namespace dbrace::driver
