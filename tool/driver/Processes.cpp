// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Processes.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace dbrace::driver {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int caught[] = {SIGINT, SIGTERM, SIGHUP};
volatile std::sig_atomic_t interruptedBy = 0;

sigset_t caughtSignals() {
  sigset_t set;
  sigemptyset(&set);
  for (int number : caught)
    sigaddset(&set, number);
  return set;
}

struct Child {
  std::size_t index = 0;
  pid_t id = 0;
  int errors = -1;  ///< Read end of its standard error; its end is how we learn that the child has gone.
  Clock::time_point start, deadline;
  bool late = false;
  std::string text;
};

/// An open pipe whose ends no other child inherits.
bool makePipe(int (&ends)[2]) { return pipe2(ends, O_CLOEXEC) == 0; }

class Runner {
public:
  explicit Runner(const ProcessRun &run) : run(run) {}

  bool work() {
    // A signal that comes between the check and the wait must end the wait: it is let in by ppoll alone.
    sigset_t blocked = caughtSignals();
    sigprocmask(SIG_BLOCK, &blocked, &outside);
    bool complete = loop();
    for (Child &child : children) {
      kill(-child.id, SIGKILL);
      waitpid(child.id, nullptr, 0);
      close(child.errors);
    }
    sigprocmask(SIG_SETMASK, &outside, nullptr);
    return complete;
  }

private:
  bool loop() {
    std::size_t next = 0;
    while (next < run.count || !children.empty()) {
      if (interruptedBy != 0)
        return false;
      while (next < run.count && children.size() < std::max<std::size_t>(run.parallel, 1))
        start(next++);
      if (!children.empty())
        wait();
    }
    return interruptedBy == 0;
  }

  void start(std::size_t index) {
    std::vector<std::string> command = run.command(index);
    std::vector<char *> arguments;
    for (std::string &argument : command)
      arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    int ends[2];
    if (!makePipe(ends))
      return run.done(index, {NotStarted{std::strerror(errno)}, "", 0});
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own: the terminal's Ctrl-C reaches us alone, and a kill reaches whatever the child has started.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &outside);
    sigset_t defaults = caughtSignals();
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    Child child;
    int error = posix_spawn(&child.id, arguments[0], &files, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    if (error != 0) {
      close(ends[0]);
      return run.done(index, {NotStarted{std::strerror(error)}, "", 0});
    }
    child.index = index;
    child.errors = ends[0];
    child.start = Clock::now();
    child.deadline =
        child.start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(run.timeout));
    children.push_back(std::move(child));
  }

  void wait() {
    std::vector<pollfd> polled;
    Clock::time_point soonest = Clock::time_point::max();
    for (const Child &child : children) {
      polled.push_back({child.errors, POLLIN, 0});
      if (!child.late)
        soonest = std::min(soonest, child.deadline);
    }
    auto left = std::max(soonest - Clock::now(), Clock::duration::zero());
    auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(left).count();
    timespec timeout = {static_cast<time_t>(nanoseconds / 1000000000), static_cast<long>(nanoseconds % 1000000000)};
    bool endless = soonest == Clock::time_point::max();
    if (ppoll(polled.data(), polled.size(), endless ? nullptr : &timeout, &outside) < 0)
      return;  // A signal; the caller looks.
    for (std::size_t i = children.size(); i-- > 0;) {
      Child &child = children[i];
      if (polled[i].revents != 0 && !readErrors(child)) {
        finish(i);
      } else if (!child.late && Clock::now() >= child.deadline) {
        child.late = true;
        kill(-child.id, SIGKILL);
      }
    }
  }

  /// False at the end of the stream.
  bool readErrors(Child &child) {
    constexpr std::size_t kept = 64 * 1024;
    char buffer[4096];
    ssize_t size = read(child.errors, buffer, sizeof buffer);
    if (size < 0)
      return errno == EINTR;
    if (child.text.size() < kept)
      child.text.append(buffer, static_cast<std::size_t>(size));
    return size > 0;
  }

  void finish(std::size_t position) {
    Child child = std::move(children[position]);
    children.erase(children.begin() + static_cast<long>(position));
    close(child.errors);
    int status = 0;
    while (waitpid(child.id, &status, 0) < 0 && errno == EINTR) {
    }
    ProcessEnd end;
    end.seconds = std::chrono::duration<double>(Clock::now() - child.start).count();
    end.errors = std::move(child.text);
    if (child.late)
      end.how = TimedOut{run.timeout};
    else if (WIFSIGNALED(status))
      end.how = Killed{WTERMSIG(status)};
    else
      end.how = Exited{WEXITSTATUS(status)};
    run.done(child.index, std::move(end));
  }

  const ProcessRun &run;
  std::vector<Child> children;
  sigset_t outside;
};

}  // namespace

bool runProcesses(const ProcessRun &run) { return Runner(run).work(); }

InterruptGuard::InterruptGuard() {
  interruptedBy = 0;
  struct sigaction action = {};
  action.sa_handler = [](int number) { interruptedBy = number; };
  for (int number : caught) {
    struct sigaction old;
    sigaction(number, nullptr, &old);
    if (old.sa_handler != SIG_IGN)  // nohup stays nohup.
      sigaction(number, &action, nullptr);
  }
}

InterruptGuard::~InterruptGuard() {
  interruptedBy = 0;
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  for (int number : caught) {
    struct sigaction old;
    sigaction(number, nullptr, &old);
    if (old.sa_handler != SIG_IGN)
      sigaction(number, &action, nullptr);
  }
}

int InterruptGuard::signal() { return interruptedBy; }

std::string describe(const ProcessEnd &end) {
  std::string text;
  if (const auto *exited = std::get_if<Exited>(&end.how))
    text = "ended with exit code " + std::to_string(exited->code);
  else if (const auto *killed = std::get_if<Killed>(&end.how))
    text = "ended by signal " + std::to_string(killed->signal) + " (" + strsignal(killed->signal) + ")";
  else if (const auto *late = std::get_if<TimedOut>(&end.how))
    text = "exceeded " + std::to_string(static_cast<long>(late->seconds)) + " s";
  else
    text = "could not be started: " + std::get<NotStarted>(end.how).why;
  std::string first = end.errors.substr(0, end.errors.find('\n'));
  return first.empty() ? text : text + ": " + first.substr(0, 300);
}

}  // namespace dbrace::driver
