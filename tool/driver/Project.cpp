// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Project.h"

#include "driver/Files.h"

namespace dbrace::driver {
namespace fs = std::filesystem;

namespace {

OrFailure<Project> projectOf(const std::vector<std::string> &operands, const std::string &config,
                             const fs::path &working) {
  Project project;
  std::error_code error;
  for (const std::string &operand : operands) {
    if (!fs::exists(working / operand, error))
      return Failure{operand + ": no such file or folder"};
    project.operands.push_back(resolved(working / operand));
  }
  if (operands.empty())
    project.operands.push_back(working);

  fs::path gitTop;
  const fs::path &first = project.operands[0];
  for (fs::path folder = fs::is_directory(first, error) ? first : first.parent_path();; folder = folder.parent_path()) {
    if (config.empty() && fs::is_regular_file(folder / ".dbrace.json", error)) {
      project.config = folder / ".dbrace.json";
      break;
    }
    if (fs::exists(folder / ".git", error)) {  // A folder, or in a worktree or submodule a file.
      gitTop = folder;
      break;
    }
    if (folder == folder.parent_path())
      break;
  }
  if (!config.empty()) {
    project.config = resolved(working / config);
    if (!fs::is_regular_file(project.config, error))
      return Failure{"--config: " + config + ": " + unreadable(project.config)};
  }
  if (!project.config.empty())
    project.root = project.config.parent_path();
  else if (!gitTop.empty())
    project.root = gitTop;
  else if (isInside(first, working))
    project.root = working;
  else
    project.root = fs::is_directory(first, error) ? first : first.parent_path();
  return project;
}

}  // namespace

OrFailure<Project> findProject(const std::vector<std::string> &operands, const std::string &config) {
  std::error_code error;
  return projectOf(operands, config, resolved(fs::current_path(error)));
}

OrFailure<Project> findProjectOf(const fs::path &source, const fs::path &config, const fs::path &workingDirectory) {
  return projectOf({source.string()}, config.string(), resolved(workingDirectory));
}

}  // namespace dbrace::driver
