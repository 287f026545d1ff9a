// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The small commands: schemas and the rules' pages. Each returns its exit code.
#pragma once

#include <string>
#include <vector>

namespace dbrace::driver {

int schemaCheck(const std::string &file);
/// From scripts, or from the literals of sources (`inCode`). `dialect` empty: guessed. `output` empty: standard output.
int schemaImportFiles(const std::vector<std::string> &files, bool inCode, const std::string &dialect,
                      const std::string &output);
/// A URL of the other database is refused.
int schemaImportUrl(const std::string &url, bool postgreSql, const std::string &output);
/// From a running database, or an SQLite file ("sqlite:FILE").
int schemaImportLive(const std::string &address, const std::string &output);
int listRules();
/// `rule` with or without "dbrace-" in front.
int explainRule(const std::string &rule);

}  // namespace dbrace::driver
