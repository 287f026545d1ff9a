// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How enumerators and alternatives are called in print.
//
// JSON writes these words, CBOR their numbers. A new enumerator or alternative goes to the end, here as in Facts.h.
#pragma once

#include "facts/Facts.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace dbrace::facts {

/// The words for an enumeration or a variant, in order.
template <class T> inline constexpr std::array<std::string_view, 0> namesOf{};

template <> inline constexpr std::array<std::string_view, 3> namesOf<Origin>{"file", "macro body", "macro argument"};
static_assert(namesOf<Origin>.size() == std::size_t(Origin::MacroArgument) + 1);

template <>
inline constexpr std::array<std::string_view, 6> namesOf<LiteralKind>{"ordinary", "raw",   "wide",
                                                                      "utf8",     "utf16", "utf32"};
static_assert(namesOf<LiteralKind>.size() == std::size_t(LiteralKind::Utf32) + 1);

/// As C++ spells them.
template <>
inline constexpr std::array<std::string_view, 22> namesOf<Operator>{"+",  "-",  "*",      "/",  "%",  "&",  "|",  "^",
                                                                    "<<", ">>", "negate", "~",  "!",  "==", "!=", "<",
                                                                    "<=", ">",  ">=",     "&&", "||", "<=>"};
static_assert(namesOf<Operator>.size() == std::size_t(Operator::Compare) + 1);

template <>
inline constexpr std::array<std::string_view, 4> namesOf<AssignKind>{"plain", "declare", "increment", "select"};
static_assert(namesOf<AssignKind>.size() == std::size_t(AssignKind::Select) + 1);

template <>
inline constexpr std::array<std::string_view, 5> namesOf<CallKind>{"function", "method", "constructor", "destructor",
                                                                   "operator"};
static_assert(namesOf<CallKind>.size() == std::size_t(CallKind::Operator) + 1);

template <>
inline constexpr std::array<std::string_view, 4> namesOf<SuppressionForm>{"line", "next line", "begin", "end"};
static_assert(namesOf<SuppressionForm>.size() == std::size_t(SuppressionForm::End) + 1);

template <>
inline constexpr std::array<std::string_view, 10> namesOf<Value>{
    "int", "float", "text", "load", "address", "function", "lambda", "operation", "caught", "unknown"};
static_assert(namesOf<Value>.size() == std::variant_size_v<Value>);

template <>
inline constexpr std::array<std::string_view, 10> namesOf<Place>{
    "parameter", "this", "local", "temporary", "capture", "varargs", "global", "field", "pointee", "element"};
static_assert(namesOf<Place>.size() == std::variant_size_v<Place>);

template <> inline constexpr std::array<std::string_view, 2> namesOf<decltype(Step::what)>{"assign", "call"};

template <>
inline constexpr std::array<std::string_view, 7> namesOf<Terminator>{"jump",  "branch", "switch", "return",
                                                                     "throw", "stop",   "choice"};
static_assert(namesOf<Terminator>.size() == std::variant_size_v<Terminator>);

template <>
inline constexpr std::array<std::string_view, 3> namesOf<decltype(Cleanup::what)>{"destroy", "try", "noexcept"};

}  // namespace dbrace::facts
