// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace_inputs: runs annotated inputs and says where expectation and analysis part.
//
//   dbrace_inputs                 all
//   dbrace_inputs FILTER…         those with one of the filters in their name ("rules/duplicate-insert/", "goto")
//   dbrace_inputs --stand-ins     those that use a client library, as if none were installed: the same is expected
//   dbrace_inputs --mutate        how many fail when the worlds are replaced by the order of statements; at least a
//                                 third must, or the inputs would not need the analysis they test
#include "testing/FixChecks.h"
#include "testing/Pipeline.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

using namespace dbrace::testing;

namespace {

const std::filesystem::path testInputs = DBRACE_SOURCE_DIR "/test-inputs";

std::vector<Input> inputsMatching(const std::vector<std::string> &filters) {
  std::vector<Input> out;
  for (const std::string_view folder : {"rules", "programs"})
    for (auto &input : findInputs(testInputs, folder, ""))
      if (filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const std::string &filter) {
            return (input.name + "/").find(filter) != std::string::npos;
          }))
        out.push_back(std::move(input));
  return out;
}

/// One for each version of Qt that the input is for, with the flags that Debian's headers need.
std::vector<Input> variantsOf(const Input &input) {
  std::vector<Input> out;
  for (const std::string &major : input.qt) {
    Input &one = out.emplace_back(input);
    one.name += " (Qt " + major + ")";
    const std::string folder = "-I/usr/include/x86_64-linux-gnu/qt" + major;
    one.flags.push_back("-fPIC");
    for (const char *module : {"", "/QtCore", "/QtSql", "/QtConcurrent"})
      one.flags.push_back(folder + module);
  }
  if (out.empty())
    out.push_back(input);
  return out;
}

struct Run {
  std::size_t failed = 0, blunted = 0, blind = 0;  // blunted: fails only under --mutate; blind: does not.
  std::size_t left = 0;                            // By --stand-ins, because there was nothing to stand in for.
  bool mutate = false, standIns = false;

  void operator()(const Input &input) {
    std::vector<Mismatch> mismatches = input.errors;
    if (mismatches.empty()) {
      const ReadInput read = readInput(input, testInputs, standIns ? Headers::StoodInFor : Headers::Real);
      mismatches = read.errors;
      if (standIns && !read.usesStandIns) {
        ++left;
        return;
      }
      if (standIns && read.compilerErrors > readInput(input, testInputs).compilerErrors)
        mismatches.push_back({input.name, 1, "does not compile with stand-ins as it does with the real headers"});
      if (mismatches.empty()) {
        mismatches = compare(input.marks, judge(input, read, testInputs, {.orderOnly = false}));
        // Not with --mutate, which asks something else.
        if (mismatches.empty() && !mutate && !standIns)
          mismatches = checkFixes(input, read, testInputs);
        if (mutate && mismatches.empty())
          ++(compare(input.marks, judge(input, read, testInputs, {.orderOnly = true})).empty() ? blind : blunted);
      }
    }
    for (const auto &[file, line, message] : mismatches)
      std::cout << "test-inputs/" << file << ":" << line << ": " << message << "\n";
    failed += !mismatches.empty();
  }
};

}  // namespace

int main(int count, char **arguments) {
  CLI::App app("Runs dbrace on its annotated inputs");
  std::vector<std::string> filters;
  Run run;
  app.add_option("filters", filters, "Run only inputs whose name contains one of these");
  app.add_flag("--stand-ins", run.standIns, "Hide the real headers of client libraries");
  app.add_flag("--mutate", run.mutate, "Judge again by the order of statements alone, and demand that a third fails");
  CLI11_PARSE(app, count, arguments);

  std::vector<Input> inputs;
  for (const Input &input : inputsMatching(filters))
    for (Input &one : variantsOf(input))
      if (!run.standIns || inputs.empty() || inputs.back().sources != one.sources)  // They stand in for any version.
        inputs.push_back(std::move(one));
  if (inputs.empty()) {
    std::cerr << "no annotated input has that in its name\n";
    return 2;
  }
  for (const Input &input : inputs)
    run(input);
  const auto judged = inputs.size() - run.left;
  std::cout << judged - run.failed << " of " << judged << " annotated inputs as marked\n";
  if (!run.mutate)
    return run.failed || judged == 0 ? 1 : 0;
  std::cout << run.blunted << " of them fail by the order of statements alone, " << run.blind << " do not notice\n";
  return 3 * run.blunted >= run.blunted + run.blind && run.blunted > 0 ? 0 : 1;
}
