// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Io.h"

#include "facts/Document.h"
#include "facts/Validator.h"

namespace dbrace::facts {
namespace {

constexpr DocumentKind unitDocument{"dbrace-facts", formatVersion, "`dbrace extract`"};

Expected<Unit> validated(Expected<Unit> unit) {
  if (unit)
    if (auto error = validate(*unit))
      return std::move(*error);
  return unit;
}

}  // namespace

std::string toCbor(const Unit &unit) { return writeCbor(unitDocument, unit); }
std::string toJson(const Unit &unit) { return writeJson(unitDocument, unit); }
Expected<Unit> fromCbor(std::string_view bytes) { return validated(readCbor<Unit>(unitDocument, bytes)); }
Expected<Unit> fromJson(std::string_view text) { return validated(readJson<Unit>(unitDocument, text)); }
std::optional<FormatError> validate(const Unit &unit) { return Validator(unit.strings).check(unit); }
bool sameContent(const Unit &left, const Unit &right) { return toCbor(left) == toCbor(right); }

}  // namespace dbrace::facts
