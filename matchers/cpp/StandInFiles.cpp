// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/StandInFiles.h"

#include "standins/StandIns.h"

namespace dbrace::cpp {
using namespace llvm;

StandInFiles::StandInFiles(IntrusiveRefCntPtr<vfs::FileSystem> real, const std::vector<std::string> &absent)
    : ProxyFileSystem(std::move(real)), absent(absent), standIns(makeIntrusiveRefCnt<vfs::InMemoryFileSystem>()),
      redirections(makeIntrusiveRefCnt<vfs::InMemoryFileSystem>()) {
  for (const standins::StandIn &one : standins::all())
    standIns->addFile(one.path, 0,
                      one.target.empty()
                          ? MemoryBuffer::getMemBuffer(one.content, one.path)
                          : MemoryBuffer::getMemBufferCopy("#include \"" + one.target + "\"\n", one.path));
}

ErrorOr<vfs::Status> StandInFiles::status(const Twine &path) {
  SmallString<256> buffer;
  StringRef text = path.toStringRef(buffer);
  if (text.starts_with(standins::folder)) {
    vfs::FileSystem *files = answering(text);
    return files ? files->status(text) : make_error_code(errc::no_such_file_or_directory);
  }
  if (isAbsent(text))
    return make_error_code(errc::no_such_file_or_directory);
  return ProxyFileSystem::status(text);
}

ErrorOr<std::unique_ptr<vfs::File>> StandInFiles::openFileForRead(const Twine &path) {
  SmallString<256> buffer;
  StringRef text = path.toStringRef(buffer);
  if (text.starts_with(standins::folder)) {
    vfs::FileSystem *files = answering(text);
    if (!files)
      return make_error_code(errc::no_such_file_or_directory);
    return files->openFileForRead(text);
  }
  if (isAbsent(text))
    return make_error_code(errc::no_such_file_or_directory);
  auto file = ProxyFileSystem::openFileForRead(text);
  if (file)
    opened.push_back(text.str());
  return file;
}

bool StandInFiles::exists(const Twine &path) { return bool(status(path)); }

bool StandInFiles::isAbsent(StringRef path) const {
  return any_of(absent, [&](const std::string &one) {
    return path.starts_with(one) && (path.size() == one.size() || path[one.size()] == '/');
  });
}

vfs::FileSystem *StandInFiles::answering(StringRef path) {
  // Folders are there in any case: what is searched is settled before anything is read.
  auto found = standIns->status(path);
  if (found && found->isDirectory())
    return standIns.get();
  const standins::StandIn *asked = standins::find(std::string_view(path));
  // It stands in for nothing that is real, whatever else of its module is.
  if (asked && asked->isMadeUp)
    redirections->addFile(path, 0, MemoryBuffer::getMemBuffer(asked->content, path));
  else if (!asked && standins::isMadeUpFolder(std::string_view(path)))
    redirections->addFile(path + "/(none)", 0, MemoryBuffer::getMemBuffer("", ""));
  if (asked ? asked->isMadeUp : bool(redirections->status(path)))
    return redirections.get();
  if (!asked)
    return nullptr;
  const Module &module = moduleNamed(asked->module);
  if (module.real.empty())
    return standIns.get();
  for (const auto &[name, real] : module.real)
    if (standins::meanTheSame(name, asked->name)) {
      redirections->addFile(path, 0, MemoryBuffer::getMemBufferCopy("#include \"" + real + "\"\n", path));
      return redirections.get();
    }
  return nullptr;
}

const StandInFiles::Module &StandInFiles::moduleNamed(const std::string &name) {
  auto [entry, isNew] = modules.try_emplace(name);
  if (!isNew)
    return entry->second;
  for (const standins::StandIn &one : standins::all()) {
    if (one.module != name)
      continue;
    for (const std::string &folder : searched)
      if (std::string path = folder + "/" + one.name;
          !StringRef(folder).starts_with(standins::folder) && exists(path)) {
        entry->second.real.emplace_back(one.name, path);
        break;
      }
    // One that lies beside its includer, where nobody else looks.
    for (const std::string &path : opened)
      if (StringRef(path).ends_with("/" + one.name))
        entry->second.real.emplace_back(one.name, path);
  }
  return entry->second;
}

}  // namespace dbrace::cpp
