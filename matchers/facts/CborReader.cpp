// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/CborReader.h"

namespace dbrace::facts {

bool CborReader::head(unsigned &major, std::uint64_t &argument) {
  if (error)
    return false;
  const auto byte = [&] {
    const auto next = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    return next;
  };
  if (rest.empty())
    return fail("the document ends too early"), false;
  const unsigned initial = byte(), detail = initial & 0x1f;
  major = initial >> 5;
  argument = detail;
  if (detail < 24)
    return true;
  if (detail > 27)
    return fail("lengths must be given: indefinite ones are not used here"), false;
  const std::size_t size = std::size_t(1) << (detail - 24);
  if (rest.size() < size)
    return fail("the document ends too early"), false;
  argument = 0;
  for (std::size_t i = 0; i < size; ++i)
    argument = argument << 8 | byte();
  return true;
}

bool CborReader::head(unsigned wanted, std::uint64_t &argument, const char *what) {
  unsigned major = 0;
  if (!head(major, argument))
    return false;
  if (major != wanted)
    return fail(std::string("must be ") + what), false;
  return true;
}

bool CborReader::string(std::string_view &text) {
  unsigned major = 0;
  std::uint64_t size = 0;
  if (!head(major, size))
    return false;
  if (major != 2 && major != 3)
    return fail("must be a text"), false;
  if (size > rest.size())
    return fail("the document ends before this text does"), false;
  text = rest.substr(0, size);
  rest.remove_prefix(size);
  return true;
}

void CborReader::boolean(bool &flag) {
  unsigned major = 0;
  std::uint64_t detail = 0;
  if (!head(major, detail))
    return;
  if (major != 7 || (detail != 20 && detail != 21))
    return fail("must be true or false");
  flag = detail == 21;
}

void CborReader::identifier(std::uint32_t &id) {
  if (rest.starts_with('\xf6')) {
    rest.remove_prefix(1);
    id = none;
    return;
  }
  integer(id);
}

void CborReader::textNumber(TextId &id) {
  std::uint32_t number = 0;
  integer(number);
  if (!error && number >= texts_.size())
    fail("there is no text " + std::to_string(number) + ": the document has " + std::to_string(texts_.size() - 1));
  if (!error)
    id = texts_[number];
}

void CborReader::signedInteger(std::int64_t &number, std::int64_t lowest, std::int64_t highest) {
  unsigned major = 0;
  std::uint64_t argument = 0;
  if (!head(major, argument))
    return;
  if (major > 1)
    return fail("must be a whole number");
  // -1 - argument is a negative number's value; both halves of the range of int64_t fit once argument does.
  if (argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return fail("the number is out of range");
  number = major == 0 ? static_cast<std::int64_t>(argument) : -1 - static_cast<std::int64_t>(argument);
  if (number < lowest || number > highest)
    fail("must be from " + std::to_string(lowest) + " to " + std::to_string(highest));
}

void CborReader::relative(std::uint32_t &number, std::uint32_t base) {
  std::int64_t difference = 0;
  signedInteger(difference, -std::int64_t(none), none);
  const std::int64_t sum = base + difference;
  if (!error && (sum < 0 || sum > none))
    fail("the range leaves what 32 bits can count");
  number = static_cast<std::uint32_t>(sum);
}

void CborReader::range(std::string_view name, Range &it, const Range &usual) {
  it = usual;
  member(name, [&] {
    if (rest.starts_with('\xf6')) {
      rest.remove_prefix(1);
      return;
    }
    std::uint64_t size = 0;
    if (!head(4, size, "an array of 5 numbers"))
      return;
    if (size != 5)
      return fail("must be an array of 5 numbers");
    textNumber(it.file);
    relative(it.begin, last.begin);
    relative(it.end, it.begin);
    relative(it.line, last.line);
    integer(it.column);
    last = it;
  });
}

bool CborReader::opening(std::string_view format, int version, std::string_view again) {
  const std::string wanted = "this is no " + std::string(format) + " document";
  std::uint64_t size = 0, found = 0;
  std::string_view name;
  if (!head(4, size, "an array") || size != 4 || !string(name) || name != format)
    return fail(wanted), false;
  if (!head(0, found, "the version"))
    return false;
  if (found != static_cast<std::uint64_t>(version))
    return fail("has format version " + std::to_string(found) + ", this dbrace reads version " +
                std::to_string(version) + ": run " + std::string(again) + " again"),
           false;
  if (!head(4, size, "an array of texts"))
    return false;
  if (size > rest.size())
    return fail("the document ends before the list of its texts does"), false;
  texts_.assign(1, 0);
  for (std::uint64_t i = 0; i < size; ++i) {
    std::string_view text;
    if (!string(text))
      return false;
    texts_.push_back(strings.intern(text));
  }
  return true;
}

}  // namespace dbrace::facts
