// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever the program, its facts hold together, can be kept, and are the same when it is read again.
#include "cpp/RandomProgram.h"
#include "cpp/LoweringTesting.h"

#include <random>

namespace dbrace::cpp {
namespace {

std::vector<std::uint8_t> choicesOf(unsigned seed) {
  std::mt19937 engine(seed);
  std::vector<std::uint8_t> choices(40 + engine() % 200);
  for (std::uint8_t &choice : choices)
    choice = static_cast<std::uint8_t>(engine());
  return choices;
}

/// Snippet checks that the facts are valid.
void readTwice(const std::string &program) {
  Snippet first(program);
  auto kept = facts::fromCbor(facts::toCbor(first.unit));
  ASSERT_TRUE(bool(kept)) << kept.error().text() << "\n" << program;
  EXPECT_EQ(facts::toCbor(*kept), facts::toCbor(first.unit)) << program;
  EXPECT_EQ(facts::toCbor(Snippet(program).unit), facts::toCbor(first.unit)) << program;
}

TEST(RandomProgram, IsLoweredToValidFactsEachTime) {
  std::size_t compiling = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::string program = randomProgram(choicesOf(seed));
    readTwice(program);
    compiling += Snippet(program).unit.errors.empty();
  }
  EXPECT_GE(compiling, 30u) << "most of them should compile, or the rest of the lowering is never reached";
}

TEST(RandomProgram, DamagedIsReadAllTheSame) {
  for (unsigned seed = 1000; seed < 1060; ++seed)
    readTwice(damagedProgram(choicesOf(seed)));
}

}  // namespace
}  // namespace dbrace::cpp
