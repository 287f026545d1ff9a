// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "keyvalue/Reader.h"

#include "keyvalue/Languages.h"

namespace dbrace::keyvalue {

std::vector<sql::Statement> readCommand(const sql::Text &command) {
  const std::vector<Word> words = wordsOf(command);
  if (words.empty())
    return {};
  const bool own = words.size() > 1 && words.front().empty();
  std::vector<sql::Statement> all = own ? readRecord(Words(words).subspan(1)) : readRedis(words);
  if (all.empty())
    all.push_back(unreadable(keyword(words.front())));
  return all;
}

}  // namespace dbrace::keyvalue
