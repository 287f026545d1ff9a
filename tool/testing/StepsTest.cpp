// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// That marks of steps fail when they should.
#include "testing/Steps.h"

#include <gtest/gtest.h>

namespace dbrace::testing {
namespace {

std::size_t mismatches(std::string_view source, const StepsByLine &steps) {
  return compareSteps("a.c", source, steps).size();
}

const StepsByLine twoCalls{{1, {"b0: t0 = call g()", "b0: jump b1", "b1: call h()"}}};

TEST(Steps, AllInOrderAreFine) {
  EXPECT_EQ(mismatches("g(), h();  // steps: call g(); b1: call h()\n", twoCalls), 0u);
  EXPECT_EQ(mismatches("g(), h();  // steps: call g(); jump b1; call h()\n", twoCalls), 0u);
}

TEST(Steps, MissingUnexpectedAndSwappedOnesFail) {
  EXPECT_EQ(mismatches("g();  // steps: call g(); call h(); call i()\n", twoCalls), 1u);
  EXPECT_EQ(mismatches("g();  // steps: call g()\n", twoCalls), 1u);
  EXPECT_EQ(mismatches("g();  // steps: call h(); call g()\n", twoCalls), 1u);
  EXPECT_EQ(mismatches("g();  // steps: call g(); b2: call h()\n", twoCalls), 1u) << "another block";
  EXPECT_EQ(mismatches("\ng();  // steps: call g(); call h()\n", twoCalls), 1u) << "another line";
  EXPECT_EQ(mismatches("g();  // steps: nothing\n", twoCalls), 1u);
  EXPECT_EQ(mismatches("\n;  // steps: nothing\n", twoCalls), 0u);
}

TEST(Steps, AMarkMayTakeSeveralLines) {
  EXPECT_EQ(mismatches("g(), h();  // steps: call g()\n  // steps: call h()\n", twoCalls), 0u);
  EXPECT_EQ(mismatches("g(), h();  // steps: call g()\n  // steps: call i()\n", twoCalls), 1u);
}

TEST(Steps, ASourceWithoutMarksFails) { EXPECT_EQ(mismatches("g();\n", twoCalls), 1u); }

TEST(Steps, EachLineHasItsBlocksAndHandlers) {
  facts::Unit unit;
  const auto file = unit.strings.intern("a.c");
  facts::Function f;
  f.sources.resize(1);
  f.sources[0].expansion = {.file = file, .line = 7};
  f.cleanups.push_back({facts::Try{{{.type = unit.strings.intern("E"), .variable = facts::none, .block = 3}}}});
  f.cleanups.push_back({facts::NoExcept{}, 0});
  facts::Call call;
  call.callee.name = unit.strings.intern("g");
  f.blocks.push_back({.steps = {{.what = call, .source = 0, .cleanup = 1}}, .end = facts::Stop{}});
  unit.functions.push_back(f);
  EXPECT_EQ(stepsOf(unit, "a.c"),
            (StepsByLine{{7, {"b0: call ?g()  unwinds to noexcept, then try catch E -> b3", "b0: stop"}}}));
  EXPECT_TRUE(stepsOf(unit, "b.c").empty());
}

}  // namespace
}  // namespace dbrace::testing
