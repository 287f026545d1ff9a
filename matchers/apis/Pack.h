// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Libraries as bytes: the built-in ones are read from JSON when dbrace is built, not by each of its worker processes,
// which find functions in the bytes by name and unpack no others.
//
// One `pass` for each type serves both directions, so that they cannot drift apart. The bytes never leave the build:
// there is no version in them, and what is broken in them is a bug.
#pragma once

#include "apis/Model.h"

#include <string_view>

namespace dbrace::apis {

std::string pack(std::vector<LibraryFile> files);

/// A view of packed bytes. Functions are numbered from 0 in the order of the files.
class Packed {
public:
  explicit Packed(std::string_view bytes);
  std::uint32_t functionCount() const { return count; }
  std::vector<Library> libraries() const;
  /// The numbers of a library's functions begin here; of the one after the last library they would.
  std::uint32_t firstOf(std::size_t library) const;
  Function function(std::uint32_t number) const;
  std::string_view idOf(std::uint32_t number) const;
  /// Functions whose name has this last component, by rising number.
  std::vector<std::uint32_t> named(std::string_view lastComponent) const;

private:
  std::uint32_t word(std::size_t index) const;
  std::string_view record(std::uint32_t number) const;

  std::string_view bytes;
  std::uint32_t count, libraryCount;
};

}  // namespace dbrace::apis
