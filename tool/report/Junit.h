// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings as test results, for servers that know nothing else: Jenkins, and the test tabs of forges.
//
// What is written is valid for both schemas in use, that of Ant (JUnit.xsd) and that of Jenkins' xUnit plugin.
#pragma once

#include "report/Report.h"

namespace dbrace::report {

/// One suite for each rule, one test case for each of its findings, or one that passes. Failed are those that make the
/// exit code 1; the others pass or, suppressed, are skipped. Notices of level error are errors of a suite of their own.
std::string asJunit(const Report &report);

}  // namespace dbrace::report
