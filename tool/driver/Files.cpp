// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Files.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace dbrace::driver {
namespace fs = std::filesystem;

std::optional<std::string> fileContent(const fs::path &file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error))
    return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return std::nullopt;
  std::string content;
  std::uintmax_t size = fs::file_size(file, error);
  if (!error && size > largestFile)
    return std::nullopt;
  content.resize(error ? 0 : size);
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(in.gcount()));
  if (in)  // Longer than it said, as those of /proc are.
    content.append(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  if (in.bad())
    return std::nullopt;
  return content;
}

std::string unreadable(const fs::path &file) {
  std::error_code error;
  fs::file_status status = fs::status(file, error);
  std::string why = "there is no such file";
  if (fs::is_directory(status))
    why = "it is a folder";
  else if (fs::exists(status) && !fs::is_regular_file(status))
    why = "it is no regular file";
  else if (fs::exists(status) && fs::file_size(file, error) > largestFile && !error)
    why = "it is larger than " + std::to_string(largestFile >> 20) + " MiB";
  else if (fs::exists(status) || error.value() != ENOENT)
    why = std::ifstream(file).is_open() ? "reading fails" : std::strerror(errno);
  return "cannot be read: " + why;
}

fs::path resolved(const fs::path &path) {
  std::error_code error;
  fs::path absolute = fs::absolute(path, error);
  fs::path canonical = fs::weakly_canonical(absolute, error);
  fs::path result = error ? absolute.lexically_normal() : canonical;
  return result.has_filename() || result == result.root_path() ? result : result.parent_path();
}

bool isInside(const fs::path &path, const fs::path &folder) {
  const std::string &inner = path.native(), &outer = folder.native();
  return inner == outer || outer == "/" ||
         (inner.size() > outer.size() && inner.starts_with(outer) && inner[outer.size()] == '/');
}

std::string relativeTo(const fs::path &root, const fs::path &path) {
  if (!isInside(path, root))
    return path.string();
  return path == root ? "." : path.lexically_relative(root).string();
}

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  fs::path place = fs::temp_directory_path(error);
  std::string name = (place / "dbrace-XXXXXX").string();
  if (error || !mkdtemp(name.data()))
    throw std::runtime_error((place.empty() ? "TMPDIR" : place.string()) + ": no temporary folder can be made there: " +
                             (error ? error.message() : std::strerror(errno)) + "; set TMPDIR to another place");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

}  // namespace dbrace::driver
