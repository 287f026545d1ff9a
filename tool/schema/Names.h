// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dialects and isolation levels as people write them: in schemas, on the command line, in configuration files. One
// spelling everywhere, so that an error can list what is allowed.
#pragma once

#include "sql/Statement.h"

#include <optional>
#include <span>
#include <string_view>

namespace dbrace::schema {

std::string_view nameOf(sql::Dialect dialect);
std::optional<sql::Dialect> dialectNamed(std::string_view name);
/// "postgresql, mysql, …", for error messages.
std::string_view allowedDialects();

std::string_view nameOf(sql::Isolation isolation);  ///< Empty for Unspecified.
std::optional<sql::Isolation> isolationNamed(std::string_view name);
std::string_view allowedIsolations();

/// Names compare without regard to ASCII case everywhere in dbrace: the databases differ in what they fold, and two
/// tables that differ in case alone are rarer than one that is spelled in two ways.
bool sameName(std::string_view left, std::string_view right);
std::string folded(std::string_view name);

}  // namespace dbrace::schema
