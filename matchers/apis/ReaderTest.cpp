// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/EffectJson.h"
#include "apis/Notation.h"
#include "apis/Shape.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

using namespace dbrace::apis;

namespace {

std::string contentOf(const std::filesystem::path &path) {
  std::stringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

LibraryFile readOk(std::string_view json) {
  auto read = readLibrary("test.json", json);
  if (auto *errors = std::get_if<std::vector<ModelError>>(&read)) {
    for (const ModelError &error : *errors)
      ADD_FAILURE() << error.pointer << ": " << error.message;
    return {};
  }
  return std::get<LibraryFile>(std::move(read));
}

/// The effect of a function with that one effect.
template <class E> E readEffectOk(const std::string &json) {
  LibraryFile library = readOk(R"({"library": "l", "functions": [{"name": "f", "effects": [)" + json + "]}]}");
  if (library.functions.empty() || !std::holds_alternative<E>(library.functions[0].effects[0])) {
    ADD_FAILURE() << json;
    return {};
  }
  return std::get<E>(library.functions[0].effects[0]);
}

TEST(Reader, ReadsAPreparedStatement) {
  auto prepare = readEffectOk<Prepare>(R"({"prepare": {"connection": "arg0", "text": "arg1", "statement": "*arg3"}})");
  EXPECT_EQ(prepare.connection, (Ref{.base = Ref::Base::Argument, .index = 0}));
  EXPECT_EQ(prepare.text, (Ref{.base = Ref::Base::Argument, .index = 1}));
  EXPECT_EQ(prepare.statement, (Ref{.base = Ref::Base::Argument, .index = 3, .pointee = true}));
  EXPECT_EQ(prepare.name, Ref());
}

TEST(Reader, TakesTheFirstMemberAlone) {
  EXPECT_EQ(readEffectOk<Same>(R"({"same": "this"})").of.base, Ref::Base::This);
  EXPECT_EQ(readEffectOk<Concat>(R"({"concat": ["arg0", "=', '", "none"]})").parts.size(), 3u);
  EXPECT_EQ(readEffectOk<Size>(R"({"size": {"of": "this", "as": "emptiness"}})").as, Size::As::Emptiness);
  readEffectOk<Pure>(R"({"pure": true})");
  EXPECT_FALSE(readEffectOk<New>(R"({"new": true})").constructs);
}

TEST(Reader, GivesYieldsPerOutcome) {
  LibraryFile library = readOk(R"({"library": "l", "functions": [{"name": "f", "effects": [{"run": "this"}],
    "yields": {"row": 100, "ok": 101, "violated": "throws:shop::duplicate", "failed": null}}]})");
  const Yields &yields = library.functions.at(0).yields;
  EXPECT_EQ(yields[Outcome::Row]->number, 100);  // Detail wins over "ok".
  EXPECT_EQ(yields[Outcome::None]->number, 101);
  EXPECT_EQ(yields[Outcome::Stored]->number, 101);
  EXPECT_EQ(yields[Outcome::Violated]->exception, "shop::duplicate");
  EXPECT_EQ(yields[Outcome::Failed]->kind, Yield::Kind::Null);
}

TEST(Reader, SpellsOutNamesOfClasses) {
  LibraryFile library = readOk(R"({"library": "l", "functions": [
    {"of": ["a::List", "Map"], "names": ["new", "delete", "size"], "effects": [{"nothing": true}]}], "ignored": ["Map::clear"]})");
  std::vector<std::string> names;
  for (const Function &function : library.functions)
    names.push_back(function.name);
  EXPECT_EQ(names, (std::vector<std::string>{"a::List::List", "a::List::~List", "a::List::size", "Map::Map",
                                             "Map::~Map", "Map::size", "Map::clear"}));
}

TEST(Reader, TakesGroupsOfParameterTypes) {
  LibraryFile library = readOk(R"({"library": "l", "groups": {"texts": ["Text", "View"]}, "functions": [
    {"name": "f", "parameters": ["@texts", "int|long"], "effects": [{"pure": true}]}]})");
  EXPECT_EQ(library.functions.at(0).parameterTypes, (std::vector<std::string>{"Text|View", "int|long"}));
  std::string view[] = {"const View &", "long"}, other[] = {"View", "short"};
  EXPECT_TRUE(fits(library.functions[0], 2, view));
  EXPECT_FALSE(fits(library.functions[0], 2, other));
}

TEST(Reader, KnowsTheDialectsOfDrivers) {
  LibraryFile library = readOk(R"({"library": "l", "drivers": {"A": "sqlite", "B": "mysql"}})");
  EXPECT_EQ(library.drivers, (std::vector<std::pair<std::string, std::string>>{{"A", "sqlite"}, {"B", "mysql"}}));
}

TEST(Reader, NumbersEntriesOfOneName) {
  LibraryFile library = readOk(R"({"library": "l", "functions": [
    {"name": "f", "arguments": 1, "effects": [{"nothing": true}]}, {"name": "f", "arguments": [2, null], "effects": [{"pure": true}]}]})");
  EXPECT_EQ(library.functions.at(0).id, "l/f");
  EXPECT_EQ(library.functions.at(1).id, "l/f#2");
  EXPECT_EQ(library.functions.at(1).minArguments, 2u);
  EXPECT_FALSE(library.functions.at(1).maxArguments);
}

/// Each broken file has its errors beside it, one a line.
TEST(Reader, SaysWhereAndWhatAndWhatIsAllowed) {
  std::size_t files = 0;
  for (const auto &entry : std::filesystem::directory_iterator(DBRACE_SOURCE_DIR "/test-inputs/broken/models")) {
    if (entry.path().extension() != ".json")
      continue;
    ++files;
    auto read = readLibrary(entry.path().filename().string(), contentOf(entry.path()));
    ASSERT_TRUE(std::holds_alternative<std::vector<ModelError>>(read)) << entry.path();
    std::string actual;
    for (const ModelError &error : std::get<std::vector<ModelError>>(read))
      actual += error.file + error.pointer + ": " + error.message + "; " + error.remedy + "\n";
    std::filesystem::path expected = entry.path();
    EXPECT_EQ(actual, contentOf(expected.replace_extension(".errors"))) << entry.path();
  }
  EXPECT_GE(files, 8u);
}

TEST(Notation, IsReadBackAsPrinted) {
  for (std::string_view text : {"none", "null", "this", "result", "arg0", "*arg12", "arg2[]", "arg1...", "*arg2...",
                                "=-5", "='it''s'", "=''", "this.first", "*arg0.str", "arg1[].buffer", "*this"}) {
    auto ref = parseRef(text);
    ASSERT_TRUE(ref) << text;
    EXPECT_EQ(printRef(*ref), text);
  }
  for (std::string_view text : {"unknown", "null", "nonnull", "positive", "negative", "nonzero", "empty", "not:5", "-1",
                                "='23505'", "throws:a::b"}) {
    auto yield = parseYield(text);
    ASSERT_TRUE(yield) << text;
    EXPECT_EQ(printYield(*yield), text);
  }
}

TEST(Notation, RefusesWhatMeansNothing) {
  for (std::string_view text :
       {"", "arg", "arg-1", "argx", "arg1..", "arg1[", "arg1[]...", "**arg1", "this[]", "that", "=", "=x", "='x",
        "this.", "this.1", "arg1....x", "this.a.b", "arg99999999999", " arg0"})
    EXPECT_FALSE(parseRef(text)) << text;
  for (std::string_view text : {"", "nul", "not:", "not:x", "throws:", "1.5", "=''", "[1]", "nonNull"})
    EXPECT_EQ(parseYield(text).has_value(), text == "=''") << text;
}

// The tables of Shape.h ------------------------------------------------------------------------------------------

/// Fits any member, so that an aggregate's members can be counted.
struct Anything {
  template <class T> operator T() const;
};
template <class E, class... Args> constexpr std::size_t countMembers() {
  if constexpr (requires { E{Args{}..., Anything{}}; })
    return countMembers<E, Args..., Anything>();
  else
    return sizeof...(Args);
}

TEST(Shape, HasEveryMemberOfEveryEffect) {
  forEachEffect([]<class E>(const auto &shape, std::type_identity<E>) {
    EXPECT_EQ(std::tuple_size_v<std::remove_cvref_t<decltype(shape.members)>>, countMembers<E>()) << shape.name;
  });
}

/// A value that is not the default and not what another member gets.
void fill(Ref &out, int n) {
  out = {.base = Ref::Base::Argument, .index = static_cast<std::uint32_t>(n), .pointee = n % 2 == 1};
}
void fill(std::vector<Ref> &out, int n) {
  out.resize(2);
  fill(out[1], n);
}
void fill(bool &out, int) { out = true; }
void fill(std::int64_t &out, int n) { out = -n - 2; }
template <class Enum>
  requires std::is_enum_v<Enum>
void fill(Enum &out, int) {
  out = static_cast<Enum>(std::ranges::count_if(spellings<Enum>, [](auto name) { return !name.empty(); }) - 1);
}

/// Every effect with every member that may stand together, through JSON and back.
TEST(Shape, IsReadBackAsPrinted) {
  forEachEffect([]<class E>(const auto &shape, std::type_identity<E>) {
    E effect;
    auto contains = [](const Names &names, std::string_view name) {
      return std::ranges::find(names, name) != names.end();
    };
    int n = 0;
    std::apply(
        [&](const auto &...member) {
          auto fillOne = [&](const auto &member) {
            ++n;
            bool alternative = contains(shape.rule.one, member.name) && member.name != shape.rule.one[0];
            bool excluded = contains(shape.rule.most, member.name) && member.name != shape.rule.most[0];
            if (alternative || excluded)
              return;
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(effect.*member.field)>, std::string>)
              effect.*member.field = member.allowed[0].empty() ? "x" : member.allowed[1];
            else
              fill(effect.*member.field, n);
          };
          (fillOne(member), ...);
        },
        shape.members);
    Json printed = printEffect(effect);
    Problems problems("test.json");
    auto back = readEffect({printed, ""}, problems);
    for (const ModelError &error : problems.take())
      ADD_FAILURE() << printed << error.pointer << ": " << error.message;
    ASSERT_TRUE(back && std::holds_alternative<E>(*back)) << printed;
    auto compare = [&](const auto &member) {
      EXPECT_EQ(std::get<E>(*back).*member.field, effect.*member.field) << printed << " " << member.name;
    };
    std::apply([&](const auto &...member) { (compare(member), ...); }, shape.members);
  });
}

TEST(Shape, NamesEffectsOnce) {
  std::vector<std::string_view> names;
  forEachEffect([&](const auto &shape, auto) { names.push_back(shape.name); });
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

}  // namespace
