// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts as bytes and back.
//
// CBOR is for caches and for other tools, JSON for people; docs/facts.md describes both. Units with equal content give
// equal bytes, however their texts are numbered. Reading takes nothing on trust: whatever is returned has passed
// `validate`, so that readers of facts need not check an id again.
#pragma once

#include "facts/Expected.h"
#include "facts/Facts.h"

#include <optional>
#include <string>
#include <string_view>

namespace dbrace::facts {

std::string toCbor(const Unit &unit);
std::string toJson(const Unit &unit);

/// Never crashes, and needs memory at most in proportion to the input.
Expected<Unit> fromCbor(std::string_view bytes);
Expected<Unit> fromJson(std::string_view text);

/// What a reader would refuse in a unit: an id that points nowhere, places and values that contain themselves or are
/// nested deeper than `nestingLimit`, a function without blocks. For front ends to assert.
std::optional<FormatError> validate(const Unit &unit);

/// Equal in all but the numbering of texts.
bool sameContent(const Unit &left, const Unit &right);

}  // namespace dbrace::facts
