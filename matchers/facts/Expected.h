// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A value, or why a document does not hold one.
//
// The Clang-free half of dbrace cannot use llvm::Expected, and C++20 has no std::expected.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace dbrace::facts {

/// What is wrong with a document, and where.
struct FormatError {
  std::string pointer;  ///< JSON pointer, with the names of JSON for CBOR too: "/functions/3/values/7/place".
  std::string message;  ///< What is wrong, what is allowed, and what helps.
  std::string text() const { return (pointer.empty() ? "" : pointer + ": ") + message; }
};

template <class T> class [[nodiscard]] Expected {
public:
  Expected(T value) : held(std::move(value)) {}
  Expected(FormatError error) : held(std::move(error)) {}

  explicit operator bool() const { return held.index() == 0; }
  T &operator*() { return *std::get_if<T>(&held); }
  const T &operator*() const { return *std::get_if<T>(&held); }
  T *operator->() { return std::get_if<T>(&held); }
  const T *operator->() const { return std::get_if<T>(&held); }
  /// Only of a failed one.
  const FormatError &error() const { return *std::get_if<FormatError>(&held); }

private:
  std::variant<T, FormatError> held;
};

}  // namespace dbrace::facts
