// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings as SARIF 2.1.0 (OASIS standard), for code scanning services and editors.
#pragma once

#include "report/Report.h"

#include <nlohmann/json_fwd.hpp>

namespace dbrace::report {

/// One run. Columns count UTF-16 code units, which is what the consumers at hand assume even where the file says
/// otherwise. Files inside the root are relative to SRCROOT, others are absolute file: URIs.
std::string asSarif(const Report &report);
/// The same as a value. It is the form in which reports are stored: whatever another format shows is in it, where the
/// standard has no place for it in `properties`.
nlohmann::ordered_json sarifOf(const Report &report);

/// RFC 3986: everything but unreserved characters and '/' is percent-encoded, byte by byte.
std::string percentEncoded(std::string_view path);

}  // namespace dbrace::report
