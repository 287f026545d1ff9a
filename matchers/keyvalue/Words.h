// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A command as words with holes in them.
#pragma once

#include "sql/Text.h"

#include <optional>

namespace dbrace::keyvalue {

using Word = sql::Text;

/// Words end at sql::wordSeparator where there is one, else at blanks. A separator always ends a word, empty or not.
std::vector<Word> wordsOf(const sql::Text &command);

/// The characters of a word without holes.
std::optional<std::string_view> literal(const Word &word);
/// The same in upper case; empty where there are holes.
std::string keyword(const Word &word);

/// The word before and after the first of these characters; nothing where it has none.
std::optional<std::pair<Word, Word>> splitAt(const Word &word, char separator);

}  // namespace dbrace::keyvalue
