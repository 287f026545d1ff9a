// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The annotated inputs of the front end: every source in test-inputs/facts becomes the steps its lines are marked with.
#include "testing/Reading.h"
#include "testing/Steps.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace dbrace::testing {
namespace fs = std::filesystem;
namespace {

TEST(StepsInputs, LinesBecomeWhatTheyAreMarkedWith) {
  const fs::path root = DBRACE_SOURCE_DIR "/test-inputs/facts";
  int count = 0;
  for (const auto &entry : fs::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    std::ostringstream source;
    source << std::ifstream(entry.path()).rdbuf();
    const auto read = readSource(entry.path(), {}, root);
    const auto *unit = std::get_if<facts::Unit>(&read);
    ASSERT_NE(unit, nullptr) << name;
    for (const auto &[file, line, message] : compareSteps(name, source.str(), stepsOf(*unit, name)))
      ADD_FAILURE() << "test-inputs/facts/" << file << ":" << line << ": " << message;
    ++count;
  }
  EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace dbrace::testing
