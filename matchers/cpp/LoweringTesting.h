// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a snippet and compares what a function became.
//
//   Snippet code("int f(int a) { return a ? g() : 2; }");
//   EXPECT_TRUE(code.has("f", {"t1 = call g()", "select t0 = t1", "select t0 = 2", "return t0"}));
//
// Lines are those of the listing (facts/Dump.h) without places in files; they must come in this order, others may stand
// between.
#pragma once

#include "cpp/Read.h"
#include "facts/Dump.h"
#include "facts/Io.h"

#include <gtest/gtest.h>

#include <sstream>

namespace dbrace::cpp {

class Snippet {
public:
  explicit Snippet(const std::string &code, const std::string &name = "/project/code.cpp",
                   std::vector<std::string> flags = {"-std=c++20"}, std::map<std::string, std::string> others = {}) {
    ReadRequest request;
    request.directory = request.root = "/";
    request.root = "/project";
    request.file = name;
    request.command = {name.ends_with(".c") ? "cc" : "c++"};
    request.command.insert(request.command.end(), flags.begin(), flags.end());
    request.models = &apis::builtinModels();
    request.toolVersion = "test";
    request.overlay = std::move(others);
    request.overlay[name] = code;
    auto result = readUnit(request);
    if (auto *failure = std::get_if<ReadFailure>(&result))
      ADD_FAILURE() << failure->message;
    else
      unit = std::get<facts::Unit>(std::move(result));
    if (auto problem = facts::validate(unit))
      ADD_FAILURE() << problem->text();
  }

  const facts::Function *function(const std::string &name) const {
    for (const facts::Function &one : unit.functions)
      if (unit.strings[one.name] == name)
        return &one;
    return nullptr;
  }

  /// The listing's lines without indentation and places.
  std::vector<std::string> lines(const std::string &name) const {
    std::vector<std::string> all;
    const facts::Function *found = function(name);
    std::istringstream text(found ? facts::dump(*found, unit.strings) : "");
    for (std::string line; std::getline(text, line);) {
      line.erase(0, line.find_first_not_of(' '));
      all.push_back(line.substr(0, line.find("  @ ")));
    }
    return all;
  }

  testing::AssertionResult has(const std::string &name, const std::vector<std::string> &expected) const {
    std::vector<std::string> all = lines(name);
    std::size_t next = 0;
    for (const std::string &line : all)
      if (next < expected.size() && line.find(expected[next]) != std::string::npos)
        ++next;
    if (next == expected.size())
      return testing::AssertionSuccess();
    testing::AssertionResult failure = testing::AssertionFailure();
    failure << "no line \"" << expected[next] << "\" after " << next << " others in\n";
    for (const std::string &line : all)
      failure << "  " << line << "\n";
    return failure;
  }

  facts::Unit unit;
};

}  // namespace dbrace::cpp
