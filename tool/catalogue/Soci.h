// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sessions of SOCI that can only read.
#pragma once

#include "catalogue/Reading.h"

// Debian's SOCI was built with Boost and would have its headers, for conversions that nobody asks for here.
// clang-format off
#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#undef SOCI_HAVE_BOOST_DATE_TIME
#include <soci/soci.h>
// clang-format on

#include <stdexcept>
#include <vector>

namespace dbrace::catalogue {

/// The rows of a query whose columns are all texts; NULL is empty. Errors are what the database says, without the
/// query.
inline std::vector<std::vector<std::string>> rowsOf(soci::session &session, const std::string &query) try {
  std::vector<std::vector<std::string>> result;
  soci::rowset<soci::row> rows = session.prepare << query;
  for (const soci::row &row : rows) {
    std::vector<std::string> &values = result.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i)
      values.push_back(row.get_indicator(i) == soci::i_null ? std::string() : row.get<std::string>(i));
  }
  return result;
} catch (const soci::soci_error &error) {
  throw std::runtime_error(error.get_error_message());
}

/// `name` between the quotes of a dialect.
inline std::string quoted(const std::string &name, char quote) {
  std::string result(1, quote);
  for (char c : name)
    result += c == quote ? std::string(2, c) : std::string(1, c);
  return result + quote;
}

}  // namespace dbrace::catalogue
