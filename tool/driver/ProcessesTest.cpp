// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Processes.h"

#include "driver/ReadRequest.h"
#include "driver/ReadUnits.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <map>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace dbrace::driver {
namespace {

std::map<std::size_t, ProcessEnd> runAll(const std::vector<std::string> &scripts, std::size_t parallel,
                                         double timeout) {
  std::map<std::size_t, ProcessEnd> ends;
  ProcessRun run;
  run.count = scripts.size();
  run.parallel = parallel;
  run.timeout = timeout;
  run.command = [&](std::size_t i) { return std::vector<std::string>{"/bin/sh", "-c", scripts[i]}; };
  run.done = [&](std::size_t i, ProcessEnd end) { EXPECT_TRUE(ends.emplace(i, std::move(end)).second); };
  EXPECT_TRUE(runProcesses(run));
  return ends;
}

TEST(Processes, TellsHowEachEnded) {
  auto ends = runAll({"exit 0", "echo bad >&2; exit 7", "kill -SEGV $$", "sleep 60", "sleep 60 & sleep 60"}, 5, 0.5);
  ASSERT_EQ(ends.size(), 5u);
  EXPECT_EQ(std::get<Exited>(ends[0].how).code, 0);
  EXPECT_EQ(describe(ends[1]), "ended with exit code 7: bad");
  EXPECT_EQ(std::get<Killed>(ends[2].how).signal, SIGSEGV);
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ends[3].how));
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ends[4].how));  // Grandchildren hold the pipe open; they go, too.
}

TEST(Processes, RunsNoMoreThanAllowedAtATime) {
  auto start = std::chrono::steady_clock::now();
  auto ends = runAll({"sleep 0.2", "sleep 0.2", "sleep 0.2", "sleep 0.2"}, 2, 30);
  EXPECT_EQ(ends.size(), 4u);
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(390));
}

TEST(Processes, AFloodOfErrorsDoesNotBlock) {
  auto ends = runAll({"head -c 3000000 /dev/zero >&2"}, 1, 30);
  EXPECT_EQ(std::get<Exited>(ends[0].how).code, 0);
  EXPECT_LT(ends[0].errors.size(), 100000u);
}

TEST(Processes, AMissingProgramIsAnEndToo) {
  ProcessRun run;
  run.count = 1;
  run.command = [](std::size_t) { return std::vector<std::string>{"/no/such/program"}; };
  std::string told;
  run.done = [&](std::size_t, ProcessEnd end) { told = describe(end); };
  EXPECT_TRUE(runProcesses(run));
  EXPECT_NE(told.find("No such file"), std::string::npos) << told;
}

TEST(Processes, AnInterruptLeavesNoChild) {
  InterruptGuard guard;
  ProcessRun run;
  run.count = 3;
  run.parallel = 2;
  run.command = [](std::size_t) { return std::vector<std::string>{"/bin/sh", "-c", "sleep 60"}; };
  run.done = [](std::size_t, ProcessEnd) { ADD_FAILURE() << "nothing ends by itself"; };
  std::thread sender([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    kill(getpid(), SIGINT);
  });
  EXPECT_FALSE(runProcesses(run));
  sender.join();
  EXPECT_EQ(InterruptGuard::signal(), SIGINT);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(ReadRequest, ReadsBackWhatItWrote) {
  for (WorkerRequest request : {WorkerRequest{"/r", "/d", "a.c", "/o", "", {}, {"cc", "", "-DX=\xff\n"}},
                                WorkerRequest{"/r", "/d", "a.c", "/o", "/a", {"m.json", "n.json"}, {"cc"}}})
    EXPECT_EQ(parseRequest(serialized(request)), request);
  EXPECT_EQ(parseRequest(""), std::nullopt);
  EXPECT_EQ(parseRequest("abc"), std::nullopt);
}

TEST(ReadUnits, NamesTheCommandThatRepeatsAFailure) {
  CompileCommand command{"/b d", "/s/a.cpp", {"g++", "-DX=a b", "-c", "-o", "a.o", "/s/a.cpp"}};
  EXPECT_EQ(repeatingCommand(command), "cd '/b d' && dbrace extract /s/a.cpp -o /dev/null -- '-DX=a b'");
}

TEST(ReadUnits, AMissingFolderCostsItsUnitOnly) {
  CompileCommand command{"/no/such/folder", "/s/a.cpp", {"g++"}};
  ReadUnits read = readUnits({&command}, {.program = "/bin/false", .root = "/s"});
  ASSERT_EQ(read.failures.size(), 1u);
  EXPECT_EQ(read.failures[0].file, "a.cpp");
  EXPECT_NE(read.failures[0].message.find("/no/such/folder"), std::string::npos);
}

}  // namespace
}  // namespace dbrace::driver
