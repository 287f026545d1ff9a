// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the driver answers when it cannot use something it was given.
//
// Always the user's to mend, so the message says place, what is wrong and what is allowed or to be done. Ends a command
// with exit code 2.
#pragma once

#include <string>
#include <variant>

namespace dbrace::driver {

struct Failure {
  std::string message;  ///< Whole, without "error:"; may have several lines.
};

template <typename Value> using OrFailure = std::variant<Value, Failure>;

template <typename Value> const Failure *failureOf(const OrFailure<Value> &result) {
  return std::get_if<Failure>(&result);
}

}  // namespace dbrace::driver
