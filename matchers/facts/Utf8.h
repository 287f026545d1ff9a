// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether bytes are UTF-8.
//
// Literals and paths hold any bytes; CBOR and JSON texts hold UTF-8 only. What is not is written as bytes.
#pragma once

#include <string_view>

namespace dbrace::facts {

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool isUtf8(std::string_view text);

}  // namespace dbrace::facts
