// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results on their way out. What cannot be written is a failure: a gate whose report is missing must not pass.
#pragma once

#include "driver/Settings.h"
#include "report/Report.h"

namespace dbrace::driver {

/// To a file (whole or not at all, unless it is a device or a pipe) or, without one, to standard output.
std::optional<Failure> writeOutput(const std::optional<std::filesystem::path> &file, const std::string &content);

/// Is there a folder for every file? Asked before an analysis of minutes.
std::optional<Failure> checkOutputs(const std::vector<Output> &outputs);
/// Writes the report in every format asked for.
std::optional<Failure> writeReport(const report::Report &report, const std::vector<Output> &outputs);

/// Columns of standard output, or standard error, where that is a terminal; else 0.
std::size_t terminalWidth(bool errors = false);
/// The report as the output wants it. Html is made of its stored form; text on a terminal is coloured and fits it.
std::string render(const report::Report &report, const Output &output);

/// Says something to the user, on standard error: valid UTF-8 that steers no terminal, whatever it quotes.
void tell(const std::string &message);
/// The same without "dbrace:" before it, for what begins with a place in a file.
void tellAsIs(const std::string &message);
/// Says why a command ends here, and gives its exit code.
int refuse(const std::string &message);

/// One line on standard error that replaces itself, if that is a terminal.
class Progress {
public:
  Progress();
  ~Progress();
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;
  void show(const std::string &line);
  /// Takes the line back; before anything else is written.
  void clear();

private:
  bool terminal = false, shown = false;
};

}  // namespace dbrace::driver
