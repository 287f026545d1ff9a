// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace dbrace::worlds {
namespace {

/// Units of functions that differ in name, result and whatever a test says about them.
struct Source {
  explicit Source(const char *file) { unit.mainFile = unit.strings.intern(file); }

  facts::TextId text(std::string_view it) { return unit.strings.intern(it); }
  facts::Function &function(std::string_view name, std::size_t parameters = 0, std::int64_t result = 0) {
    facts::Function it;
    it.key = text("key of " + std::string(name));
    it.name = text(name);
    it.parameters.resize(parameters);
    it.sources.resize(1);
    it.values.push_back(facts::IntConstant{result});
    it.blocks.resize(1);
    it.blocks[0].end = facts::Return{0};
    unit.functions.push_back(it);
    return unit.functions.back();
  }
  facts::Function &method(std::string_view owner, std::string_view name, std::string_view overrides = "") {
    facts::Function &it = function(std::string(owner) + "::" + std::string(name));
    it.classKey = text("key of " + std::string(owner));
    if (!overrides.empty())
      it.overrides.push_back(text("key of " + std::string(overrides)));
    return it;
  }
  void derive(std::string_view name, std::string_view base = "") {
    facts::Class it{text("key of " + std::string(name)), text(name)};
    if (!base.empty())
      it.bases.push_back(text(base));
    unit.classes.push_back(it);
  }
  void fail() { unit.errors.push_back({{}, text("header not found")}); }

  facts::Unit unit;
};

class Indexed {
public:
  explicit Indexed(std::vector<Source> sources) {
    std::vector<facts::Unit> units;
    for (Source &source : sources)
      units.push_back(source.unit);
    program = link(units);
    index.emplace(program);
  }
  facts::TextId text(std::string_view it) { return program.strings.intern(it); }
  FunctionIndex named(std::string_view name, std::int64_t result = 0) const {
    for (FunctionIndex i = 0; i < program.functions.size(); ++i)
      if (const facts::Function &it = program.functions[i].facts;
          program.strings[it.name] == name && std::get<facts::IntConstant>(it.values[0]).number == result)
        return i;
    ADD_FAILURE() << "no function " << name;
    return 0;
  }
  std::vector<FunctionIndex> callees(std::string_view name, std::size_t arguments, FunctionIndex caller) {
    facts::Callee callee;
    callee.key = text("key of " + std::string(name));
    callee.name = text(name);
    return index->callees(callee, arguments, caller);
  }
  std::vector<FunctionIndex> spelled(std::string_view name, std::size_t arguments, FunctionIndex caller,
                                     std::string_view receiver = "") {
    facts::Call call;
    call.callee.name = text(name);
    call.callee.kind = receiver.empty() ? facts::CallKind::Function : facts::CallKind::Method;
    call.receiverType = text(receiver == "auto" ? "" : receiver);
    call.arguments.resize(arguments);
    return index->callees(call, caller);
  }

  Program program;
  std::optional<ProgramIndex> index;
};

using Found = std::vector<FunctionIndex>;

TEST(ProgramIndex, PrefersTheBodyOfTheOwnUnit) {
  Source product("product.cpp"), test("test.cpp"), other("other.cpp");
  product.function("save", 0, 1);
  product.function("run");
  test.function("save", 0, 2);
  test.function("testRun");
  other.function("elsewhere");
  Indexed it({product, test, other});
  EXPECT_EQ(it.callees("save", 0, it.named("run")), Found{it.named("save", 1)});
  EXPECT_EQ(it.callees("save", 0, it.named("testRun")), Found{it.named("save", 2)});
  EXPECT_EQ(it.callees("save", 0, it.named("elsewhere")).size(), 2u);
}

TEST(ProgramIndex, AHeadersBodyBelongsToAllItsUnits) {
  Source one("one.cpp"), two("two.cpp");
  for (Source *source : {&one, &two})
    source->function("inlined");
  one.function("save", 0, 1);
  two.function("save", 0, 2);
  Indexed it({one, two});
  EXPECT_EQ(it.callees("save", 0, it.named("inlined")).size(), 2u);
}

TEST(ProgramIndex, LinksByNameAndArityOnlyWhereCodeHasErrors) {
  Source caller("caller.cpp"), callee("callee.cpp");
  caller.function("run");
  callee.function("app::find", 2);
  const auto found = [&] {
    Indexed it({caller, callee});
    facts::Callee other;
    other.key = it.text("another key, for a type was missing");
    other.name = it.text("app::find");
    EXPECT_TRUE(it.index->callees(other, 3, it.named("run")).empty());
    return it.index->callees(other, 2, it.named("run")).size();
  };
  EXPECT_EQ(found(), 0u);
  callee.fail();
  EXPECT_EQ(found(), 1u);
}

TEST(ProgramIndex, LinksWhatIsOnlySpelled) {
  Source caller("caller.cpp"), callee("callee.cpp");
  caller.function("run");
  callee.function("app::find", 2);
  callee.function("app::refind", 2);
  callee.function("app::log", 1).isVariadic = true;
  callee.function("hidden").isInternal = true;
  Indexed it({caller, callee});
  const FunctionIndex run = it.named("run");
  EXPECT_EQ(it.spelled("find", 2, run), Found{it.named("app::find")});
  EXPECT_EQ(it.spelled("app::find", 1, run), Found{it.named("app::find")}) << "one argument has a default";
  EXPECT_TRUE(it.spelled("find", 3, run).empty());
  EXPECT_TRUE(it.spelled("pp::find", 2, run).empty());
  EXPECT_EQ(it.spelled("log", 5, run), Found{it.named("app::log")});
  EXPECT_TRUE(it.spelled("hidden", 0, run).empty());
  EXPECT_TRUE(it.spelled("", 0, run).empty());
}

TEST(ProgramIndex, LooksSpelledMethodsUpInTheReceiversClass) {
  Source it("shop.cpp");
  it.function("run");
  it.derive("app::Record");
  it.derive("app::Shop", "app::Record");
  it.method("app::Record", "insert");
  it.method("app::Shop", "find");
  it.method("app::Cafe", "find");
  Indexed indexed({it});
  const FunctionIndex run = indexed.named("run");
  EXPECT_EQ(indexed.spelled("find", 0, run, "const Shop &"), Found{indexed.named("app::Shop::find")});
  EXPECT_EQ(indexed.spelled("insert", 0, run, "app::Shop *"), Found{indexed.named("app::Record::insert")});
  EXPECT_EQ(indexed.spelled("insert", 0, run, "vendor::Pointer<Shop>"), Found{indexed.named("app::Record::insert")});
  EXPECT_EQ(indexed.spelled("find", 0, run, "Shop::Ptr"), Found{indexed.named("app::Shop::find")});
}

TEST(ProgramIndex, DoesNotTakeAnyMethodOfThatName) {
  Source it("shop.cpp");
  it.function("run");
  for (const char *owner : {"app::Shop", "app::Cafe"}) {
    it.derive(owner);
    it.method(owner, "find");
  }
  it.method("app::Shop", "close");
  it.method("app::Shop", "run");
  it.method("app::Shop", "operator+");
  Indexed indexed({it});
  const FunctionIndex run = indexed.named("run"), own = indexed.named("app::Shop::run");
  EXPECT_TRUE(indexed.spelled("find", 0, run, "vendor::Window").empty()) << "a class of somebody else";
  EXPECT_TRUE(indexed.spelled("find", 0, run, "auto").empty()) << "two classes have it";
  EXPECT_EQ(indexed.spelled("close", 0, run, "auto"), Found{indexed.named("app::Shop::close")});
  EXPECT_TRUE(indexed.spelled("close", 0, run).empty()) << "no object";
  EXPECT_EQ(indexed.spelled("close", 0, own), Found{indexed.named("app::Shop::close")}) << "its own";
  EXPECT_TRUE(indexed.spelled("operator+", 0, own).empty());
}

TEST(ProgramIndex, FollowsOverridersAndDispatches) {
  Source base("base.cpp"), derived("derived.cpp");
  base.derive("Query");
  base.method("Query", "run");
  derived.derive("Query");
  derived.derive("Sqlite", "Query");
  derived.derive("Cached", "Sqlite");
  derived.derive("Logged", "Sqlite");
  derived.method("Sqlite", "run", "Query::run");
  derived.method("Cached", "run", "Sqlite::run");
  Indexed it({base, derived});
  const ProgramIndex &index = *it.index;
  const auto key = [&](const char *name) { return it.text(std::string("key of ") + name); };
  const std::vector<facts::TextId> all = index.overriders(key("Query::run"));
  EXPECT_EQ(std::set<facts::TextId>(all.begin(), all.end()),
            (std::set<facts::TextId>{key("Query::run"), key("Sqlite::run"), key("Cached::run")}));
  EXPECT_EQ(index.dispatch(key("Query::run"), it.text("Cached")), key("Cached::run"));
  EXPECT_EQ(index.dispatch(key("Query::run"), it.text("Logged")), key("Sqlite::run"));
  EXPECT_EQ(index.dispatch(key("Query::run"), it.text("Query")), key("Query::run"));
  EXPECT_EQ(index.dispatch(key("Query::run"), it.text("Unheard")), 0u);
  EXPECT_TRUE(index.isA(it.text("Cached"), it.text("Query")));
  EXPECT_TRUE(index.isA(it.text("Cached"), it.text("Cached")));
  EXPECT_FALSE(index.isA(it.text("Query"), it.text("Cached")));
  EXPECT_EQ(index.subclasses(it.text("Sqlite")).size(), 2u);
  EXPECT_EQ(index.subclasses(it.text("Query")).size(), 3u);
}

TEST(ProgramIndex, SurvivesClassesThatDeriveFromEachOther) {
  Source one("one.cpp"), two("two.cpp");
  one.derive("A", "B");
  two.derive("B", "A");
  Indexed it({one, two});
  EXPECT_TRUE(it.index->isA(it.text("A"), it.text("B")));
  EXPECT_EQ(it.index->subclasses(it.text("A")), std::vector<facts::TextId>{it.text("B")});
}

TEST(ProgramIndex, TakesTheVariantOfAClassThatSaysMost) {
  Source broken("broken.cpp"), whole("whole.cpp");
  broken.derive("Shop");
  whole.derive("Shop", "Record");
  Indexed it({broken, whole});
  ASSERT_TRUE(it.index->classNamed(it.text("Shop")));
  EXPECT_EQ(it.index->classNamed(it.text("Shop"))->bases.size(), 1u);
  EXPECT_FALSE(it.index->classNamed(it.text("Record")));
  EXPECT_FALSE(it.index->global(it.text("Record")));
}

}  // namespace
}  // namespace dbrace::worlds
