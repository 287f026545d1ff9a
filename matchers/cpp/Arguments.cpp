// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Arguments.h"

#include "cpp/Clang.h"
#include "cpp/Flags.h"

#include "clang/Basic/LangStandard.h"
#include "clang/Driver/Types.h"
#include "llvm/TargetParser/Host.h"

#include <algorithm>
#include <cstdlib>

namespace dbrace::cpp {

namespace {

namespace fs = std::filesystem;
namespace types = clang::driver::types;

class Arguments {
public:
  explicit Arguments(const ReadRequest &request) : request(request), directory(request.directory) {
    std::size_t at = compilerIn(request.command);
    if (at < request.command.size()) {
      compiler = compilerNamed(request.command[at]);
      words.assign(request.command.begin() + static_cast<long>(at) + 1, request.command.end());
    }
    // Said by Clang's own loader of compile databases, or by people who know it.
    for (const std::string &word : words) {
      compiler.isCl |= word == "--driver-mode=cl";
      compiler.isCxx |= word == "--driver-mode=g++";
    }
    if (compiler.isCl && compiler.triple.empty())
      compiler.triple = "x86_64-pc-windows-msvc";
  }

  ClangCommand make(bool essential) {
    ParsedFlags flags = parseFlags(compiler, words, [this](const std::string &word) { return isSource(word); });
    command.flags = {compiler.isCxx ? "clang++" : "clang"};
    types::ID language = languageOf(flags.language);
    addTarget(flags, essential);
    if (compiler.isCl)
      command.flags.insert(command.flags.end(), {"-fms-extensions", "-fms-compatibility", "-fexceptions"});
    if (!essential)
      addStandard(flags.standard, language);
    addKept(flags.kept, essential);
    for (const std::string &file : flags.includes)
      addInclude(file);
    if (std::string spelled = spelledLanguage(language); !spelled.empty())
      command.flags.insert(command.flags.end(), {"-x", spelled});
    return std::move(command);
  }

private:
  bool isSource(const std::string &word) const {
    return word == request.file || (directory / word).lexically_normal() == fs::path(request.file).lexically_normal() ||
           fs::path(word).filename() == fs::path(request.file).filename();
  }

  bool exists(const fs::path &file) const {
    std::error_code error;
    return request.overlay.contains(file.string()) || fs::is_regular_file(file, error);
  }

  /// By flag, else by the file's name; what nobody knows is C++.
  types::ID languageOf(const std::string &said) const {
    // Of other compilers: nvcc says "cu"; "-xHost" is no language at all.
    types::ID language = types::lookupTypeForTypeSpecifier(said == "cu" ? "cuda" : said.c_str());
    if (said.empty() || language == types::TY_INVALID) {
      std::string extension = fs::path(request.file).extension().string();
      language = extension.empty() ? types::TY_INVALID : types::lookupTypeForExtension(extension.substr(1));
      if (compiler.name.ends_with("nvcc") && extension != ".c")
        language = types::TY_CUDA;
    }
    if (language == types::TY_INVALID || !types::isAcceptedByClang(language) || !types::isDerivedFromC(language))
      return types::TY_CXX;
    // A module's interface is read as the source it is: nothing is made of it.
    return language == types::TY_CXXModule ? types::TY_CXX : language;
  }

  /// Empty where the file's name says it to Clang too.
  std::string spelledLanguage(types::ID language) {
    if (language == types::TY_CUDA)
      command.flags.insert(command.flags.end(), {"--cuda-host-only", "-nocudainc", "-nocudalib"});
    std::string extension = fs::path(request.file).extension().string();
    if (!extension.empty() && types::lookupTypeForExtension(extension.substr(1)) == language)
      return "";
    return types::getTypeName(language);
  }

  void addTarget(const ParsedFlags &flags, bool essential) {
    bool none = std::find(flags.kept.begin(), flags.kept.end(), "-nostdinc") != flags.kept.end();
    command.hostHeaders = !flags.ownHeaders && !none;
    if (flags.triple.empty() || essential)
      return;
    if (!isKnownTarget(flags.triple)) {
      command.remarks.push_back("its target " + flags.triple + " is unknown here; read as for this machine");
      return;
    }
    llvm::Triple target(llvm::Triple::normalize(flags.triple)), host(llvm::sys::getProcessTriple());
    command.flags.push_back("--target=" + flags.triple);
    if (target.getArch() == host.getArch() && target.getOS() == host.getOS())
      return;
    command.hostHeaders = !none;
    command.remarks.push_back("compiled for " + flags.triple + "; headers not found for it are those of this machine");
  }

  /// GCC takes the standard of another language with a warning and has names for standards that Clang has not.
  void addStandard(const std::string &standard, types::ID language) {
    clang::LangStandard::Kind kind = clang::LangStandard::getLangKind(standard);
    if (kind == clang::LangStandard::lang_unspecified)
      return;
    clang::Language of = clang::LangStandard::getLangStandardForKind(kind).getLanguage();
    bool isC = of == clang::Language::C, isCxx = of == clang::Language::CXX;
    bool asCxx = types::isCXX(language) || (compiler.isCxx && language == types::TY_C);
    if ((isCxx && asCxx) || (isC && !asCxx))
      command.flags.push_back("-std=" + standard);
  }

  void addKept(const std::vector<std::string> &kept, bool essential) {
    if (!essential) {
      command.flags.insert(command.flags.end(), kept.begin(), kept.end());
      return;
    }
    static constexpr std::string_view withValue[] = {"-I", "-D", "-U", "-iquote", "-isystem", "-idirafter"};
    for (std::size_t i = 0; i + 1 < kept.size(); ++i)
      if (std::find(std::begin(withValue), std::end(withValue), kept[i]) != std::end(withValue))
        command.flags.insert(command.flags.end(), {kept[i], kept[i + 1]});
  }

  /// A precompiled header is of another compiler or another version; its text is read instead. With GCC the text may
  /// stand elsewhere than the compiled form, and be named as if it stood beside it.
  void addInclude(const std::string &file) {
    if (!exists(directory / (file + ".gch")) && !isCompiled(directory / (file + ".gch")) &&
        !exists(directory / (file + ".pch"))) {
      command.flags.insert(command.flags.end(), {"-include", file});
      return;
    }
    if (exists(directory / file)) {
      command.flags.insert(command.flags.end(), {"-include", file});
      return;
    }
    fs::path name = fs::path(file).filename();
    std::vector<fs::path> folders;
    for (std::size_t i = 1; i + 1 < command.flags.size(); ++i)
      if (command.flags[i] == "-I" || command.flags[i] == "-iquote")
        folders.push_back(directory / command.flags[i + 1]);
    for (fs::path folder = fs::path(request.file).parent_path(); folder != folder.parent_path();
         folder = folder.parent_path()) {
      folders.push_back(folder);
      if (folder == request.root)
        break;
    }
    for (const fs::path &folder : folders)
      if (exists(folder / name)) {
        command.flags.insert(command.flags.end(), {"-include", (folder / name).lexically_normal().string()});
        return;
      }
    command.remarks.push_back("the text of its precompiled header " + file + " was not found");
  }

  /// A folder of forms for several sets of flags.
  static bool isCompiled(const fs::path &folder) {
    std::error_code error;
    return fs::is_directory(folder, error);
  }

  const ReadRequest &request;
  fs::path directory;
  Compiler compiler;
  std::vector<std::string> words;
  ClangCommand command;
};

}  // namespace

ClangCommand clangCommand(const ReadRequest &request, bool essential) { return Arguments(request).make(essential); }

std::vector<std::string> normalizedCommand(const ReadRequest &request) { return clangCommand(request, false).flags; }

std::string meaningOfCommand(const ReadRequest &request) {
  std::string text;
  for (bool essential : {false, true}) {
    const ClangCommand command = clangCommand(request, essential);
    for (const std::vector<std::string> &words : {command.flags, command.remarks}) {
      for (const std::string &word : words)
        (text += word) += '\0';
      text += '\0';
    }
    text += command.hostHeaders ? '+' : '-';
  }
  // What else Clang's driver looks at.
  for (const char *name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH", "SDKROOT"})
    if (const char *value = std::getenv(name))
      (text += name) += std::string("=") + value + '\0';
  return text;
}

}  // namespace dbrace::cpp
