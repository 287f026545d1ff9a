// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/UnitCache.h"

#include "cpp/Read.h"
#include "driver/Files.h"
#include "packing/Packed.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostVariants = 4;

struct Variant {
  std::string asked;  // Answers, packed by themselves: most lists are gone through without being kept.
  std::string facts;  // The entry's name.
  std::vector<std::string> remarks;
};

bool isBelow(std::string_view path, std::string_view root) {
  return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
}

/// "<root>/src/a.cpp" -> "./src/a.cpp". Paths are absolute otherwise.
std::string shortened(std::string_view path, std::string_view root) {
  return isBelow(path, root) ? "." + std::string(path.substr(root.size())) : std::string(path);
}
std::string lengthened(std::string_view path, std::string_view root) {
  return path.starts_with('.') ? std::string(root) + std::string(path.substr(1)) : std::string(path);
}

/// The same for every path that stands in a text.
std::string shortenedIn(std::string_view text, std::string_view root) {
  std::string result;
  while (!text.empty() && !root.empty()) {
    std::size_t found = text.find(root);
    result += text.substr(0, found);
    if (found == std::string_view::npos)
      break;
    char next = found + root.size() < text.size() ? text[found + root.size()] : '\0';
    result += next == '/' || next == '\0' ? std::string_view(".") : root;
    text.remove_prefix(found + root.size());
  }
  return result;
}

}  // namespace
}  // namespace dbrace::driver

template <> inline constexpr std::size_t dbrace::memberCount<dbrace::driver::Variant> = 3;

namespace dbrace::driver {

std::string packedAnswers(const cpp::FilesAsked &asked, std::string_view root) {
  Packer out;
  std::string before;  // Paths in order share their beginnings.
  for (const auto &[absolute, answer] : asked) {
    if (answer.kind == cpp::AnswerKind::Peculiar)
      return {};
    std::string path = shortened(absolute, root);
    std::size_t same = static_cast<std::size_t>(std::ranges::mismatch(before, path).in1 - before.begin());
    out.number(same);
    out.text(std::string_view(path).substr(same));
    out.add(answer.kind);
    if (answer.kind == cpp::AnswerKind::Content || answer.kind == cpp::AnswerKind::Names)
      out.number(answer.hash);
    if (answer.kind == cpp::AnswerKind::Content)
      out.text(shortened(answer.real, root));
    before = std::move(path);
  }
  return std::move(out.bytes);
}

const std::string &programIdentity() {
  static const std::string identity = [] {
    std::string text(DBRACE_VERSION);
    text += std::to_string(cpp::contentHash(fileContent("/proc/self/exe").value_or("")));
    // The libraries are too large to be read every time.
    std::ifstream maps("/proc/self/maps");
    std::set<std::string> libraries;
    for (std::string line; std::getline(maps, line);)
      if (std::size_t path = line.find('/'); path != std::string::npos && line.find(".so", path) != std::string::npos)
        libraries.insert(line.substr(path));
    for (const std::string &library : libraries) {
      std::error_code error;
      auto time = fs::last_write_time(library, error).time_since_epoch().count();
      text += library + ' ' + std::to_string(fs::file_size(library, error)) + ' ' + std::to_string(time) + '\n';
    }
    return text;
  }();
  return identity;
}

UnitCache::UnitCache(CacheFolder &folder, FileStates &files, std::string models, const fs::path &root,
                     const fs::path &identity)
    : folder(folder), files(files),
      shared(packed(std::vector{programIdentity(), std::move(models), identity.string()})), root(root.string()),
      identity(identity.string()) {}

std::string UnitCache::nameOf(const CompileCommand &command) const {
  cpp::ReadRequest request{command.directory.string(), command.arguments, command.file.string(), root, nullptr, ""};
  // What is not in a copy of the project is used from the project itself.
  auto named = [&](std::string_view text) { return shortenedIn(shortenedIn(text, root), identity); };
  return entryName("unit", shared + packed(std::vector{named(request.directory), named(request.file),
                                                       named(cpp::meaningOfCommand(request))}));
}

bool UnitCache::stillTrue(std::string_view asked) {
  Unpacker in(asked);
  std::string path;
  while (in.good && !in.left.empty()) {
    std::size_t same = in.number();
    if (same > path.size())
      return false;
    path.resize(same);
    path += in.text();
    cpp::AnswerKind kind{};
    in.take(kind);
    bool hashed = kind == cpp::AnswerKind::Content || kind == cpp::AnswerKind::Names;
    std::uint64_t hash = hashed ? in.number() : 0;
    std::string_view real = kind == cpp::AnswerKind::Content ? in.text() : std::string_view();
    if (!in.good || !files.isSame(lengthened(path, root), kind, hash, lengthened(real, root)))
      return false;
  }
  return in.good;
}

std::optional<CachedUnit> UnitCache::find(const CompileCommand &command) {
  std::optional<std::string> bytes = folder.get(nameOf(command));
  if (!bytes)
    return std::nullopt;
  auto variants = unpacked<std::vector<Variant>>(*bytes);
  if (!variants)
    return std::nullopt;
  for (Variant &variant : *variants)
    if (stillTrue(variant.asked))
      if (std::optional<std::string> facts = folder.get(variant.facts))
        return CachedUnit{std::move(*facts), std::move(variant.remarks)};
  return std::nullopt;
}

void UnitCache::keep(const CompileCommand &command, std::string asked, const CachedUnit &unit) {
  Variant now{std::move(asked), entryName("facts", unit.facts), unit.remarks};
  folder.put(now.facts, unit.facts);
  std::string name = nameOf(command);
  std::vector<Variant> variants;
  if (std::optional<std::string> bytes = folder.get(name))
    variants = unpacked<std::vector<Variant>>(*bytes).value_or(std::vector<Variant>());
  std::erase_if(variants, [&](const Variant &old) { return old.asked == now.asked; });
  variants.insert(variants.begin(), std::move(now));
  variants.resize(std::min(variants.size(), mostVariants));
  folder.put(name, packed(variants));
}

}  // namespace dbrace::driver
