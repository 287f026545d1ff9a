// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units that mean nothing and hold everything, for property tests.
//
// They are made by the description of the facts (Describe.h), so that no member or alternative can be missing from a
// test that forgot it. Valid in the sense of `validate`.
#pragma once

#include "facts/Facts.h"

#include <cstdint>

namespace dbrace::facts {

struct RandomSize {
  std::size_t functions = 4;  ///< At most.
  std::size_t items = 6;      ///< Of every other list, at most.
};

/// The same unit for the same seed. Seeds that differ little draw from the same few names, so that their units share
/// functions, variants of functions, and classes.
Unit randomUnit(std::uint64_t seed, RandomSize size = {});

}  // namespace dbrace::facts
