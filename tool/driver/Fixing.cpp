// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Fixing.h"

#include "cpp/Read.h"
#include "driver/Files.h"
#include "driver/Outputs.h"
#include "fixes/Apply.h"
#include "report/Replacements.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

bool inWorkTree(fs::path folder) {
  std::error_code error;
  for (; !folder.empty(); folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", error))
      return true;
    if (folder == folder.root_path())
      break;
  }
  return false;
}

/// Has the file changes that git would lose? Without git, or outside of a work tree: no. Where git does not answer, as
/// in a work tree of another owner, they are taken to be there.
bool hasUncommittedChanges(const fs::path &file) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return true;
  std::string folder = file.parent_path().string(), name = file.string();
  const char *arguments[] = {"git",          "--no-optional-locks", "-C", folder.c_str(), "status", "--porcelain",
                             "--no-renames", "--ignored",           "--", name.c_str(),   nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = -1;
  int failed = posix_spawnp(&child, "git", &actions, nullptr, const_cast<char **>(arguments), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  bool said = false;
  char buffer[256];
  for (ssize_t size; (size = read(ends[0], buffer, sizeof buffer)) != 0;) {
    if (size < 0 && errno == EINTR)
      continue;
    if (size < 0)
      break;
    said = true;
  }
  close(ends[0]);
  int status = 0;
  while (failed == 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  bool answered = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return failed == 0 && (answered ? said : inWorkTree(file.parent_path()));
}

/// Replaces a file by another content: a new file beside it takes its place and its mode.
std::optional<Failure> replaceFile(const fs::path &file, const std::string &content) {
  auto failure = [&] { return Failure{file.string() + ": cannot be written: " + std::strerror(errno)}; };
  struct stat old{};
  // A link stays one: what it leads to is replaced.
  fs::path target = resolved(file);
  if (stat(target.c_str(), &old) != 0)
    return failure();
  std::string name = target.string() + ".XXXXXX";
  int out = mkstemp(name.data());
  if (out < 0)
    return failure();
  std::size_t done = 0;
  while (done < content.size()) {
    ssize_t size = write(out, content.data() + done, content.size() - done);
    if (size < 0 && errno != EINTR)
      break;
    done += size > 0 ? static_cast<std::size_t>(size) : 0;
  }
  bool good = done == content.size() && fchmod(out, old.st_mode & 07777) == 0;
  // Another owner's file stays that owner's, where that is allowed.
  if (good && (old.st_uid != geteuid() || old.st_gid != getegid()) && fchown(out, old.st_uid, old.st_gid) != 0)
    errno = 0;
  good = close(out) == 0 && good;
  if (good && rename(name.c_str(), target.c_str()) == 0)
    return std::nullopt;
  Failure what = failure();
  unlink(name.c_str());
  return what;
}

bool isWanted(const report::Result &result, const FixRequest &request) {
  return !result.suppressed && result.finding.fix && (result.finding.fix->safe || request.unsafe);
}

std::string counted(std::size_t number, const std::string &what) {
  return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

}  // namespace

std::optional<Failure> checkFixRequest(const FixRequest &request) {
  if (!request.fix && request.allowDirty)
    return Failure{"--allow-dirty has no meaning without --fix"};
  if (!request.fix && request.exportTo.empty() && request.unsafe)
    return Failure{"--unsafe-fixes has no meaning without --fix or --export-fixes"};
  if (request.fix && !request.exportTo.empty())
    return Failure{"--fix writes what --export-fixes would hand on: give one of them"};
  if (!request.exportTo.empty())
    return checkOutputs({{Format::Text, request.exportTo}});
  return std::nullopt;
}

OrFailure<PreparedFixes> prepareFixes(const FixRequest &request, report::Report &report) {
  PreparedFixes prepared;
  if (!request.exportTo.empty())
    prepared.files.emplace_back(request.exportTo, report::asReplacements(report, request.unsafe));
  if (!request.fix)
    return prepared;
  std::vector<report::Result *> results;
  std::vector<const Fix *> fixes;
  std::size_t unsafe = 0;
  for (report::Result &result : report.results) {
    unsafe += !result.suppressed && result.finding.fix && !result.finding.fix->safe && !request.unsafe;
    if (!isWanted(result, request))
      continue;
    results.push_back(&result);
    fixes.push_back(&*result.finding.fix);
  }
  ChosenFixes chosen = choose(fixes);
  std::string dirty;
  for (const auto &[name, edits] : chosen.files) {
    fs::path file = resolved(report.root / name);
    auto content = fileContent(file);
    if (!content || cpp::contentHash(*content) != edits.front().fileHash)
      return Failure{name + ": has changed since it was read; nothing was written"};
    if (!request.allowDirty && hasUncommittedChanges(file))
      dirty += (dirty.empty() ? "" : ", ") + name;
    prepared.sources.emplace_back(std::move(file), edited(*content, edits));
  }
  if (!dirty.empty())
    return Failure{dirty + ": uncommitted changes, nothing was written; commit them, or use --allow-dirty"};
  for (std::size_t index : chosen.taken)
    results[index]->mended = true;
  prepared.remarks.push_back("fixed " + counted(chosen.taken.size(), "finding") + " in " +
                             counted(prepared.sources.size(), "file") +
                             (unsafe == 0 ? "" : "; --unsafe-fixes has " + std::to_string(unsafe) + " more"));
  for (std::size_t index : chosen.leftOut) {
    const CodePlace &at = results[index]->finding.at;
    prepared.remarks.push_back(at.file + ":" + std::to_string(at.line) +
                               ": not fixed: its edit touches that of another finding; scan again");
  }
  return prepared;
}

std::optional<Failure> writeFixes(const PreparedFixes &fixes) {
  for (const auto &[file, content] : fixes.files)
    if (auto failure = writeOutput(file, content))
      return failure;
  for (const auto &[file, content] : fixes.sources)
    if (auto failure = replaceFile(file, content))
      return failure;
  for (const std::string &remark : fixes.remarks)
    tell(remark);
  return std::nullopt;
}

}  // namespace dbrace::driver
