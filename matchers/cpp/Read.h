// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a compile command to facts.
//
// The only door to Clang: nothing here names one of its types, so that whoever includes this header neither waits for
// Clang's headers nor depends on its version. A unit whose code does not compile is read all the same (missing headers
// are plain errors, what refers to them is unknown and counted); a failure means that there was nothing to read at all.
#pragma once

#include "apis/Model.h"
#include "cpp/FilesAsked.h"
#include "facts/Facts.h"

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace dbrace::cpp {

struct ReadRequest {
  std::string directory;             ///< Working directory of the command.
  std::vector<std::string> command;  ///< As in a compile database; command[0] is the compiler.
  std::string file;                  ///< The source file, as in the compile database.
  std::string root;                  ///< Files outside are foreign; paths in facts are relative to it.
  const apis::Models *models = nullptr;
  std::string toolVersion;
  std::map<std::string, std::string> overlay;  ///< Path -> content, in front of the real files.
  /// Told what a reader of the report should know though the unit was read; may be empty.
  std::function<void(const std::string &)> remark = {};
  std::vector<std::string> absent = {};  ///< Paths taken for missing, with all below them: for tests.
  FilesAsked *asked = nullptr;           ///< Gets all that is asked of the file system; may be null.
};

struct ReadFailure {
  std::string message;
};

/// Reads one unit in the calling process. Compiler errors are in Unit::errors.
std::variant<facts::Unit, ReadFailure> readUnit(const ReadRequest &request);

/// The hash that facts keep of a file's content (facts::SourceFile).
std::uint64_t contentHash(std::string_view content);

/// The flags a unit is read with: what decides the meaning of the text, spelled as Clang spells it. Outputs,
/// dependency files, precompiled headers, warnings and flags that only other compilers know are gone. Deterministic.
std::vector<std::string> normalizedCommand(const ReadRequest &request);

/// All that the request's command means to a reading, remarks included, as one text. Two requests with the same text,
/// file, directory and root, whose questions to the file system have the same answers, give the same facts.
std::string meaningOfCommand(const ReadRequest &request);

}  // namespace dbrace::cpp
