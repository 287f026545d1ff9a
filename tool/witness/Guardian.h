// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that never outlives us, in a folder that never outlives it.
//
// A test that starts a database server may crash, be killed by a timeout, or be interrupted. So the server is not our
// child but a guardian's, a process that does nothing but wait for our end, whichever way it comes; then it stops the
// server and removes the folder.
#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace dbrace::witness {

/// A new folder below the one for temporary files. It belongs to the user who is to run programs in it: ourselves, or
/// "nobody" if we are root, since servers refuse to run as root.
std::filesystem::path temporaryFolder();

struct Program {
  std::vector<std::string> arguments;  ///< The first is the path.
  std::filesystem::path folder;        ///< Where it runs, and where its output goes, to the file "log".
  std::filesystem::path input;         ///< Its standard input; empty: none.
};

/// Runs it to its end. Throws std::runtime_error with the end of its log if it fails.
void runProgram(const Program &program);

class Guardian {
public:
  /// Starts the program, whose folder is removed in the end. `stopSignal` is what makes it stop at once.
  Guardian(const Program &program, int stopSignal);
  /// Waits until it has stopped and the folder is gone.
  ~Guardian();
  Guardian(const Guardian &) = delete;
  Guardian &operator=(const Guardian &) = delete;

  /// False once the program has ended by itself; the folder stays until the end of this object then, too.
  bool alive();
  /// The last lines of its log.
  std::string log() const;

private:
  std::filesystem::path folder;
  int life = -1;  ///< The end of a pipe, closed with us.
  pid_t process = -1;
};

}  // namespace dbrace::witness
