// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests in other languages: starts both servers, runs a command with their addresses in its environment
// (DBRACE_POSTGRESQL, DBRACE_MARIADB), and ends as the command does.
#include "witness/Servers.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: dbrace_with_servers COMMAND...\n");
    return 2;
  }
  try {
    auto postgresql = dbrace::witness::startPostgreSql();
    auto mariadb = dbrace::witness::startMariaDb();
    setenv("DBRACE_POSTGRESQL", postgresql->url().c_str(), 1);
    setenv("DBRACE_MARIADB", mariadb->url().c_str(), 1);
    pid_t child = fork();
    if (child == 0) {
      execvp(arguments[1], arguments + 1);
      std::perror(arguments[1]);
      _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
