// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The short texts of a model file: references ("*arg3") and yields ("not:5").
//
// They are written by hand hundreds of times, so they are words and not objects; reading and printing stand side by
// side here to stay each other's inverse.
#pragma once

#include "apis/Model.h"

namespace dbrace::apis {

/// Nothing if `text` is no reference.
std::optional<Ref> parseRef(std::string_view text);
std::string printRef(const Ref &ref);
inline constexpr std::string_view refForms =
    "arg0, *arg0, arg0[], arg0..., this, result, type0, none, null, =5, ='text', and .member after an object";

/// Of a text; integers and true, false, null may also be written as such in JSON. Nothing if `text` is no yield.
std::optional<Yield> parseYield(std::string_view text);
std::string printYield(const Yield &yield);
inline constexpr std::string_view yieldForms = "an integer, true, false, null, nonnull, positive, negative, nonzero, "
                                               "empty, unknown, not:5, ='text', throws:name::of::class";

}  // namespace dbrace::apis
