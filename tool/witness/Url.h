// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a database is. The password is needed to get in and for nothing else, so it has no way into a message.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dbrace::witness {

struct Url {
  std::string scheme, user, password, host, database;
  int port = 0;                                                 ///< 0: the usual one.
  std::vector<std::pair<std::string, std::string>> parameters;  ///< Behind the '?'.
};

/// "mysql://user:password@host:port/database": all behind the scheme may be missing; "%40" is '@', and a host that
/// starts with '/' is a socket. Throws std::runtime_error that says what is allowed.
Url parseUrl(std::string_view text);

/// For messages: without password, and without parameters, where one may stand, too.
std::string shownUrl(std::string_view text);

}  // namespace dbrace::witness
