// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Io.h"

#include "facts/Hasher.h"
#include "facts/RandomUnit.h"
#include "facts/TextMover.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>

namespace dbrace::facts {
namespace {

constexpr std::uint64_t seeds = 100;

std::string error(const Expected<Unit> &result) { return result ? "read without error" : result.error().text(); }

/// One function that returns 1.
Unit smallUnit() {
  Unit unit;
  Function function;
  function.key = unit.strings.intern("c:@F@one#");
  function.sources.resize(1);
  function.values.push_back(IntConstant{1});
  function.blocks.resize(1);
  function.blocks[0].end = Return{0};
  unit.functions.push_back(function);
  return unit;
}

TEST(Io, RandomUnitsAreValid) {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto problem = validate(randomUnit(seed));
    EXPECT_FALSE(problem) << seed << " " << problem->text();
  }
}

TEST(Io, ReadingWhatWasPrintedIsTheIdentity) {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const Unit unit = randomUnit(seed);
    const std::string cbor = toCbor(unit), json = toJson(unit);
    const auto fromBinary = fromCbor(cbor);
    ASSERT_TRUE(fromBinary) << seed << " " << error(fromBinary);
    const auto fromText = fromJson(json);
    ASSERT_TRUE(fromText) << seed << " " << error(fromText);
    // CBOR is canonical, so that equal bytes are equal content; JSON sees through a fault that CBOR makes twice.
    EXPECT_EQ(toCbor(*fromBinary), cbor) << seed;
    EXPECT_EQ(toJson(*fromBinary), json) << seed;
    EXPECT_EQ(toCbor(*fromText), cbor) << seed;
    EXPECT_EQ(Hasher(unit.strings).of(unit), Hasher(fromText->strings).of(*fromText)) << seed;
  }
}

TEST(Io, TheNumberingOfTextsIsNoContent) {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const Unit unit = randomUnit(seed);
    Unit moved = unit;
    Strings strings;
    for (std::size_t id = unit.strings.size(); id-- > 0;)
      strings.intern(unit.strings[static_cast<TextId>(id)]);
    strings.intern("never used");
    TextMover(unit.strings, strings).move(moved);
    moved.strings = std::move(strings);
    EXPECT_EQ(Hasher(unit.strings).of(unit), Hasher(moved.strings).of(moved));
    EXPECT_TRUE(sameContent(unit, moved));
  }
}

TEST(Strings, FindWhatWasInterned) {
  Strings strings;
  const TextId id = strings.intern("here");
  EXPECT_EQ(strings.find("here"), id);
  EXPECT_EQ(strings.find("elsewhere"), 0u);
  const Strings copy = strings;
  EXPECT_EQ(copy[copy.find("here")], "here");
}

TEST(Io, DifferentContentDiffers) {
  for (std::uint64_t seed = 1; seed < seeds; ++seed) {
    const Unit one = randomUnit(seed), other = randomUnit(seed + seeds);
    EXPECT_FALSE(sameContent(one, other));
    EXPECT_NE(Hasher(one.strings).of(one), Hasher(other.strings).of(other));
  }
}

// Another implementation of CBOR accepts what is written, and finds the parts where docs/facts.md says they are.
TEST(Io, IsCborToOthers) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Unit unit = randomUnit(seed);
    const auto document = nlohmann::json::from_cbor(toCbor(unit));
    ASSERT_EQ(document.size(), 4u);
    EXPECT_EQ(document[0], "dbrace-facts");
    EXPECT_EQ(document[1], formatVersion);
    const std::size_t functions = document[3].size() > 11 ? document[3][11].size() : 0;
    EXPECT_EQ(functions, unit.functions.size());
  }
}

TEST(Io, RefusesWhatIsCutOff) {
  const std::string cbor = toCbor(randomUnit(7)), json = toJson(randomUnit(7));
  for (std::size_t size = 0; size < cbor.size(); ++size)
    EXPECT_FALSE(fromCbor(std::string_view(cbor).substr(0, size))) << size;
  for (std::size_t size = 0; size + 2 < json.size(); size += 17)
    EXPECT_FALSE(fromJson(std::string_view(json).substr(0, size))) << size;
}

TEST(Io, SurvivesChangedBytes) {
  std::mt19937 random(1);
  const std::string good = toCbor(randomUnit(3));
  for (int i = 0; i < 5000; ++i) {
    std::string bad = good;
    for (int k = 0; k < 3; ++k)
      bad[random() % bad.size()] = static_cast<char>(random());
    if (auto unit = fromCbor(bad)) {
      EXPECT_FALSE(validate(*unit));
    }
  }
}

TEST(Io, LengthsThatLieAllocateNothing) {
  // The body's array of functions claims 2^63 elements.
  const std::string claim("\x9b\x80\0\0\0\0\0\0\0", 9);
  const std::string head("\x84\x6c"
                         "dbrace-facts\x01\x80\x8c\0\0\0\0\x80\x80\x80\x80\x80\x80\x80",
                         28);
  EXPECT_EQ(error(fromCbor(head + claim)), "/functions: the document ends before this array does");
}

TEST(Io, NamesTheVersions) {
  const std::string expected = "has format version 2, this dbrace reads version 1: run `dbrace extract` again";
  EXPECT_EQ(error(fromJson(R"({"format": "dbrace-facts", "version": 2})")), expected);
  EXPECT_EQ(error(fromCbor(std::string("\x84\x6c"
                                       "dbrace-facts\x02\x80\x80",
                                       17))),
            expected);
  EXPECT_EQ(error(fromCbor("no cbor")), "this is no dbrace-facts document");
}

TEST(Io, NamesThePlaceAndWhatIsAllowed) {
  const std::string open = R"({"format": "dbrace-facts", "version": 1, )";
  EXPECT_EQ(error(fromJson(open + R"("functions": [{"keys": ""}]})")).substr(0, 61),
            "/functions/0/keys: no such member; there are \"key\", \"name\", \"");
  EXPECT_EQ(error(fromJson(open + R"("functions": [{"values": [{"is": "lod"}]}]})")).substr(0, 56),
            "/functions/0/values/0/is: must be one of \"int\", \"float\",");
  EXPECT_EQ(error(fromJson(open + R"("functions": [{"values": [{"is": "load", "place": -1}]}]})")),
            "/functions/0/values/0/place: must be a whole number from 0 to 4294967295");
  EXPECT_EQ(error(fromJson(open + R"("losses": {"unknown_expressions": 1.5}})")),
            "/losses/unknown_expressions: must be a whole number from 0 to 4294967295");
  EXPECT_EQ(error(fromJson(open + R"("command": ["-c", 5]})")),
            "/command/1: must be a text, or {\"hex\": \"…\"} for bytes that are not UTF-8");
}

TEST(Validate, RefusesIdsThatPointNowhere) {
  Unit unit = smallUnit();
  unit.functions[0].blocks[0].end = Jump{1};
  EXPECT_EQ(validate(unit)->text(), "/functions/0/blocks/0/end/to: 1 is too large: there are 1 blocks, counted from 0");
  unit.functions[0].blocks[0].end = Jump{};
  EXPECT_EQ(validate(unit)->text(),
            "/functions/0/blocks/0/end/to: is missing; it must be the number of one of the blocks");
  unit = smallUnit();
  unit.functions[0].key = 99;
  EXPECT_EQ(validate(unit)->pointer, "/functions/0/key");
}

TEST(Validate, RefusesWhatContainsItself) {
  Unit unit = smallUnit();
  unit.functions[0].values.push_back(Load{0});
  unit.functions[0].places.push_back(Pointee{1});
  EXPECT_EQ(validate(unit)->text(), "/functions/0/values/1: is part of itself");
  unit = smallUnit();
  unit.functions[0].cleanups.push_back({NoExcept{}, 1});
  unit.functions[0].cleanups.push_back({NoExcept{}, 0});
  EXPECT_EQ(validate(unit)->text(), "/functions/0/cleanups/0/outer: leads back to this cleanup");
}

TEST(Validate, BoundsNesting) {
  Unit unit = smallUnit();
  for (std::uint32_t i = 0; i + 1 < nestingLimit; ++i)
    unit.functions[0].values.push_back(Operation{Operator::Negate, {i}});
  EXPECT_FALSE(validate(unit));
  unit.functions[0].values.push_back(Operation{Operator::Negate, {static_cast<ValueId>(nestingLimit - 1)}});
  EXPECT_EQ(validate(unit)->text(), "/functions/0/values/0: is nested deeper than 1000: use \"unknown\" instead");
}

}  // namespace
}  // namespace dbrace::facts
