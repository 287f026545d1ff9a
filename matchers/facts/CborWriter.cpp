// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/CborWriter.h"

#include "facts/Utf8.h"

namespace dbrace::facts {

void CborWriter::head(unsigned major, std::uint64_t argument) {
  const int size = argument < 24 ? 0 : argument <= 0xff ? 1 : argument <= 0xffff ? 2 : argument <= 0xffffffff ? 4 : 8;
  const unsigned detail = size == 0   ? static_cast<unsigned>(argument)
                          : size == 1 ? 24
                          : size == 2 ? 25
                          : size == 4 ? 26
                                      : 27;
  out += static_cast<char>(major << 5 | detail);
  for (int bytes = size; bytes-- > 0;)
    out += static_cast<char>(argument >> (8 * bytes) & 0xff);
}

void CborWriter::string(std::string_view text) {
  head(isUtf8(text) ? 3 : 2, text.size());
  out += text;
}

std::uint32_t CborWriter::numberOf(TextId id) {
  if (id == 0)
    return 0;
  if (numbers[id] == 0) {
    used.push_back(id);
    numbers[id] = static_cast<std::uint32_t>(used.size());
  }
  return numbers[id];
}

void CborWriter::range(std::string_view, const Range &it, const Range &usual) {
  if (it == usual) {
    out += '\xf6';
    wrote(false);
    return;
  }
  head(4, 5);
  head(0, numberOf(it.file));
  integer(std::int64_t(it.begin) - last.begin);
  integer(std::int64_t(it.end) - it.begin);
  integer(std::int64_t(it.line) - last.line);
  head(0, it.column);
  last = it;
  wrote(true);
}

std::size_t CborWriter::begin(Members &outer) {
  outer = members;
  const std::size_t start = out.size();
  out += '\x80';
  members = {0, 0, out.size()};
  return start;
}

bool CborWriter::finish(std::size_t start, const Members &outer) {
  const std::size_t kept = members.kept;
  out.resize(members.end);
  if (kept < 24)
    out[start] = static_cast<char>(0x80 | kept);
  else  // Only a type with so many members pays for moving what was written.
    out.replace(start, 1, {'\x98', static_cast<char>(kept)});
  members = outer;
  return kept > 0;
}

}  // namespace dbrace::facts
