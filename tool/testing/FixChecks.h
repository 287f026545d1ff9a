// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The fixes of an annotated input, made and looked at: the sources with all of them, safe or not, are read and judged
// again.
//
// What must hold: they compile as before, the findings that had a fix are gone and there is no new one, the databases'
// own parsers take the statements, and SQLite runs them where a rival's row is already there.
#pragma once

#include "testing/Pipeline.h"

namespace dbrace::testing {

std::vector<Mismatch> checkFixes(const Input &input, const ReadInput &read, const std::filesystem::path &testInputs);

}  // namespace dbrace::testing
