// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Git.h"

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace dbrace::driver {

std::optional<std::string> git(const std::filesystem::path &folder, const std::vector<std::string> &arguments,
                               const std::filesystem::path &index) {
  std::vector<std::string> words = {"git", "--no-optional-locks", "-C", folder.string(), "-c", "core.quotePath=false"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char *> argv, env;
  for (std::string &word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  std::string indexVariable = "GIT_INDEX_FILE=" + index.string();
  for (char **variable = environ; *variable; ++variable)
    if (index.empty() || !std::string_view(*variable).starts_with("GIT_INDEX_FILE="))
      env.push_back(*variable);
  if (!index.empty())
    env.push_back(indexVariable.data());
  env.push_back(nullptr);

  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return std::nullopt;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = -1;
  int failed = posix_spawnp(&child, "git", &actions, nullptr, argv.data(), env.data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string said;
  char buffer[65536];
  for (ssize_t size; failed == 0 && (size = read(ends[0], buffer, sizeof buffer)) != 0;) {
    if (size < 0 && errno == EINTR)
      continue;
    if (size < 0)
      break;
    said.append(buffer, static_cast<std::size_t>(size));
  }
  close(ends[0]);
  int status = 0;
  while (failed == 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (failed != 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return std::nullopt;
  return said;
}

std::string firstLine(const std::string &text) { return text.substr(0, text.find('\n')); }

}  // namespace dbrace::driver
