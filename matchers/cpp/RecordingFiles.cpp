// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/RecordingFiles.h"

#include "cpp/Read.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace dbrace::cpp {
using namespace llvm;

namespace {

/// An open file whose content is recorded once it is taken.
class RecordingFile : public vfs::File {
public:
  RecordingFile(std::unique_ptr<vfs::File> real, std::string path, FilesAsked &asked)
      : real(std::move(real)), path(std::move(path)), asked(asked) {}

  ErrorOr<vfs::Status> status() override { return real->status(); }
  ErrorOr<std::string> getName() override { return real->getName(); }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &name, int64_t size, bool terminated,
                                                   bool isVolatile) override {
    auto buffer = real->getBuffer(name, size, terminated, isVolatile);
    if (!buffer) {
      asked[path] = {AnswerKind::Peculiar};
      return buffer;
    }
    if (isNothing(path))
      return buffer;
    StringRef bytes = (*buffer)->getBuffer();
    Answer answer{AnswerKind::Content, contentHash({bytes.data(), bytes.size()})};
    SmallString<256> target;
    if (!sys::fs::real_path(path, target) && target.str() != path)
      answer.real = std::string(target);
    // Asked for before, and changed in between?
    auto [known, isNew] = asked.try_emplace(path, answer);
    bool same = isNew || known->second.kind == AnswerKind::File || known->second == answer;
    known->second = same ? answer : Answer{AnswerKind::Peculiar};
    return buffer;
  }
  std::error_code close() override { return real->close(); }

private:
  std::unique_ptr<vfs::File> real;
  std::string path;
  FilesAsked &asked;
};

bool isMissing(std::error_code error) {
  return error == errc::no_such_file_or_directory || error == errc::not_a_directory;
}

}  // namespace

std::uint64_t hashOfNames(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  std::string all;
  for (const std::string &name : names)
    (all += name) += '\0';
  return contentHash(all);
}

std::string RecordingFiles::absolute(const Twine &path) const {
  SmallString<256> text;
  path.toVector(text);
  if (!sys::path::is_absolute(text))
    if (auto folder = getCurrentWorkingDirectory()) {
      SmallString<256> whole(*folder);
      sys::path::append(whole, text);
      text = whole;
    }
  return std::string(text);
}

void RecordingFiles::recordFailure(const std::string &path, std::error_code error) {
  asked.try_emplace(path, Answer{isMissing(error) ? AnswerKind::Missing : AnswerKind::Peculiar});
}

ErrorOr<vfs::Status> RecordingFiles::status(const Twine &path) {
  auto status = ProxyFileSystem::status(path);
  std::string asking = absolute(path);
  if (!status)
    recordFailure(asking, status.getError());
  else if (!isNothing(asking))
    asked.try_emplace(asking, Answer{status->isDirectory()     ? AnswerKind::Folder
                                     : status->isRegularFile() ? AnswerKind::File
                                                               : AnswerKind::Peculiar});
  return status;
}

ErrorOr<std::unique_ptr<vfs::File>> RecordingFiles::openFileForRead(const Twine &path) {
  auto file = ProxyFileSystem::openFileForRead(path);
  std::string asking = absolute(path);
  if (!file) {
    recordFailure(asking, file.getError());
    return file;
  }
  status(path);
  return std::make_unique<RecordingFile>(std::move(*file), std::move(asking), asked);
}

vfs::directory_iterator RecordingFiles::dir_begin(const Twine &folder, std::error_code &error) {
  std::string asking = absolute(folder);
  std::vector<std::string> names;
  std::error_code failed;
  for (auto it = ProxyFileSystem::dir_begin(folder, failed), end = vfs::directory_iterator(); !failed && it != end;
       it.increment(failed))
    names.push_back(std::string(sys::path::filename(it->path())));
  if (failed)
    recordFailure(asking, failed);
  else
    asked[asking] = {AnswerKind::Names, hashOfNames(std::move(names))};
  return ProxyFileSystem::dir_begin(folder, error);
}

}  // namespace dbrace::cpp
