// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One report over real files in a temporary folder, for the tests of all formats.
//
//   SampleReport sample;
//   sample.write("shop.cpp", "...");
//   sample.report.results[0].finding.at = sample.place("shop.cpp", "add(");
//   std::string text = asText(sample.report);
#pragma once

#include "report/Report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

namespace dbrace::report {

class SampleReport {
public:
  SampleReport() {
    std::string name = (std::filesystem::temp_directory_path() / "dbrace-report-XXXXXX").string();
    report.root = mkdtemp(name.data());
    report.toolVersion = "1.2.3";
    report.rules = {{"dbrace-unhandled-conflict", Level::Warning, "A refused row is not told apart", "# Page 1\n"},
                    {"dbrace-duplicate-insert", Level::Error, "Two rivals store two rows", "# Page 2\n"}};
    write("src/shop.cpp", "int taken();\n\tif (!taken())\n\t\tadd(email, 1);\n");
    Finding finding;
    finding.rule = "dbrace-duplicate-insert";
    finding.level = Level::Error;
    finding.message = "two rows of users with one email";
    finding.advice = "Add a unique key.";
    finding.at = place("src/shop.cpp", "add(email, 1)");
    finding.at.function = "Shop::signUp";
    finding.related = {{place("src/shop.cpp", "taken()"), "no row was found here"}};
    finding.flow = {{place("src/shop.cpp", "taken()"), "looks up"}, {finding.at, "inserts"}};
    finding.assumptions = {"Nobody else calls it"};
    finding.outcomes = {"duplicate-rows"};
    finding.table = "users";
    finding.keyColumns = {"email"};
    finding.fingerprint = "0123456789abcdef";
    report.results.push_back({finding, std::nullopt});
  }
  SampleReport(const SampleReport &) = delete;
  SampleReport &operator=(const SampleReport &) = delete;
  ~SampleReport() { std::filesystem::remove_all(report.root); }

  void write(const std::string &file, const std::string &content) {
    std::filesystem::create_directories((report.root / file).parent_path());
    std::ofstream(report.root / file, std::ios::binary) << content;
    contents[file] = content;
  }

  /// The last place of `text` in a written file.
  CodePlace place(const std::string &file, const std::string &text) const {
    const std::string &content = contents.at(file);
    std::size_t begin = content.rfind(text);
    EXPECT_NE(begin, std::string::npos) << text;
    std::size_t lineStart = content.rfind('\n', begin) + 1;
    CodePlace at;
    at.file = file;
    at.line =
        static_cast<std::uint32_t>(1 + std::count(content.begin(), content.begin() + static_cast<long>(begin), '\n'));
    at.column = static_cast<std::uint32_t>(begin - lineStart + 1);
    at.begin = static_cast<std::uint32_t>(begin);
    at.end = static_cast<std::uint32_t>(begin + text.size());
    return at;
  }

  Finding &finding() { return report.results[0].finding; }

  Report report;

private:
  std::map<std::string, std::string> contents;
};

}  // namespace dbrace::report
