// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Extract.h"

#include "cpp/Read.h"
#include "driver/Analysis.h"
#include "driver/Commands.h"
#include "driver/Files.h"
#include "driver/Outputs.h"
#include "driver/ReadRequest.h"
#include "driver/UnitCache.h"
#include "facts/Dump.h"
#include "facts/Io.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

/// For the tests of what a worker's end costs: a source with "dbrace-test-fault: hang" and the like in it, and only
/// with DBRACE_TEST_FAULTS in the environment.
void failOnPurpose(const std::string &file) {
  if (!std::getenv("DBRACE_TEST_FAULTS"))
    return;
  std::string text = fileContent(file).value_or("");
  auto wants = [&](const char *fault) {
    return text.find(std::string("dbrace-test-fault: ") + fault) != std::string::npos;
  };
  if (wants("abort"))
    std::abort();
  if (wants("kill"))
    std::raise(SIGKILL);
  if (wants("hang"))
    for (;;)
      pause();
  if (wants("memory"))
    for (;;) {
      // The optimiser may not drop memory that somebody could look at.
      static char *volatile lookedAt;
      lookedAt = std::fill_n(new char[1 << 26], 1 << 26, '\1');
    }
}

/// Expressions of 100,000 operands are generated now and then, and Clang recurses into them. More than 128 MiB may not
/// be free below the stack of a process that has started.
void growStack() {
  rlimit stack;
  constexpr rlim_t wanted = rlim_t(120) << 20;
  if (getrlimit(RLIMIT_STACK, &stack) == 0 && stack.rlim_cur < wanted) {
    stack.rlim_cur = std::min(wanted, stack.rlim_max);
    setrlimit(RLIMIT_STACK, &stack);
  }
}

void limitOurselves() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // If the driver is killed, nobody else would end us.
  // And if it was before that, there is nobody who reads what we say.
  pollfd said = {STDERR_FILENO, 0, 0};
  if (poll(&said, 1, 0) == 1 && (said.revents & POLLERR) != 0)
    _exit(exitUsage);
  rlimit noCore = {0, 0};
  setrlimit(RLIMIT_CORE, &noCore);
#if !defined(__SANITIZE_ADDRESS__) && !(defined(__has_feature) && __has_feature(address_sanitizer))
  // The largest units take about 1 GiB. The sanitizer reserves terabytes and cannot live under a limit.
  constexpr rlim_t limit = rlim_t(6) << 30;
  rlimit memory = {limit, limit};
  setrlimit(RLIMIT_AS, &memory);
#endif
}

}  // namespace

int worker(const std::string &requestFile) {
  limitOurselves();
  growStack();
  std::optional<std::string> bytes = fileContent(requestFile);
  std::optional<WorkerRequest> request = bytes ? parseRequest(*bytes) : std::nullopt;
  if (!request)
    return refuse(requestFile + ": this is no request; `worker` is dbrace's own");
  failOnPurpose(request->file);
  auto models = loadModels({request->apis.begin(), request->apis.end()});
  if (const Failure *failure = failureOf(models))
    return refuse(failure->message);
  cpp::ReadRequest read{
      request->directory, request->command, request->file, request->root, &std::get<apis::Models>(models), toolVersion};
  read.remark = [](const std::string &remark) { std::fprintf(stderr, "%s\n", remark.c_str()); };
  cpp::FilesAsked asked;
  read.asked = request->asked.empty() ? nullptr : &asked;
  auto unit = cpp::readUnit(read);
  if (const auto *failure = std::get_if<cpp::ReadFailure>(&unit)) {
    std::fprintf(stderr, "%s\n", failure->message.c_str());
    return exitNothingRead;
  }
  if (auto failure = writeOutput(request->output, facts::toCbor(std::get<facts::Unit>(unit))))
    return refuse(failure->message);
  if (std::string answers = packedAnswers(asked, request->root); !answers.empty())
    if (auto failure = writeOutput(request->asked, answers))
      return refuse(failure->message);
  return exitClean;
}

int extract(const ExtractRequest &request) {
  growStack();
  auto project = findProject({request.source}, "");
  if (const Failure *failure = failureOf(project))
    return refuse(failure->message);
  const Project &found = std::get<Project>(project);
  std::error_code error;
  if (!fs::is_regular_file(found.operands[0], error))
    return refuse(request.source + ": is no source file");
  auto options = checkOptions(request.options);
  if (const Failure *failure = failureOf(options))
    return refuse(failure->message);
  Settings settings = use(std::get<CheckedSettings>(options), {});
  auto models = loadModels(settings.apis);
  if (const Failure *failure = failureOf(models))
    return refuse(failure->message);
  TextIndex index(found.root, TextScanner(wordsOf(std::get<apis::Models>(models))));
  auto commands = commandsFor(found, settings, index, request.flagsGiven ? &request.flags : nullptr);
  if (const Failure *failure = failureOf(commands))
    return refuse(failure->message);
  const CompileCommand &command = std::get<UnitCommands>(commands).commands.front();
  cpp::ReadRequest read{command.directory.string(),      command.arguments, command.file.string(), found.root.string(),
                        &std::get<apis::Models>(models), toolVersion};
  read.remark = [](const std::string &remark) { tell(remark); };
  auto result = cpp::readUnit(read);
  if (const auto *failure = std::get_if<cpp::ReadFailure>(&result)) {
    tell("error: " + request.source + ": not read: " + failure->message);
    return exitSawNothing;
  }
  const facts::Unit &unit = std::get<facts::Unit>(result);
  for (const facts::ReadError &problem : unit.errors)
    tellAsIs(std::string(unit.strings[problem.at.file]) + ":" + std::to_string(problem.at.line) + ":" +
             std::to_string(problem.at.column) + ": compiler error: " + std::string(unit.strings[problem.message]));
  if (!request.output.empty()) {
    bool json = request.output.ends_with(".json");
    if (auto failure = writeOutput(request.output, json ? facts::toJson(unit) : facts::toCbor(unit)))
      return refuse(failure->message);
  }
  if (request.dump)
    if (auto failure = writeOutput(std::nullopt, facts::dump(unit)))
      return refuse(failure->message);
  return exitClean;
}

}  // namespace dbrace::driver
