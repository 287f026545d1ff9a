// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Redis's commands. All keys of a database are one table; a hash or a sorted set has its members as a second column, so
// that EXISTS h and HGET h f are lookups of one row, the latter of more of it.
//
// Commands that are atomic by nature (INCR, SADD, GETSET, EVAL, ...) are OtherStatement: there is nothing to race with.
#include "keyvalue/Languages.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dbrace::keyvalue {

namespace {

using Lock = sql::LockControl::Kind;
using Control = sql::TransactionControl::Kind;
constexpr std::array<std::string_view, 4> expiries{"EX", "PX", "EXAT", "PXAT"};

struct Lookup {
  std::string_view verb;
  Asked asked;
  bool member;  ///< The word after the key is a field or member.
};
constexpr Lookup lookups[] = {
    {"GET", Asked::Value, false},     {"GETEX", Asked::Value, false},  {"GETDEL", Asked::Value, false},
    {"HGET", Asked::Value, true},     {"ZSCORE", Asked::Value, true},  {"EXISTS", Asked::Exists, false},
    {"HEXISTS", Asked::Exists, true}, {"STRLEN", Asked::Count, false}, {"HLEN", Asked::Count, false},
    {"LLEN", Asked::Count, false},    {"ZCARD", Asked::Count, false},  {"HGETALL", Asked::List, false},
    {"HKEYS", Asked::List, false},    {"HVALS", Asked::List, false},   {"LRANGE", Asked::List, false},
};

template <typename List, typename Item> bool isOneOf(const List &list, const Item &item) {
  return std::ranges::find(list, item) != std::end(list);
}

bool hasHole(const Word &word) { return !literal(word).has_value(); }

/// SET key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT | PXAT | KEEPTTL]
std::vector<sql::Statement> readSet(Words words) {
  Columns columns{{"key", words[1]}, {"value", words[2]}};
  bool onlyNew = false, onlyOld = false, unsure = false;
  for (std::size_t i = 3; i < words.size(); ++i) {
    const std::string option = keyword(words[i]);
    onlyNew |= option == "NX";
    onlyOld |= option == "XX";
    if (isOneOf(expiries, option) && i + 1 < words.size())
      columns.push_back({"expiry", words[++i]});
    else
      unsure |= hasHole(words[i]);  // It may be NX.
  }
  if (onlyOld)
    return {other("SET")};
  std::vector<sql::Statement> all{write({}, columns, onlyNew || unsure)};
  if (onlyNew)
    all.push_back(lock(Lock::NamedLock, words[1]));
  return all;
}

/// ZADD key [NX | XX | GT | LT | CH | INCR]... score member ...
std::vector<sql::Statement> readZadd(Words words) {
  constexpr std::array<std::string_view, 6> options{"NX", "XX", "GT", "LT", "CH", "INCR"};
  std::size_t at = 2;
  bool onlyNew = false;
  for (; at < words.size() && isOneOf(options, keyword(words[at])); ++at) {
    const std::string option = keyword(words[at]);
    if (option == "INCR" || option == "XX")
      return {other("ZADD")};
    onlyNew |= option == "NX";
  }
  if (at + 1 >= words.size())
    return {unreadable("ZADD")};
  return {write({}, {{"key", words[1]}, {"field", words[at + 1]}, {"value", words[at]}}, onlyNew)};
}

std::vector<sql::Statement> readWrite(const std::string &verb, Words words) {
  const auto at = [&](std::size_t i) { return i < words.size() ? words[i] : Word(); };
  const Column key{"key", at(1)};
  if (verb == "SET" && words.size() > 2)
    return readSet(words);
  if (verb == "SETNX" || verb == "MSETNX") {
    std::vector<sql::Statement> all{write({}, {key, {"value", at(2)}}, true)};
    all.push_back(lock(Lock::NamedLock, at(1)));
    return all;
  }
  if (verb == "SETEX" || verb == "PSETEX")
    return {write({}, {key, {"value", at(3)}, {"expiry", at(2)}}, false)};
  if (verb == "MSET")
    return {write({}, {key, {"value", at(2)}}, false)};
  if (verb == "HSET" || verb == "HMSET" || verb == "HSETNX")
    return {write({}, {key, {"field", at(2)}, {"value", at(3)}}, verb == "HSETNX")};
  if (verb == "LPUSH" || verb == "RPUSH")
    return {write({}, {key, {"value", at(2)}}, false)};
  if (verb == "ZADD")
    return readZadd(words);
  if (verb == "HDEL")
    return {removal({}, {key, {"field", at(2)}})};
  if (verb == "DEL" || verb == "UNLINK")
    return {removal({}, {key}), lock(Lock::NamedUnlock, at(1))};
  return {};
}

/// WATCH counts until the next EXEC: whose watched key a rival has written since gets nothing done.
std::vector<sql::Statement> readControl(const std::string &verb, Words words) {
  std::vector<sql::Statement> all;
  if (verb == "WATCH")
    for (const Word &key : words.subspan(1))
      all.push_back(lock(Lock::Advisory, key, true));
  else if (verb == "MULTI")
    all.push_back(control(Control::Begin));
  else if (verb == "EXEC")
    all.push_back(control(Control::Commit));
  else if (verb == "DISCARD")
    all.push_back(control(Control::Rollback));
  return all;
}

}  // namespace

std::vector<sql::Statement> readRedis(Words words) {
  const std::string verb = keyword(words.front());
  if (verb.empty())
    return {};
  if (auto all = readControl(verb, words); !all.empty())
    return all;
  if (words.size() < 2)
    return {other(verb)};
  for (const Lookup &one : lookups)
    if (one.verb == verb) {
      // EXISTS of several keys counts them.
      if (one.asked == Asked::Exists && words.size() > (one.member ? 3u : 2u))
        return {other(verb)};
      Columns key{{"key", words[1]}};
      if (one.member)
        key.push_back({"field", words.size() > 2 ? words[2] : Word()});
      return {lookup({}, key, one.asked)};
    }
  if (auto all = readWrite(verb, words); !all.empty())
    return all;
  return {other(verb)};
}

}  // namespace dbrace::keyvalue
