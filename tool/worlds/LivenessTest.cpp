// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which variables may still be read, on functions of a few blocks.
#include "worlds/Liveness.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dbrace::worlds {
namespace {

using facts::BlockId;
using facts::PlaceId;
using facts::ValueId;

/// Local i is place i. Steps are added to block `at`.
struct Code {
  facts::Function function;
  BlockId at = 0;

  explicit Code(std::size_t locals, std::size_t blocks, std::uint32_t temporaries = 0) {
    function.locals.resize(locals);
    function.temporaries = temporaries;
    function.blocks.resize(blocks);
    for (std::uint32_t i = 0; i < locals; ++i)
      place(facts::Local{i});
  }
  PlaceId place(facts::Place it) {
    function.places.push_back(it);
    return static_cast<PlaceId>(function.places.size() - 1);
  }
  ValueId value(facts::Value it) {
    function.values.push_back(std::move(it));
    return static_cast<ValueId>(function.values.size() - 1);
  }
  ValueId number(std::int64_t it) { return value(facts::IntConstant{it}); }
  ValueId load(PlaceId from) { return value(facts::Load{from}); }
  ValueId address(PlaceId of) { return value(facts::AddressOf{of}); }

  Code &in(BlockId block) {
    at = block;
    return *this;
  }
  Code &assign(PlaceId to, ValueId from, facts::CleanupId cleanup = facts::none) {
    function.blocks[at].steps.push_back({facts::Assign{to, from}, 0, cleanup});
    return *this;
  }
  Code &call(facts::Call it, facts::CleanupId cleanup = facts::none) {
    function.blocks[at].steps.push_back({std::move(it), 0, cleanup});
    return *this;
  }
  Code &end(facts::Terminator it) {
    function.blocks[at].end = std::move(it);
    return *this;
  }
  /// Of each block the live slots, as "0 2 | 1 | ".
  std::string live() const {
    const LiveSlots slots = liveSlots(function);
    std::string all;
    for (BlockId block = 0; block < function.blocks.size(); ++block) {
      for (std::size_t slot = 0; slot < function.locals.size() + function.temporaries; ++slot)
        if (slots.atEntry(block, slot))
          all += std::to_string(slot) + " ";
      all += "| ";
    }
    return all;
  }
};

TEST(Liveness, AVariableLivesFromItsWriteToItsLastRead) {
  Code code(3, 3);
  code.in(0).assign(0, code.number(1)).assign(1, code.number(2)).end(facts::Jump{1});
  code.in(1).assign(2, code.load(0)).end(facts::Jump{2});
  code.in(2).end(facts::Return{code.load(2)});
  EXPECT_EQ(code.live(), "| 0 | 2 | ");
}

TEST(Liveness, ReadingBeforeWritingInOneBlockIsARead) {
  Code code(1, 1);
  code.assign(0, code.value(facts::Operation{facts::Operator::Add, {code.load(0), code.number(1)}}));
  EXPECT_EQ(code.live(), "0 | ");
}

TEST(Liveness, Branch) {
  Code code(4, 4);
  code.in(0).end(facts::Branch{code.load(0), 1, 2});
  code.in(1).assign(1, code.number(1)).end(facts::Jump{3});
  code.in(2).assign(3, code.load(2)).end(facts::Jump{3});
  code.in(3).end(facts::Return{code.load(1)});
  EXPECT_EQ(code.live(), "0 1 2 | | 1 2 | 1 | ");
}

TEST(Liveness, SwitchAndChoice) {
  Code code(4, 5);
  code.in(0).end(facts::Switch{code.load(0), {{1, 1, 1}, {2, 5, 2}}, 3});
  code.in(1).end(facts::Return{code.load(1)});
  code.in(2).end(facts::Return{code.load(2)});
  code.in(3).end(facts::Choice{{4, 1}});
  code.in(4).end(facts::Return{code.load(3)});
  EXPECT_EQ(code.live(), "0 1 2 3 | 1 | 2 | 1 3 | 3 | ");
}

TEST(Liveness, Loop) {
  // for (i = 0; i < n; ++i) { t = i; use(t) } return last;
  Code code(4, 4);
  const PlaceId i = 0, n = 1, t = 2, last = 3;
  code.in(0).assign(i, code.number(0)).end(facts::Jump{1});
  code.in(1).end(facts::Branch{code.value(facts::Operation{facts::Operator::Lt, {code.load(i), code.load(n)}}), 2, 3});
  code.in(2).assign(t, code.load(i)).call({.arguments = {{code.load(t)}}}).assign(i, code.load(t)).end(facts::Jump{1});
  code.in(3).end(facts::Return{code.load(last)});
  EXPECT_EQ(code.live(), "1 3 | 0 1 3 | 0 1 3 | 3 | ");
}

TEST(Liveness, TemporariesComeAfterLocalsInMoreThanOneWord) {
  Code code(70, 2, 3);
  const PlaceId first = code.place(facts::Temporary{0}), last = code.place(facts::Temporary{2});
  code.in(0).call({.result = first}).end(facts::Jump{1});
  code.in(1).assign(69, code.load(first)).end(facts::Return{code.load(last)});
  EXPECT_EQ(code.live(), "72 | 70 72 | ");
}

TEST(Liveness, WritingAPartReadsTheWholeAndThePointer) {
  Code code(4, 2);
  const PlaceId field = code.place(facts::Field{0, 1}), pointee = code.place(facts::Pointee{code.load(1)});
  const PlaceId element = code.place(facts::Element{2, code.load(3)});
  code.in(0).end(facts::Jump{1});
  code.in(1).assign(field, code.number(1)).assign(pointee, code.number(2)).assign(element, code.number(3));
  EXPECT_EQ(code.live(), "0 1 2 3 | 0 1 2 3 | ");
}

TEST(Liveness, AnAddressThatIsKeptKeepsItsVariable) {
  const auto ends = [](auto keep) {
    Code code(3, 2);
    code.in(0);
    keep(code);
    code.in(0).end(facts::Jump{1});
    return code.live();
  };
  const auto field = [](Code &code, PlaceId base) { return code.place(facts::Field{base, 1}); };
  EXPECT_EQ(ends([](Code &code) { code.assign(1, code.address(0)); }), "0 | 0 | ");
  EXPECT_EQ(ends([&](Code &code) { code.assign(1, code.address(field(code, 0))); }), "0 | 0 | ");
  EXPECT_EQ(ends([](Code &code) { code.assign(1, code.value(facts::LambdaRef{0, {code.address(0)}})); }), "0 | 0 | ");
  EXPECT_EQ(ends([](Code &code) { code.assign(1, code.value(facts::Unknown{{code.address(0)}})); }), "0 | 0 | ");
  EXPECT_EQ(ends([](Code &code) { code.call({.arguments = {{code.address(0), true}}}); }), "0 | 0 | ");
  EXPECT_EQ(ends([](Code &code) { code.call({.receiver = code.address(0), .result = 2}); }), "0 | 0 | ");
  // Not kept: the callee only reads, and gives nothing back.
  EXPECT_EQ(ends([](Code &code) { code.call({.arguments = {{code.address(0), false}}}); }), "0 | | ");
  EXPECT_EQ(ends([](Code &code) { code.call({.receiver = code.address(0)}); }), "0 | | ");
}

/// 0 calls in try { }; 1 is what follows; 2 the inner handler, 3 what follows it; 4 the outer handler.
Code nestedTry() {
  Code code(6, 5);
  code.function.cleanups = {{facts::Try{{{.block = 4}}}, facts::none},
                            {facts::NoExcept{}, 0},
                            {facts::Destroy{.object = 5}, 1},
                            {facts::Try{{{.variable = 0, .block = 2}}}, 2}};
  code.in(0).assign(1, code.number(1)).call({}, 3).end(facts::Jump{1});
  code.in(1).end(facts::Return{});
  code.in(2).assign(3, code.load(0)).end(facts::Jump{3});
  code.in(3).end(facts::Return{code.load(1)});
  code.in(4).end(facts::Throw{code.load(2)});
  return code;
}

TEST(Liveness, WhatHandlersAndDestructorsNeedLivesEverywhere) {
  // 0, the exception, is written on the way into its handler; 4 is never read.
  EXPECT_EQ(nestedTry().live(), "0 1 2 5 | 0 1 2 5 | 0 1 2 5 | 0 1 2 5 | 0 1 2 5 | ");
}

std::vector<BlockId> sorted(std::vector<BlockId> blocks) {
  std::sort(blocks.begin(), blocks.end());
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

TEST(Successors, OfEveryTerminator) {
  facts::Block block;
  const auto to = [&](facts::Terminator end) {
    block.end = std::move(end);
    return sorted(successorsOf(block));
  };
  EXPECT_EQ(to(facts::Jump{3}), std::vector<BlockId>{3});
  EXPECT_EQ(to(facts::Branch{0, 1, 2}), (std::vector<BlockId>{1, 2}));
  EXPECT_EQ(to(facts::Switch{0, {{1, 1, 4}, {2, 2, 5}}, 6}), (std::vector<BlockId>{4, 5, 6}));
  EXPECT_EQ(to(facts::Switch{0, {{1, 1, 4}}, facts::none}), std::vector<BlockId>{4});
  EXPECT_EQ(to(facts::Choice{{7, 8}}), (std::vector<BlockId>{7, 8}));
  for (const facts::Terminator &end :
       {facts::Terminator(facts::Return{}), facts::Terminator(facts::Throw{}), facts::Terminator(facts::Stop{})})
    EXPECT_TRUE(to(end).empty());
}

TEST(Successors, WithHandlersOfStepsAndThrows) {
  Code code = nestedTry();
  EXPECT_EQ(sorted(successorsOf(code.function, 0)), (std::vector<BlockId>{1, 2, 4}));
  EXPECT_TRUE(successorsOf(code.function, 1).empty());
  EXPECT_TRUE(successorsOf(code.function, 4).empty());
  code.function.blocks[4].cleanup = 3;  // Throws inside both.
  EXPECT_EQ(sorted(successorsOf(code.function, 4)), (std::vector<BlockId>{2, 4}));
}

TEST(Reaching, FollowsLoopsAndExceptionsBackwards) {
  const auto found = [](const Code &code, std::vector<BlockId> targets) {
    std::string all;
    for (char reached : reaching(code.function, targets))
      all += reached ? '1' : '0';
    return all;
  };
  const Code tried = nestedTry();
  EXPECT_EQ(found(tried, {3}), "10110");
  EXPECT_EQ(found(tried, {4}), "10001");
  EXPECT_EQ(found(tried, {1, 4}), "11001");
  EXPECT_EQ(found(tried, {}), "00000");
  EXPECT_EQ(found(tried, {99}), "00000");

  Code loop(0, 5);
  loop.in(0).end(facts::Jump{1});
  loop.in(1).end(facts::Branch{loop.number(1), 2, 3});
  loop.in(2).end(facts::Jump{1});
  loop.in(3).end(facts::Return{});
  loop.in(4).end(facts::Jump{2});
  EXPECT_EQ(found(loop, {2}), "11101");
  EXPECT_EQ(found(loop, {3}), "11111");
  EXPECT_EQ(found(loop, {0}), "10000");
}

}  // namespace
}  // namespace dbrace::worlds
