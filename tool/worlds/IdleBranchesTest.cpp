// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where branches meet, and which of them nobody needs to follow, on functions of a few blocks.
#include "worlds/IdleBranches.h"

#include <gtest/gtest.h>

namespace dbrace::worlds {
namespace {

using facts::BlockId;
using facts::none;
using facts::PlaceId;
using facts::ValueId;

/// `if (verbose) …;` between two blocks: 0 branches to 1 or 2, 1 goes on to 2, 2 returns. Place 0 is the parameter.
struct Conditional {
  facts::Unit unit;
  facts::Function function;

  Conditional() {
    unit.mainFile = unit.strings.intern("a.cpp");
    function.key = unit.strings.intern("key of f");
    function.name = unit.strings.intern("f");
    function.parameters.resize(1);
    function.sources.resize(1);
    function.temporaries = 2;
    function.locals.resize(1);
    function.blocks.resize(3);
    ValueId verbose = value(facts::Load{place(facts::Parameter{0})});
    function.blocks[0].end = facts::Branch{verbose, 1, 2};
    function.blocks[1].end = facts::Jump{2};
    facts::Call run;
    run.callee.name = unit.strings.intern("run");
    run.callee.model = unit.strings.intern("db/run");
    function.blocks[2].steps.push_back({run, 0});
    function.blocks[2].end = facts::Return{};
  }
  PlaceId place(facts::Place it) {
    function.places.push_back(it);
    return static_cast<PlaceId>(function.places.size() - 1);
  }
  ValueId value(facts::Value it) {
    function.values.push_back(std::move(it));
    return static_cast<ValueId>(function.values.size() - 1);
  }
  void call(std::string_view name) {
    facts::Call it;
    it.callee.name = it.callee.key = unit.strings.intern(name);
    function.blocks[1].steps.push_back({it, 0});
  }
  /// A function that the branch may call: `end` is how it ends.
  void add(std::string_view name, facts::Terminator end) {
    facts::Function it;
    it.key = it.name = unit.strings.intern(name);
    it.sources.resize(1);
    it.values.push_back(facts::IntConstant{1});
    it.blocks.resize(1);
    it.blocks[0].end = std::move(end);
    unit.functions.push_back(it);
  }
  BlockId meeting() {
    unit.functions.push_back(function);
    const Program program = link(std::vector<facts::Unit>{unit});
    const ProgramIndex index(program);
    apis::LibraryFile library{{.name = "db"}, {}};
    library.functions.push_back({.id = "db/run", .name = "run", .effects = {apis::Run()}});
    const apis::Models models({library});
    const FunctionInfos infos(index, models);
    for (FunctionIndex i = 0; i < program.functions.size(); ++i)
      if (program.strings[program.functions[i].facts.name] == "f")
        return infos.idleBranches().meeting(i, 0);
    return none;
  }
};

TEST(IdleBranches, SidesThatDoNothingMeet) { EXPECT_EQ(Conditional().meeting(), 2u); }

TEST(IdleBranches, ACallThatOnlyComputesIsIdle) {
  Conditional code;
  code.add("describe", facts::Return{0});
  code.call("describe");
  code.call("unknown");
  EXPECT_EQ(code.meeting(), 2u);
}

TEST(IdleBranches, AnExceptionLeavesAnotherWay) {
  Conditional code;
  code.add("fail", facts::Throw{0, code.unit.strings.intern("Error")});
  code.call("fail");
  EXPECT_EQ(code.meeting(), none);
}

TEST(IdleBranches, AReturnLeavesAnotherWay) {
  Conditional code;
  code.function.blocks[1].end = facts::Return{};
  EXPECT_EQ(code.meeting(), none);
}

TEST(IdleBranches, AVariableThatIsUsedAfterwardsMatters) {
  Conditional code;
  const PlaceId variable = code.place(facts::Local{0});
  code.function.blocks[1].steps.push_back({facts::Assign{variable, code.value(facts::IntConstant{1})}, 0});
  EXPECT_EQ(code.meeting(), 2u);
  code.function.blocks[2].end = facts::Return{code.value(facts::Load{variable})};
  code.unit.functions.clear();
  EXPECT_EQ(code.meeting(), none);
}

TEST(IdleBranches, AGlobalThatIsReadMatters) {
  Conditional code;
  const PlaceId global = code.place(facts::Global{code.unit.strings.intern("counter")});
  code.function.blocks[1].steps.push_back({facts::Assign{global, code.value(facts::IntConstant{1})}, 0});
  EXPECT_EQ(code.meeting(), 2u);
  code.function.blocks[2].end = facts::Return{code.value(facts::Load{global})};
  code.unit.functions.clear();
  EXPECT_EQ(code.meeting(), none);
}

TEST(IdleBranches, PostDominatorsOfALoopWithAWayOut) {
  // 0 -> 1; 1 -> 2 or 4; 2 -> 3 or 4; 3 -> 1; 4 returns.
  facts::Function function;
  function.values.push_back(facts::Unknown{});
  function.blocks.resize(5);
  function.blocks[0].end = facts::Jump{1};
  function.blocks[1].end = facts::Branch{0, 2, 4};
  function.blocks[2].end = facts::Branch{0, 3, 4};
  function.blocks[3].end = facts::Jump{1};
  function.blocks[4].end = facts::Return{};
  EXPECT_EQ(postDominators(function), (std::vector<BlockId>{1, 4, 4, 1, none}));
}

}  // namespace
}  // namespace dbrace::worlds
