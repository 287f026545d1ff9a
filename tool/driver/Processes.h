// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Child processes, several at a time, each under a time limit.
//
// A compiler front end fed with other people's code crashes, hangs and eats memory now and then. In a process of its
// own that costs one unit. Children never outlive us: they die with the run, on Ctrl-C, and (see Worker.cpp) if we are
// killed.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace dbrace::driver {

struct Exited {
  int code = 0;
};
struct Killed {
  int signal = 0;
};
struct TimedOut {
  double seconds = 0;
};
struct NotStarted {
  std::string why;
};

struct ProcessEnd {
  std::variant<Exited, Killed, TimedOut, NotStarted> how;
  std::string errors;  ///< The start of what it wrote to standard error.
  double seconds = 0;
};

struct ProcessRun {
  std::size_t count = 0;
  std::size_t parallel = 1;
  double timeout = 60;                                           ///< Seconds for each; then it is killed.
  std::function<std::vector<std::string>(std::size_t)> command;  ///< Absolute path of the program first.
  std::function<void(std::size_t, ProcessEnd)> done;             ///< In the order they end.
};

/// Runs them all. False if a signal (see `InterruptGuard`) stopped it: then no child is left and `done` was not called
/// for all.
bool runProcesses(const ProcessRun &run);

/// While one lives, SIGINT, SIGTERM and SIGHUP are noted instead of ending the process at once.
class InterruptGuard {
public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard &) = delete;
  InterruptGuard &operator=(const InterruptGuard &) = delete;
  /// The signal that came, or 0.
  static int signal();
};

/// "ended by signal 6 (Aborted)", "exceeded 60 s", with the first line of what it said.
std::string describe(const ProcessEnd &end);

}  // namespace dbrace::driver
