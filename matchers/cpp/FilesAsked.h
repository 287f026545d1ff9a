// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What reading a unit asked of the file system, and what it was answered.
//
// Facts may be used again as long as all answers are the same. The answers "there is no such file" belong to them: a
// header that appears earlier on the include path changes what the unit means, though no file that was read has
// changed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::cpp {

enum class AnswerKind : std::uint8_t {
  Missing,
  Folder,
  File,      ///< A regular file that was looked for and not read.
  Content,   ///< One that was read.
  Names,     ///< A folder whose entries were looked through.
  Peculiar,  ///< Anything else, such as a file that may not be read or a pipe: never the same again.
};

struct Answer {
  AnswerKind kind = AnswerKind::Missing;
  std::uint64_t hash = 0;  ///< contentHash() of the content; hashOfNames() of the entries.
  std::string real;        ///< Where symlinks lead, if elsewhere; of what was read.
  bool operator==(const Answer &) const = default;
};

/// By absolute path, as it was asked for.
using FilesAsked = std::map<std::string, Answer>;

/// Of a folder's entries, in any order.
std::uint64_t hashOfNames(std::vector<std::string> names);

/// Whether the operating system itself makes the file up, so that it has no content worth comparing: /dev/null.
inline bool isNothing(std::string_view path) { return path == "/dev/null"; }

}  // namespace dbrace::cpp
