// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The schema as a running database has it.
//
// What scripts say may never have been run, or be years behind. The catalogue is asked for its own statements (or
// statements are made of it), and these are read like any script, so that both say the same of the same table. The
// session can read and nothing else. Where dbrace was built without SOCI, every call fails and says so.
#pragma once

#include "schema/Ddl.h"

#include <string>

namespace dbrace::catalogue {

/// Whether the text is an address of a database rather than a file's: "postgresql://…", "mysql://…", "sqlite:FILE".
bool isAddress(std::string_view text);

/// For messages and origins: never with a password.
std::string shown(const std::string &address);

/// A word of a command line, without the password of an address in it.
std::string hidePasswords(const std::string &word);

/// All tables that the user may see, without the database's own; `isolation` is the database's default. Throws
/// std::runtime_error, whose message has no password in it.
schema::DdlImport importSqlite(const std::string &file);
schema::DdlImport importPostgreSql(const std::string &url);
schema::DdlImport importMySql(const std::string &url);  ///< MariaDB too.
/// By the scheme of the address.
schema::DdlImport importAddress(const std::string &address);

}  // namespace dbrace::catalogue
