// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Backends.h"
#include "worlds/Machine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace dbrace::worlds {
namespace {

/// Classes, each with one virtual method that calls one function: of a library, or of the program.
struct Code {
  facts::Unit unit;

  Code() { unit.strings.intern(""); }
  facts::TextId text(std::string_view it) { return unit.strings.intern(it); }
  void add(std::string name, std::string base, std::string_view model, std::string_view callee = {}) {
    facts::Class one;
    one.name = text(name);
    one.key = text("key:" + name);
    one.methods.push_back(text("method:" + name));
    facts::Function method;
    method.name = text(name + "::get");
    method.key = one.methods.front();
    method.classKey = one.key;
    method.isVirtual = true;
    method.source.expansion.file = text(name + ".cpp");
    if (!base.empty()) {
      one.bases.push_back(text(base));
      method.overrides.push_back(text("method:" + base));
    }
    unit.classes.push_back(one);
    facts::Call call;
    call.callee.model = text(model);
    call.callee.key = call.callee.name = text(callee);
    call.callee.isVirtual = callee.starts_with("method:");
    method.sources.resize(1);
    method.blocks.resize(1);
    if (!model.empty() || !callee.empty())
      method.blocks[0].steps.push_back({call, 0});
    method.blocks[0].end = facts::Return{};
    unit.functions.push_back(method);
  }
  /// Of each turn the classes that are absent, one after the other.
  std::vector<std::string> absent() {
    const Program program = link(std::vector<facts::Unit>{unit});
    const ProgramIndex index(program);
    std::vector<apis::LibraryFile> libraries;
    for (std::string name : {"a", "b", "c", "d"}) {
      libraries.push_back({{.name = name}, {}});
      libraries.back().functions.push_back({.id = name + "/run", .name = "run", .effects = {apis::Run()}});
    }
    const Backends backends(index, apis::Models(libraries));
    std::vector<std::string> all;
    for (std::size_t i = 0; i < backends.count(); ++i) {
      std::set<std::string> names;
      for (facts::TextId one : backends.absent(i))
        names.emplace(program.strings[one]);
      std::string &line = all.emplace_back();
      for (const std::string &name : names)
        line += (line.empty() ? "" : " ") + name;
      elsewhere += backends.isElsewhere(i, "A.cpp") ? '1' : '0';
    }
    std::ranges::sort(all);
    return all;
  }
  std::string elsewhere;  ///< By turn: is "A.cpp" another's?
};
using Turns = std::vector<std::string>;

TEST(Backends, OneLibraryIsOneTurn) {
  Code code;
  code.add("Base", "", "");
  code.add("A", "Base", "a/run");
  code.add("Other", "Base", "a/run");
  EXPECT_EQ(code.absent(), Turns{""});
  EXPECT_EQ(code.elsewhere, "0");
}

TEST(Backends, EachLibraryHasATurn) {
  Code code;
  code.add("Base", "", "");
  code.add("A", "Base", "a/run");
  code.add("B", "Base", "b/run");
  code.add("InMemory", "Base", "");
  EXPECT_EQ(code.absent(), (Turns{"A", "B"}));
  EXPECT_TRUE(code.elsewhere == "01" || code.elsewhere == "10") << code.elsewhere;
}

TEST(Backends, WhoGoesThroughTheInterfaceHasNoLibrary) {
  Code code;
  code.add("Base", "", "");
  code.add("A", "Base", "a/run");
  code.add("B", "Base", "b/run");
  code.add("Logging", "Base", "", "method:Base");
  EXPECT_EQ(code.absent(), (Turns{"A", "B"}));
}

TEST(Backends, WhoUsesTwoLibrariesIsAlwaysThere) {
  Code code;
  code.add("Base", "", "");
  code.add("A", "Base", "a/run");
  code.add("B", "Base", "b/run");
  code.add("Both", "A", "b/run");
  EXPECT_EQ(code.absent(), (Turns{"A", "B"}));
}

TEST(Backends, ClassesOfNoCommonInterfaceAreNoChoice) {
  Code code;
  code.add("A", "", "a/run");
  code.add("B", "", "b/run");
  EXPECT_EQ(code.absent(), Turns{""});
}

/// While it is the turn of another interface, one of its classes stands for all.
TEST(Backends, AnInterfaceToOtherDatabasesKeepsOne) {
  Code code;
  code.add("Store", "", "");
  code.add("A", "Store", "a/run");
  code.add("B", "Store", "b/run");
  code.add("Cache", "", "");
  code.add("C", "Cache", "c/run");
  code.add("D", "Cache", "d/run");
  const Turns turns = code.absent();
  ASSERT_EQ(turns.size(), 4u);
  for (const std::string &one : turns)
    EXPECT_EQ(one.size(), 3u) << one;  // One of either interface.
}

TEST(TimeBudget, ShrinksByWhatWasWastedAndLeavesLargeFunctionsMore) {
  TimeBudget alone(2, 1), oneOfThree(2, 3);
  EXPECT_DOUBLE_EQ(alone.next(), 2);
  EXPECT_DOUBLE_EQ(alone.nextOf(5), 2);  // Never more than a function may have.
  alone.cutShort(30);
  oneOfThree.cutShort(10);
  EXPECT_DOUBLE_EQ(alone.next(), 1);
  EXPECT_DOUBLE_EQ(oneOfThree.next(), 1);
  EXPECT_DOUBLE_EQ(alone.nextOf(0.5), 1);
  EXPECT_DOUBLE_EQ(alone.nextOf(1.5), 1.5);
  EXPECT_DOUBLE_EQ(alone.nextOf(5), 2);
  EXPECT_DOUBLE_EQ(alone.ofOne(), 2);
}

}  // namespace
}  // namespace dbrace::worlds
