// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Dump.h"

#include "facts/Io.h"
#include "facts/RandomUnit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace dbrace::facts {
namespace {

/// The block of docs/facts.md that opens with ```language.
std::string documented(const std::string &language) {
  std::ifstream file(DBRACE_SOURCE_DIR "/docs/facts.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string page = text.str(), open = "\n```" + language + "\n";
  const std::size_t begin = page.find(open);
  EXPECT_NE(begin, std::string::npos) << language;
  return page.substr(begin + open.size(), page.find("\n```\n", begin + open.size()) - begin - open.size() + 1);
}

std::string bytes(const std::string &hexWithComments) {
  std::string out;
  std::istringstream lines(hexWithComments);
  for (std::string line; std::getline(lines, line);) {
    std::string digits = line.substr(0, line.find('#'));
    std::erase(digits, ' ');
    for (std::size_t i = 0; i < digits.size(); i += 2)
      out += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return out;
}

/// A function of one block, from the parts that a test is about.
std::string listing(const std::string &parts) {
  const auto unit =
      fromJson(R"({"format": "dbrace-facts", "version": 1, "functions": [{"key": "f", "name": "f", "sources": [{}], )" +
               parts + "}]}");
  if (!unit)
    return unit.error().text();
  const std::string all = dump(unit->functions[0], unit->strings);
  return all.substr(all.find("b0:"));
}

TEST(Dump, IsTheListingOfTheDocumentation) {
  const auto unit = fromJson(documented("json"));
  ASSERT_TRUE(unit) << unit.error().text();
  EXPECT_EQ(dump(*unit), documented("listing"));
}

TEST(Dump, TheDocumentedBytesAreWhatIsWritten) {
  const std::string expected = bytes(documented("cbor"));
  const auto unit = fromCbor(expected);
  ASSERT_TRUE(unit) << unit.error().text();
  EXPECT_EQ(toCbor(*unit), expected);
  ASSERT_EQ(unit->functions.size(), 1u);
  EXPECT_EQ(unit->strings[unit->functions[0].key], "f");
  EXPECT_EQ(std::get<Return>(unit->functions[0].blocks[0].end).value, 0u);
}

TEST(Dump, CallsPlacesByTheirNames) {
  EXPECT_EQ(listing(R"("parameters": [{"name": "i"}, {}], "locals": [{"name": "i"}],
    "values": [{"is": "load", "place": 0}, {"is": "load", "place": 2}, {"is": "int", "number": 7}, {"is": "load", "place": 6}],
    "places": [{"is": "this"}, {"is": "pointee", "pointer": 0}, {"is": "field", "base": 1, "name": "Shop::db"},
               {"is": "pointee", "pointer": 1}, {"is": "element", "base": 3, "index": 2}, {"is": "global", "name": "Shop::all"},
               {"is": "parameter"}, {"is": "local"}, {"is": "parameter", "index": 1}, {"is": "varargs"},
               {"is": "field", "base": 7, "name": "size"}],
    "blocks": [{"steps": [{"what": {"is": "assign", "place": 4, "value": 3}}, {"what": {"is": "assign", "place": 5, "value": 1}},
                          {"what": {"is": "assign", "place": 7, "value": 2, "kind": "increment"}},
                          {"what": {"is": "assign", "place": 8, "value": 2}}, {"what": {"is": "assign", "place": 9, "value": 2}},
                          {"what": {"is": "assign", "place": 10, "value": 2}}],
                "end": {"is": "stop"}}])"),
            "b0:\n"
            "  (*this->db)[7] = i\n"
            "  ::Shop::all = this->db\n"
            "  increment i#2 = 7\n"
            "  arg1 = 7\n"
            "  varargs = 7\n"
            "  i#2.size = 7\n"
            "  stop\n");
}

TEST(Dump, ShowsCallsOfEveryKind) {
  EXPECT_EQ(listing(R"("temporaries": 1, "values": [{"is": "text", "pieces": [{"text": "a\n"}, {"text": "\"b"}]},
      {"is": "address", "place": 0}, {"is": "function", "key": "g", "name": "g"}],
    "places": [{"is": "temporary"}], "cleanups": [{"what": {"is": "noexcept"}}],
    "blocks": [{"steps": [
      {"what": {"is": "call", "callee": {"key": "p", "name": "printf"}, "arguments": [{"value": 0}, {"value": 2}],
                "first_variadic": 1, "result": 0}, "cleanup": 0},
      {"what": {"is": "call", "callee": {"kind": "method", "key": "m", "name": "Shop::find", "virtual": true}, "receiver": 1}},
      {"what": {"is": "call", "callee": {"kind": "method", "name": "lost"}, "receiver": 1, "receiver_type": "Query &"}},
      {"what": {"is": "call", "callee": {"kind": "constructor", "key": "c", "name": "Shop::Shop"}, "receiver": 1, "no_throw": true}},
      {"what": {"is": "call", "callee": {"indirect": 2}, "arguments": [{"value": 1, "writable": true}]}}],
     "end": {"is": "return"}}])"),
            "b0:\n"
            "  t0 = call printf(\"a\\n\\\"b\", ... function g)  unwinds to c0\n"
            "  call virtual Shop::find() on &t0\n"
            "  call ?lost() on &t0: Query &\n"
            "  construct Shop::Shop() on &t0  nothrow\n"
            "  call *function g(out &t0)\n"
            "  return\n"
            "c0: noexcept\n");
}

TEST(Dump, ShowsControlAndCleanups) {
  EXPECT_EQ(
      listing(R"("locals": [{"name": "lock"}, {"name": "e"}], "places": [{"is": "local"}, {"is": "local", "index": 1}],
    "values": [{"is": "load", "place": 0}, {"is": "operation", "op": "!", "operands": [0]},
               {"is": "operation", "op": "<", "operands": [0, 0]}, {"is": "operation", "op": "+", "operands": [2, 0]},
               {"is": "unknown", "why": "recovery", "inputs": [0, 1]}, {"is": "lambda", "key": "l", "captures": [0]}],
    "cleanups": [{"what": {"is": "try", "handlers": [{"type": "E", "variable": 1, "block": 1}, {"block": 2}]}},
                 {"what": {"is": "destroy", "object": 0, "destructor": {"key": "d", "name": "Lock::~Lock"}}, "outer": 0}],
    "blocks": [{"end": {"is": "branch", "condition": 1, "when_true": 1, "when_false": 2}},
               {"end": {"is": "switch", "value": 3, "cases": [{"low": 1, "high": 1, "to": 0}, {"low": 2, "high": 9, "to": 3}], "otherwise": 4}},
               {"end": {"is": "throw", "value": 4, "type": "E"}, "cleanup": 1}, {"end": {"is": "throw"}},
               {"end": {"is": "choice", "to": [0, 5]}}, {"end": {"is": "jump", "to": 6}}, {"end": {"is": "return", "value": 5}}])"),
      "b0:\n  if !lock then b1 else b2\n"
      "b1:\n  switch (lock < lock) + lock {1: b0, 2..9: b3, else: b4}\n"
      "b2:\n  throw unknown(recovery: lock, !lock) as E  unwinds to c1\n"
      "b3:\n  rethrow\n"
      "b4:\n  choose b0 b5\n"
      "b5:\n  jump b6\n"
      "b6:\n  return lambda l [lock]\n"
      "c0: try catch E e -> b1 catch ... -> b2\n"
      "c1: destroy lock by Lock::~Lock, then c0\n");
}

TEST(Dump, CutsValuesThatShareTheirParts) {
  Unit unit;
  Function function;
  function.sources.resize(1);
  function.values.push_back(IntConstant{1});
  for (ValueId i = 0; i < 200; ++i)
    function.values.push_back(Operation{Operator::Add, {i, i}});
  function.blocks.resize(1);
  function.blocks[0].end = Return{200};
  const std::string text = dump(function, unit.strings);
  EXPECT_LT(text.size(), 5000u);
  EXPECT_NE(text.find("…"), std::string::npos);
}

TEST(Dump, IsStableAndHasEveryFunction) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Unit unit = randomUnit(seed);
    const std::string text = dump(unit);
    EXPECT_EQ(dump(*fromJson(toJson(unit))), text);
    std::size_t functions = 0;
    for (std::size_t at = text.find("\nfunction "); at != std::string::npos; at = text.find("\nfunction ", at + 1))
      ++functions;
    EXPECT_GE(functions, unit.functions.size());
  }
}

}  // namespace
}  // namespace dbrace::facts
