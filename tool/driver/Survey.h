// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a project uses, told from its files without reading any code as code: for `dbrace init`.
#pragma once

#include "apis/Model.h"
#include "sql/Statement.h"

#include <filesystem>
#include <string>
#include <vector>

namespace dbrace::driver {

struct UsedLibrary {
  std::string name;
  std::string dialect;    ///< Empty: of several databases.
  std::size_t files = 0;  ///< That name it.
};

/// Where tables are defined, and how many.
struct Definitions {
  std::vector<std::string> places;  ///< Scripts and folders of them, or sources; from the root.
  std::vector<std::string> tables;  ///< Names, as they are written.
  std::size_t keys = 0;
};

struct Survey {
  std::size_t sources = 0, headers = 0;
  std::filesystem::path commands;      ///< compile_commands.json; empty: none.
  std::string buildScript;             ///< At the top: "CMakeLists.txt"; empty: none that is known.
  std::vector<UsedLibrary> libraries;  ///< The most used one first.
  std::vector<std::string> drivers;    ///< Dialects of the drivers that are named, for a library of several.
  Definitions scripts, code;
  std::vector<sql::Dialect> scriptDialects;  ///< That the scripts are for, where they say so.
  std::vector<std::string> leftOut;          ///< Scripts of tests, examples and other people's code.
};

/// `root` is resolved.
Survey survey(const std::filesystem::path &root, const apis::Models &models);

}  // namespace dbrace::driver
