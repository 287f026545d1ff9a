// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The libraries that are part of dbrace, and the lookup in them.
#include "apis/Model.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

using namespace dbrace::apis;

namespace {

TEST(Builtin, HoldsEveryFileOfTheFolder) {
  const std::vector<LibraryFile> all = builtinModels().files();
  std::size_t files = 0;
  for (const auto &entry : std::filesystem::directory_iterator(DBRACE_SOURCE_DIR "/matchers/apis")) {
    if (entry.path().extension() != ".json")
      continue;
    ++files;
    std::stringstream content;
    content << std::ifstream(entry.path()).rdbuf();
    auto read = readLibrary(entry.path().filename().string(), content.str());
    if (auto *errors = std::get_if<std::vector<ModelError>>(&read))
      for (const ModelError &error : *errors)
        ADD_FAILURE() << error.file << error.pointer << ": " << error.message << "; " << error.remedy;
    else {
      const LibraryFile &library = std::get<LibraryFile>(read);
      EXPECT_EQ(library.name, entry.path().stem());
      auto builtin = std::ranges::find(all, library.name, &Library::name);
      ASSERT_NE(builtin, all.end()) << library.name;
      EXPECT_EQ(printLibrary(*builtin), printLibrary(library));  // Packed and unpacked in between.
      EXPECT_EQ(builtin->textHash, library.textHash);
    }
  }
  EXPECT_GT(files, 0u);
  EXPECT_EQ(all.size(), files);
}

TEST(Builtin, IsReadBackAsPrinted) {
  for (const LibraryFile &library : builtinModels().files()) {
    std::string printed = printLibrary(library);
    auto read = readLibrary(library.name, printed);
    ASSERT_TRUE(std::holds_alternative<LibraryFile>(read))
        << std::get<1>(read)[0].pointer << ": " << std::get<1>(read)[0].message;
    EXPECT_EQ(printLibrary(std::get<LibraryFile>(read)), printed) << library.name;
    EXPECT_EQ(std::get<LibraryFile>(read).functions.size(), library.functions.size());
  }
}

TEST(Builtin, FindsEachOfItsFunctions) {
  for (const LibraryFile &library : builtinModels().files())
    for (const Function &function : library.functions) {
      const Function *found = builtinModels().find(function.id);
      ASSERT_TRUE(found && found->id == function.id && found->effects.size() == function.effects.size()) << function.id;
      EXPECT_EQ(builtinModels().libraryOf(function.id)->name, library.name) << function.id;
      const std::vector<const Function *> named = builtinModels().named(splitName(function.name).second);
      EXPECT_NE(std::ranges::find(named, found), named.end()) << function.id;
    }
}

TEST(Names, AreSplitBeforeTheirLastComponent) {
  using Parts = std::pair<std::string_view, std::string_view>;
  EXPECT_EQ(splitName("sqlite3_step"), Parts("", "sqlite3_step"));
  EXPECT_EQ(splitName("std::vector::push_back"), Parts("std::vector", "push_back"));
  EXPECT_EQ(splitName("std::operator<<"), Parts("std", "operator<<"));
  EXPECT_EQ(splitName("Text::operator std::string"), Parts("Text", "operator std::string"));
  EXPECT_EQ(splitName("operator new"), Parts("", "operator new"));
}

constexpr const char *shop =
    R"({"library": "shop", "types": [{"name": "shop::Db", "aliases": ["Db"], "role": "connection"}],
  "functions": [
   {"name": "shop::Db::find", "arguments": 1, "effects": [{"run": "arg0"}]},
   {"name": "shop::Db::find", "parameters": ["*", "function"], "effects": [{"nothing": true}]},
   {"name": "shop::Db::find", "effects": [{"pure": true}]},
   {"name": "sqlite3_step", "effects": [{"nothing": true}]}]})";

TEST(Models, FindEntriesByIdAndLastComponent) {
  Models models({std::get<LibraryFile>(readLibrary("shop.json", shop))});
  EXPECT_EQ(models.find("shop/shop::Db::find")->maxArguments, 1u);
  EXPECT_TRUE(std::holds_alternative<Pure>(models.find("shop/shop::Db::find#3")->effects[0]));
  EXPECT_EQ(models.find("shop/shop::Db::find#4"), nullptr);
  EXPECT_EQ(models.libraryOf("shop/sqlite3_step")->name, "shop");
  EXPECT_EQ(models.libraryOf("sqlite3_step"), nullptr);
  EXPECT_EQ(models.find("other/shop::Db::find"), nullptr);
  EXPECT_EQ(models.named("find").size(), 3u);
  EXPECT_EQ(models.named("find")[0]->id, "shop/shop::Db::find");
  EXPECT_EQ(models.named("find")[0], models.find("shop/shop::Db::find"));
  EXPECT_TRUE(models.named("shop::Db::find").empty());
  EXPECT_EQ(models.named("sqlite3_step").size(), 1u);
}

TEST(Models, FindTypesAsSpelled) {
  Models models({std::get<LibraryFile>(readLibrary("shop.json", shop))});
  for (std::string_view spelling :
       {"shop::Db", "Db", "const Db &", "Db *const", "struct shop::Db *", "Db<int, std::less<int>> **"})
    EXPECT_TRUE(models.type(spelling) && models.type(spelling)->role == Type::Role::Connection) << spelling;
  for (std::string_view spelling : {"", "D", "Dbs", "shop::Db::Row", "std::vector<Db>"})
    EXPECT_EQ(models.type(spelling), nullptr) << spelling;
}

TEST(Models, TellOverloadsApart) {
  Function function;
  function.minArguments = 1;
  function.maxArguments = 2;
  function.parameterTypes = {"char *"};
  std::string text[] = {"const char *", "int"}, number[] = {"unsigned long"};
  EXPECT_TRUE(fits(function, 1, text));
  EXPECT_TRUE(fits(function, 2, text));
  EXPECT_FALSE(fits(function, 3, text));
  EXPECT_FALSE(fits(function, 0, text));
  EXPECT_FALSE(fits(function, 1, number));
  EXPECT_FALSE(fits(function, 1, {}));
  function.parameterTypes = {"unsigned long"};
  EXPECT_TRUE(fits(function, 1, number));
  function.parameterTypes = {"*"};
  EXPECT_TRUE(fits(function, 1, number));
  std::string types[] = {"std::basic_string<char, std::char_traits<char>> const&", "std::ostream &(*)(std::ostream &)"};
  function.parameterTypes = {"std::basic_string", "function"};
  EXPECT_TRUE(fits(function, 2, types));
  function.parameterTypes = {"function"};
  EXPECT_FALSE(fits(function, 2, types));
}

TEST(Models, HashIsOfTheContent) {
  auto hashOf = [](const std::string &text) {
    return Models({std::get<LibraryFile>(readLibrary("shop.json", text))}).hash();
  };
  std::string text = shop, changed = text;
  changed.replace(changed.find("\"pure\": true"), 12, "\"no-return\": true");
  EXPECT_EQ(hashOf(text).size(), 16u);
  EXPECT_EQ(hashOf(text), hashOf(text));
  EXPECT_NE(hashOf(text), hashOf(changed));
}

TEST(UserModels, WinOverBuiltinEntries) {
  auto models = withUserModels({{"shop.json", shop}});
  ASSERT_TRUE(std::holds_alternative<Models>(models));
  auto entries = std::get<Models>(models).named("sqlite3_step");
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0]->id, "shop/sqlite3_step");
  EXPECT_EQ(std::get<Models>(models).find("sqlite3/sqlite3_step"), nullptr);
  EXPECT_NE(std::get<Models>(models).find("sqlite3/sqlite3_reset"), nullptr);
  EXPECT_NE(std::get<Models>(models).hash(), builtinModels().hash());
}

TEST(UserModels, ReportAllErrorsOfAllFiles) {
  auto models = withUserModels(
      {{"a.json", R"({"library": "sqlite3"})"}, {"b.json", R"({"library": "b", "word": []})"}, {"c.json", "{"}});
  ASSERT_TRUE(std::holds_alternative<std::vector<ModelError>>(models));
  const auto &errors = std::get<std::vector<ModelError>>(models);
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[0].file + errors[0].pointer, "a.json/library");
  EXPECT_EQ(errors[1].file + errors[1].pointer, "b.json/word");
  EXPECT_EQ(errors[2].file + errors[2].pointer, "c.json");
}

}  // namespace
