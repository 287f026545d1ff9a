// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A folder for the files of one test, gone when the test ends, however it ends.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

namespace dbrace::witness {

class TemporaryFolder {
public:
  /// In memory where that is possible: databases sync their files often.
  TemporaryFolder() {
    bool memory = std::filesystem::is_directory("/dev/shm");
    path_ = (memory ? "/dev/shm" : std::filesystem::temp_directory_path().string()) + "/dbrace-XXXXXX";
    if (!mkdtemp(path_.data()))
      throw std::runtime_error("cannot make a folder " + path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  const std::string &path() const { return path_; }

private:
  std::string path_;
};

}  // namespace dbrace::witness
