// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/MissingFiles.h"

#include "driver/Files.h"

#include <algorithm>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

/// So many names are said; a list of hundreds helps nobody.
constexpr std::size_t namesShown = 8;

std::string listOf(const std::vector<std::string> &names) {
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), namesShown); ++i)
    list += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > namesShown)
    list += " and " + std::to_string(names.size() - namesShown) + " more";
  return list;
}

report::Notice note(const char *id, std::string message) { return {Level::Note, id, std::move(message), "", ""}; }

}  // namespace

bool isGenerated(const fs::path &file) {
  std::string name = file.filename().string();
  static constexpr std::string_view starts[] = {"moc_", "qrc_", "ui_", "lex.yy.", "mocs_compilation"};
  static constexpr std::string_view ends[] = {".pb.cc", ".pb.h",   ".pb-c.c", ".pb-c.h", ".moc",
                                              ".tab.c", ".tab.cc", ".tab.h",  ".tab.hh", "_export.h"};
  auto starting = [&](std::string_view part) { return name.starts_with(part); };
  auto ending = [&](std::string_view part) { return name.ends_with(part); };
  return std::any_of(std::begin(starts), std::end(starts), starting) ||
         std::any_of(std::begin(ends), std::end(ends), ending) ||
         std::any_of(file.begin(), file.end(), [](const fs::path &folder) {
           return folder.string().ends_with("_autogen") || folder == "CMakeFiles";
         });
}

std::vector<report::Notice> takeUngenerated(std::vector<CompileCommand> &commands, const fs::path &build,
                                            const fs::path &root) {
  std::set<std::string> missing;
  bool ownBuild = !build.empty() && build != root;
  std::erase_if(commands, [&](const CompileCommand &command) {
    std::error_code error;
    if (fs::exists(command.file, error) ||
        !(isGenerated(command.file) || (ownBuild && isInside(command.file, build) && fs::exists(build, error))))
      return false;
    missing.insert(relativeTo(root, command.file));
    return true;
  });
  if (missing.empty())
    return {};
  std::string remedy = build.empty() ? "build the project" : "build it in " + relativeTo(root, build);
  return {
      note("not-generated", std::to_string(missing.size()) + (missing.size() == 1 ? " source is" : " sources are") +
                                " not there, as the build generates them: " + listOf({missing.begin(), missing.end()}) +
                                "; to have " + (missing.size() == 1 ? "it" : "them") + " read, " + remedy +
                                " or only the generators' targets")};
}

void MissingHeaders::add(const facts::Unit &unit) {
  std::set<std::string> ofUnit;
  constexpr std::string_view text = "' file not found";  // As Clang says it: 'x.h' file not found.
  for (const facts::ReadError &error : unit.errors) {
    std::string_view message = unit.strings[error.message];
    if (message.starts_with('\'') && message.find(text) != std::string_view::npos)
      ofUnit.emplace(message.substr(1, message.find(text) - 1));
  }
  for (const std::string &header : ofUnit)
    ++units[header];
}

std::vector<report::Notice> MissingHeaders::notices() const {
  std::vector<std::pair<std::string, std::size_t>> sorted(units.begin(), units.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<std::string> generated, others;
  for (const auto &[header, count] : sorted)
    (isGenerated(header) ? generated : others)
        .push_back(header + " (" + std::to_string(count) + (count == 1 ? " unit)" : " units)"));
  std::vector<report::Notice> notices;
  if (!generated.empty())
    notices.push_back(note("headers-not-generated",
                           std::to_string(generated.size()) +
                               " included files are not there, as a build generates them: " + listOf(generated) +
                               "; what they declare is unknown until it has"));
  if (!others.empty())
    notices.push_back(note("headers-not-found",
                           std::to_string(others.size()) + " included files were not found: " + listOf(others) +
                               "; what they declare is unknown: install what they belong to, or give -p BUILD_DIR"));
  return notices;
}

}  // namespace dbrace::driver
