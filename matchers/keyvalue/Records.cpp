// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "keyvalue/Languages.h"
#include "keyvalue/Reader.h"

namespace dbrace::keyvalue {

namespace {

/// "key", then "field", unless they say their names themselves.
Columns columnsOf(Words words) {
  Columns columns;
  for (const Word &word : words) {
    if (word.empty())  // After the last field of a document.
      continue;
    auto parts = splitAt(word, fieldSeparator);
    if (auto name = parts ? literal(parts->first) : std::nullopt)
      columns.push_back({std::string(*name), parts->second});
    else if (!parts && columns.size() < 2)
      columns.push_back({columns.empty() ? "key" : "field", word});
  }
  return columns;
}

}  // namespace

std::vector<sql::Statement> readRecord(Words words) {
  auto verb = literal(words.front());
  if (!verb || words.size() < 2)
    return {};
  Place place{words[1]};
  const Columns key = columnsOf(words.subspan(2));
  if (*verb == "find" || *verb == "lock")
    return {lookup(place, key, Asked::Value, *verb == "lock")};
  if (*verb == "exists")
    return {lookup(place, key, Asked::Exists)};
  if (*verb == "put" || *verb == "add")
    return {write(place, key, *verb == "add")};
  if (*verb == "remove")
    return {removal(place, key)};
  return {};
}

}  // namespace dbrace::keyvalue
