// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/CompileDatabase.h"

#include "cpp/Clang.h"
#include "cpp/Compilers.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"

namespace dbrace::cpp {
using namespace clang::tooling;

namespace {

/// Commands that are known already, as a database.
class KnownCommands : public CompilationDatabase {
public:
  explicit KnownCommands(const std::vector<KnownCommand> &known) : known(known) {}
  std::vector<CompileCommand> getCompileCommands(llvm::StringRef file) const override {
    std::vector<CompileCommand> found;
    for (const KnownCommand &one : known)
      if (file == one.file)
        found.emplace_back(one.directory, one.file, one.arguments, "");
    return found;
  }
  std::vector<std::string> getAllFiles() const override {
    std::vector<std::string> files;
    for (const KnownCommand &one : known)
      files.push_back(one.file);
    return files;
  }

private:
  const std::vector<KnownCommand> &known;
};

/// Backslashes are part of a path there, not quotes.
bool isOfWindows(const std::vector<std::string> &gnuWords) {
  if (gnuWords.empty())
    return false;
  llvm::StringRef first = gnuWords.front();
  return first.ends_with_insensitive(".exe") || (first.size() > 2 && llvm::isAlpha(first[0]) && first[1] == ':');
}

std::vector<std::string> load(const std::string &entry, JSONCommandLineSyntax syntax) {
  std::string error;
  std::unique_ptr<CompilationDatabase> database =
      JSONCompilationDatabase::loadFromBuffer("[" + entry + "]", error, syntax);
  if (!database)
    return {};
  database = expandResponseFiles(std::move(database), llvm::vfs::getRealFileSystem());
  std::vector<CompileCommand> commands = database->getAllCompileCommands();
  return commands.empty() ? std::vector<std::string>() : std::move(commands.front().CommandLine);
}

}  // namespace

std::vector<std::string> argumentsOfEntry(const std::string &entry) {
  std::vector<std::string> words = load(entry, JSONCommandLineSyntax::Gnu);
  if (isOfWindows(words))
    words = load(entry, JSONCommandLineSyntax::Windows);
  // The loader knows three launchers; people have more.
  words.erase(words.begin(), words.begin() + static_cast<long>(compilerIn(words)));
  return words;
}

std::vector<std::string> transferredArguments(const std::vector<std::string> &arguments, const std::string &directory,
                                              const std::string &from, const std::string &to) {
  return transferCompileCommand(CompileCommand(directory, from, arguments, ""), to).CommandLine;
}

KnownCommand nearestCommand(const std::vector<KnownCommand> &known, const std::string &file) {
  auto database = inferMissingCompileCommands(std::make_unique<KnownCommands>(known));
  std::vector<CompileCommand> found = database->getCompileCommands(file);
  if (found.empty())
    return {};
  return {found.front().Directory, file, std::move(found.front().CommandLine)};
}

}  // namespace dbrace::cpp
