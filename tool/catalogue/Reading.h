// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the catalogues of all databases are read with.
#pragma once

#include "schema/Ddl.h"

#include <functional>
#include <initializer_list>
#include <string>
#include <utility>

namespace dbrace::catalogue {

/// Reads the statements a catalogue consists of. Everything in the result stands at `source`, without a line.
schema::DdlImport imported(const std::string &script, const std::string &source, sql::Dialect dialect);

/// "user='me' host='h'", as both client libraries want it; values that are empty are left out.
std::string connectionString(std::initializer_list<std::pair<const char *, std::string>> values);

/// A library's message, which may quote what it was given.
std::string withoutPassword(std::string message, const std::string &url, const std::string &password);

/// Does what `read` does. Whatever a library throws there becomes one error that names the source and no password; one
/// that is no answer of the database (a type or a number that nobody expected) says what helps, too.
schema::DdlImport readingOf(const std::string &source, const std::string &url, const std::string &password,
                            const std::function<schema::DdlImport()> &read);

}  // namespace dbrace::catalogue
