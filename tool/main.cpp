// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the program starts. Commands and their options are declared in cli/, one file for each group of them.
#include "cli/Program.h"
#include "driver/Outputs.h"

#include <csignal>
#include <exception>
#include <new>

int main(int count, char **arguments) {
  std::signal(SIGPIPE, SIG_IGN);  // A reader that has gone is an output that cannot be written, not a sudden end.
  std::signal(SIGXFSZ, SIG_IGN);  // So is a file that may not grow.
  try {
    return dbrace::cli::Program().run(count, arguments);
  } catch (const std::bad_alloc &) {
    return dbrace::driver::refuse("out of memory");
  } catch (const std::exception &error) {
    return dbrace::driver::refuse(error.what());
  }
}
