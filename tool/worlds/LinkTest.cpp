// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linking held to its algebra, over random units that share functions, variants of functions, and classes.
#include "worlds/Linker.h"
#include "worlds/ProgramIo.h"

#include "facts/Io.h"
#include "facts/RandomUnit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace dbrace::worlds {
namespace {

constexpr std::uint64_t rounds = 20;

/// Units some of which are equal, and some of which share functions with others under a text table of their own.
std::vector<facts::Unit> someUnits(std::uint64_t seed) {
  std::vector<facts::Unit> units;
  for (std::uint64_t i = 0; i < 5; ++i)
    units.push_back(facts::randomUnit(seed * 10 + i));
  units.push_back(units[1]);
  auto reprinted = facts::fromJson(facts::toJson(units[2]));
  EXPECT_TRUE(reprinted);
  reprinted->mainFile = reprinted->strings.intern("includes the same header.cpp");
  units.push_back(std::move(*reprinted));
  return units;
}

TEST(Link, DoesNotCareAboutOrder) {
  std::mt19937 random(1);
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    std::vector<facts::Unit> units = someUnits(seed);
    const std::string expected = toCbor(link(units));
    std::shuffle(units.begin(), units.end(), random);
    EXPECT_EQ(toCbor(link(units)), expected) << seed;
  }
}

TEST(Link, DoesNotCareAboutGrouping) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    const std::vector<facts::Unit> units = someUnits(seed);
    const Program whole = link(units);
    for (std::size_t cut = 0; cut <= units.size(); ++cut) {
      const Program left = link({units.data(), cut}), right = link({units.data() + cut, units.size() - cut});
      EXPECT_TRUE(sameProgram(merge(left, right), whole)) << seed << " cut at " << cut;
      EXPECT_TRUE(sameProgram(merge(right, left), whole)) << seed << " cut at " << cut;
    }
    const Program a = link({units.data(), 2}), b = link({units.data() + 2, 2}), c = link({units.data() + 4, 3});
    EXPECT_TRUE(sameProgram(merge(a, merge(b, c)), merge(merge(a, b), c))) << seed;
  }
}

TEST(Link, HasANeutralElementAndIsIdempotent) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    const Program program = link(someUnits(seed));
    EXPECT_TRUE(sameProgram(merge(program, Program()), program));
    EXPECT_TRUE(sameProgram(merge(Program(), program), program));
    EXPECT_TRUE(sameProgram(merge(program, program), program));
  }
  EXPECT_TRUE(sameProgram(link({}), Program()));
}

TEST(Link, EqualProgramsHaveEqualIds) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    std::vector<facts::Unit> units = someUnits(seed);
    const Program forwards = link(units);
    std::reverse(units.begin(), units.end());
    const Program backwards = link(units);
    ASSERT_EQ(forwards.strings.size(), backwards.strings.size());
    for (facts::TextId id = 0; id < forwards.strings.size(); ++id)
      EXPECT_EQ(forwards.strings[id], backwards.strings[id]);
    ASSERT_EQ(forwards.functions.size(), backwards.functions.size());
    for (std::size_t i = 0; i < forwards.functions.size(); ++i)
      EXPECT_EQ(forwards.functions[i].facts, backwards.functions[i].facts);
  }
}

TEST(Link, MovingAndCopyingGiveTheSame) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    std::vector<facts::Unit> units = someUnits(seed);
    const Program copied = link(units);
    Linker linker;
    for (facts::Unit &unit : units)
      linker.add(std::move(unit));
    EXPECT_TRUE(sameProgram(linker.finish(), copied));
    EXPECT_TRUE(sameProgram(linker.finish(), Program()));
  }
}

TEST(Link, DifferentUnitsGiveDifferentPrograms) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    std::vector<facts::Unit> units = someUnits(seed);
    const Program all = link(units);
    units.erase(units.begin());
    EXPECT_FALSE(sameProgram(link(units), all)) << seed;
  }
}

TEST(Link, KeepsVariantsAndMergesEquals) {
  const auto unit = [](const char *file, std::int64_t result) {
    facts::Unit it;
    it.mainFile = it.strings.intern(file);
    facts::Function function;
    function.key = it.strings.intern("c:@F@f#");
    function.sources.resize(1);
    function.values.push_back(facts::IntConstant{result});
    function.blocks.resize(1);
    function.blocks[0].end = facts::Return{0};
    it.functions.push_back(function);
    return it;
  };
  const std::vector<facts::Unit> units{unit("b.cpp", 1), unit("a.cpp", 2), unit("c.cpp", 1)};
  const Program program = link(units);
  ASSERT_EQ(program.functions.size(), 2u);
  std::vector<std::vector<std::uint32_t>> owners{program.functions[0].units, program.functions[1].units};
  std::sort(owners.begin(), owners.end());
  EXPECT_EQ(owners[0], std::vector<std::uint32_t>{0});       // a.cpp
  EXPECT_EQ(owners[1], (std::vector<std::uint32_t>{1, 2}));  // b.cpp, c.cpp
}

TEST(Link, JoinsGlobals) {
  const auto unit = [](bool constant, const char *initializer) {
    facts::Unit it;
    it.globals.push_back(
        {it.strings.intern("limit"), it.strings.intern("int"), it.strings.intern(initializer), constant});
    return it;
  };
  const std::vector<facts::Unit> units{unit(true, "init:limit"), unit(false, ""), unit(true, "")};
  const Program program = link(units);
  ASSERT_EQ(program.globals.size(), 1u);
  EXPECT_FALSE(program.globals[0].isConstant);
  EXPECT_EQ(program.strings[program.globals[0].initializer], "init:limit");
}

TEST(ProgramIo, ReadingWhatWasPrintedIsTheIdentity) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    const Program program = link(someUnits(seed));
    const std::string cbor = toCbor(program);
    const auto fromBinary = fromCbor(cbor);
    ASSERT_TRUE(fromBinary) << fromBinary.error().text();
    EXPECT_EQ(toCbor(*fromBinary), cbor);
    const auto fromText = fromJson(toJson(program));
    ASSERT_TRUE(fromText) << fromText.error().text();
    EXPECT_EQ(toCbor(*fromText), cbor);
    // The hashes are set: merging tells what is equal.
    EXPECT_TRUE(sameProgram(merge(program, *fromText), program));
  }
}

TEST(ProgramIo, RefusesUnitsThatAreNotThere) {
  Program program;
  LinkedFunction function;
  function.facts.key = program.strings.intern("f");
  function.facts.sources.resize(1);
  function.facts.blocks.resize(1);
  function.units = {0};
  program.functions.push_back(function);
  const auto read = fromCbor(toCbor(program));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().text(), "/functions/0/units/0: 0 is too large: there are 0 units, counted from 0");
}

TEST(ProgramIo, RefusesTheFactsOfAUnit) {
  const auto read = fromCbor(facts::toCbor(facts::randomUnit(1)));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().text(), "this is no dbrace-program document");
}

}  // namespace
}  // namespace dbrace::worlds
