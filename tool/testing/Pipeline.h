// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From an annotated input to what the analysis says about it, in this process:
//
//   for (const Input &input : findInputs(testInputs, "rules", filter)) {
//     const ReadInput read = readInput(input, testInputs);           // Clang runs here, once
//     const auto results = judge(input, read, testInputs, {});      // and not here
//     print(compare(input.marks, results));
//   }
//
// Reading and judging are apart because `--mutate` judges twice.
#pragma once

#include "rules/Finding.h"
#include "schema/Schema.h"
#include "testing/Inputs.h"
#include "testing/Reading.h"
#include "worlds/NamedTexts.h"
#include "worlds/Program.h"

namespace dbrace::testing {

struct ReadInput {
  worlds::Program program;
  schema::Schema schema;
  std::vector<Mismatch> errors;  ///< A unit that could not be read, a schema that is wrong.
  std::vector<worlds::NamedText> sqlFiles;
  std::size_t compilerErrors = 0;
  bool usesStandIns = false;
};

struct JudgeOptions {
  bool orderOnly = false;  ///< Any read before any write of the table counts: what `--mutate` measures against.
};

/// `instead`: contents in place of files', by absolute path.
ReadInput readInput(const Input &input, const std::filesystem::path &testInputs, Headers headers = Headers::Real,
                    const std::map<std::string, std::string> &instead = {});

/// What the analysis says, as it is.
struct Judged {
  std::vector<CheckedWrite> writes;
  std::vector<Finding> findings;  ///< With their fixes.
};
Judged judgeInput(const Input &input, const ReadInput &read, const std::filesystem::path &testInputs,
                  const JudgeOptions &options);

/// Findings, their related places and fixes, and the database operations as lowered.
std::vector<Result> judge(const Input &input, const ReadInput &read, const std::filesystem::path &testInputs,
                          const JudgeOptions &options);

}  // namespace dbrace::testing
