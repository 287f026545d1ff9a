// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a unit that another tool of Clang's, such as clang-tidy, is compiling in this very process.
//
// The syntax tree of that tool is not used. It is another one than `dbrace scan` reads: with bodies of foreign
// functions and what they instantiate, with __clang_analyzer__ defined, without stand-ins for missing headers and
// without names made up for them. The unit is read anew, with the options and from the file system of that tool: so it
// is the same command and the same text, virtual files included, and the facts are those of a scan. That costs another
// parse, less than the first; who calls this asks first whether the unit's text speaks of a database at all.
//
// Unlike Read.h this header names types of Clang's; only adapters to such tools include it.
#pragma once

#include "cpp/Read.h"

#include <functional>

namespace clang {
class Preprocessor;
}

namespace dbrace::cpp {

/// Of `request` root, models and toolVersion count, the rest is the tool's.
std::variant<facts::Unit, ReadFailure> readAgain(const clang::Preprocessor &tool, ReadRequest request);

/// Path (as the tool has it) and text of a file; the text is only fetched when it is asked for.
using FileVisit = std::function<void(std::string_view path, const std::function<std::string_view()> &text)>;
/// Every file that the tool has read for the unit so far, those in precompiled headers and modules too.
void forEachFileOf(const clang::Preprocessor &tool, const FileVisit &visit);

}  // namespace dbrace::cpp
