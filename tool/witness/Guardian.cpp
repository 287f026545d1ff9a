// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Guardian.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace dbrace::witness {
namespace {

[[noreturn]] void failed(const std::string &what) { throw std::system_error(errno, std::generic_category(), what); }

const passwd *unprivileged() {
  if (geteuid() != 0)
    return nullptr;
  const passwd *nobody = getpwnam("nobody");
  if (!nobody)
    throw std::runtime_error("a database server does not run as root, and there is no user \"nobody\"");
  return nobody;
}

std::string lastLines(const std::filesystem::path &file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  std::string text;
  for (std::size_t i = lines.size() > 15 ? lines.size() - 15 : 0; i < lines.size(); ++i)
    text += "\n  " + lines[i];
  return text;
}

/// In a new process, until it becomes the program. Only calls that are safe behind fork().
[[noreturn]] void become(const std::vector<char *> &arguments, const Program &program, const passwd *user) {
  int log = open((program.folder / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  int input = open(program.input.empty() ? "/dev/null" : program.input.c_str(), O_RDONLY);
  bool ready = log >= 0 && input >= 0 && dup2(input, 0) == 0 && dup2(log, 1) == 1 && dup2(log, 2) == 2;
  ready = ready && chdir(program.folder.c_str()) == 0;
  close_range(3, ~0u, 0);
  if (ready && user)
    ready = setgroups(0, nullptr) == 0 && setgid(user->pw_gid) == 0 && setuid(user->pw_uid) == 0;
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // Behind setuid(), which clears it.
  struct sigaction usual{};
  usual.sa_handler = SIG_DFL;
  for (int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    sigaction(number, &usual, nullptr);
  if (ready)
    execv(arguments[0], arguments.data());
  dprintf(2, "%s: %s\n", arguments[0], strerror(errno));
  _exit(127);
}

std::vector<char *> pointers(std::vector<std::string> &arguments) {
  std::vector<char *> list;
  list.reserve(arguments.size() + 1);
  for (std::string &argument : arguments)
    list.push_back(argument.data());
  list.push_back(nullptr);
  return list;
}

pid_t start(const Program &program) {
  const passwd *user = unprivileged();
  std::vector<std::string> arguments = program.arguments;
  std::vector<char *> list = pointers(arguments);
  pid_t child = fork();
  if (child < 0)
    failed("cannot start " + program.arguments[0]);
  if (child == 0)
    become(list, program, user);
  return child;
}

/// The guardian's life: until `pipeEnd` says that we are gone, or the program has ended by itself.
[[noreturn]] void guard(const Program &program, int stopSignal, int pipeEnd) {
  setsid();
  for (int number : {SIGINT, SIGTERM, SIGHUP})
    std::signal(number, SIG_IGN);
  // Nothing else of ours may stay open: others wait for the end of their pipes, too.
  int nowhere = open("/dev/null", O_RDWR);
  for (int standard : {0, 1, 2})
    dup2(nowhere, standard);
  dup2(pipeEnd, 3);
  close_range(4, ~0u, 0);
  pid_t server = start(program);
  int serverEnd = static_cast<int>(syscall(SYS_pidfd_open, server, 0));
  std::array<pollfd, 2> ends{{{3, POLLIN, 0}, {serverEnd, POLLIN, 0}}};
  while (poll(ends.data(), serverEnd < 0 ? 1 : 2, -1) < 0) {
  }
  if (ends[0].revents == 0)
    _exit(1);  // The folder stays: its log says why.
  kill(server, stopSignal);
  waitpid(server, nullptr, 0);
  std::error_code ignored;
  std::filesystem::remove_all(program.folder, ignored);
  _exit(0);
}

}  // namespace

std::filesystem::path temporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "dbrace-XXXXXX").string();
  if (!mkdtemp(name.data()))
    failed("cannot make a folder " + name);
  if (const passwd *user = unprivileged(); user && chown(name.c_str(), user->pw_uid, user->pw_gid) != 0)
    failed("cannot give away " + name);
  return name;
}

void runProgram(const Program &program) {
  int status = 0;
  waitpid(start(program), &status, 0);
  if (status != 0)
    throw std::runtime_error(program.arguments[0] + " failed:" + lastLines(program.folder / "log"));
}

Guardian::Guardian(const Program &program, int stopSignal) : folder(program.folder) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    failed("cannot make a pipe");
  process = fork();
  if (process < 0)
    failed("cannot fork");
  if (process == 0)
    guard(program, stopSignal, ends[0]);
  close(ends[0]);
  life = ends[1];
}

Guardian::~Guardian() {
  close(life);
  if (process > 0)
    waitpid(process, nullptr, 0);
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

bool Guardian::alive() {
  if (process > 0 && waitpid(process, nullptr, WNOHANG) == process)
    process = -1;
  return process > 0;
}

std::string Guardian::log() const { return lastLines(folder / "log"); }

}  // namespace dbrace::witness
