// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The languages of commands, each a function from words to statements; nothing where that is not theirs.
#pragma once

#include "keyvalue/Statements.h"

#include <span>

namespace dbrace::keyvalue {

using Words = std::span<const Word>;

std::vector<sql::Statement> readRecord(Words words);  ///< Our notation for calls, from its verb on: see Reader.h.
std::vector<sql::Statement> readRedis(Words words);   ///< https://redis.io/commands

}  // namespace dbrace::keyvalue
