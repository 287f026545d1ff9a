// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CacheFolder.h"
#include "driver/FileStates.h"
#include "driver/Files.h"
#include "driver/ResultCache.h"
#include "packing/Packed.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace dbrace::driver {

namespace {
struct Point {
  int x = 0;
  std::optional<std::string> name;
  std::map<std::string, std::set<std::string>> groups;
  std::vector<double> weights;
  bool operator==(const Point &) const = default;
};
}  // namespace
}  // namespace dbrace::driver

template <> inline constexpr std::size_t dbrace::memberCount<dbrace::driver::Point> = 4;

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

const Point samplePoint{-7, "n\0m", {{"a", {"b", "c"}}, {"", {}}}, {0.5, -1e300}};

TEST(Packed, ComesBackAsItWas) {
  EXPECT_EQ(unpacked<Point>(packed(samplePoint)), samplePoint);
  EXPECT_EQ(unpacked<Point>(packed(Point())), Point());
}

TEST(Packed, OtherBytesGiveNothingOrAValueAndNeverMore) {
  const std::string bytes = packed(samplePoint);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(unpacked<Point>(bytes.substr(0, size)), std::nullopt) << size;
  EXPECT_EQ(unpacked<Point>(bytes + "x"), std::nullopt);
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int value = 0; value < 256; ++value) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(value);
      if (auto point = unpacked<Point>(changed)) {
        EXPECT_LE(point->weights.size(), changed.size());
      }
    }
  Packer huge;
  huge.number(std::uint64_t(1) << 60);
  EXPECT_EQ(unpacked<std::vector<std::string>>(huge.bytes), std::nullopt);
}

class CacheTest : public testing::Test {
protected:
  void write(const std::string &name, const std::string &text) {
    std::ofstream(folder.path() / name, std::ios::binary) << text;
  }
  bool same(FileStates &files, const std::string &name, cpp::AnswerKind kind, std::uint64_t hash = 0,
            const std::string &real = "") {
    return files.isSame((folder.path() / name).string(), kind, hash, real);
  }

  TemporaryFolder folder;
  CacheFolder cache{folder.path() / "cache", 1 << 20};
};

TEST_F(CacheTest, KeepsEntriesByWhatTheyDependOn) {
  const std::string name = entryName("facts", "key");
  EXPECT_NE(name, entryName("facts", "other"));
  EXPECT_EQ(cache.get(name), std::nullopt);
  cache.put(name, "");
  EXPECT_EQ(cache.get(name), "");
  cache.put(name, std::string("a\0b", 3));
  EXPECT_EQ(cache.get(name), std::string("a\0b", 3));
  EXPECT_EQ(CacheFolder::clean(cache.path()).entries, 1u);
  EXPECT_FALSE(fs::exists(cache.path()));
}

TEST_F(CacheTest, ResultsAreWholeWhoeverElseWritesThemAndIsKilled) {
  const std::string entry = entryName("results", "project");
  constexpr std::uint64_t each = 50, all = 500;
  auto textOf = [](std::uint64_t key) { return std::string(2000 + key, static_cast<char>('a' + key % 26)); };
  auto write = [&](std::uint64_t from) {
    ResultCache results(cache, entry);
    for (std::uint64_t key = from; key < from + each; ++key)
      results.keep(key, textOf(key));
    results.save();
  };
  write(0);
  for (unsigned round = 0; round < 20; ++round) {
    std::vector<pid_t> writers;
    for (unsigned writer = 0; writer < 2; ++writer)
      if (pid_t child = fork(); child != 0)
        writers.push_back(child);
      else
        for (std::uint64_t from = writer * each;; from = (from + 2 * each) % all)
          write(from);
    usleep(500 * (round + 1));
    for (pid_t writer : writers) {
      kill(writer, SIGKILL);
      waitpid(writer, nullptr, 0);
    }
    ResultCache results(cache, entry);
    std::size_t found = 0;
    for (std::uint64_t key = 0; key < all; ++key)
      if (std::optional<std::string_view> text = results.find(key)) {
        ++found;
        ASSERT_EQ(*text, textOf(key));
      }
    EXPECT_GE(found, each);
  }
  write(0);
  cache.tidyUp();
  EXPECT_EQ(cache.problem(), "");
}

TEST_F(CacheTest, AnswersHoldWhileFilesAreWhatTheyWere) {
  using cpp::AnswerKind;
  write("a", "text");
  fs::create_directory(folder.path() / "d");
  fs::create_symlink("a", folder.path() / "link");
  const std::string real = (resolved(folder.path()) / "a").string();
  FileStates files(cache, folder.path());
  const std::uint64_t hash = files.hashOf((folder.path() / "a").string()).value_or(0);
  EXPECT_TRUE(same(files, "a", AnswerKind::Content, hash));
  EXPECT_FALSE(same(files, "a", AnswerKind::Content, hash + 1));
  EXPECT_FALSE(same(files, "a", AnswerKind::Content, hash, "/elsewhere"));
  EXPECT_TRUE(same(files, "link", AnswerKind::Content, hash, real));
  EXPECT_FALSE(same(files, "link", AnswerKind::Content, hash));
  EXPECT_TRUE(same(files, "a", AnswerKind::File));
  EXPECT_FALSE(same(files, "a", AnswerKind::Folder));
  EXPECT_TRUE(same(files, "d", AnswerKind::Folder));
  EXPECT_TRUE(same(files, "gone", AnswerKind::Missing));
  EXPECT_FALSE(same(files, "a", AnswerKind::Missing));
  EXPECT_TRUE(same(files, "a/below", AnswerKind::Missing));
  EXPECT_FALSE(same(files, "a", AnswerKind::Peculiar));
  EXPECT_TRUE(same(files, "d", AnswerKind::Names, cpp::hashOfNames({})));
  EXPECT_FALSE(same(files, "d", AnswerKind::Names, cpp::hashOfNames({"x"})));
}

TEST_F(CacheTest, WhatIsKnownOfFilesIsKeptOnlyOnceTheyAreAtRest) {
  write("young", "1");
  write("old", "1");
  const std::string young = (folder.path() / "young").string(), old = (folder.path() / "old").string();
  std::optional<std::uint64_t> first;
  {
    FileStates files(cache, folder.path());
    first = files.hashOf(young);
    files.save();
  }
  EXPECT_EQ(cache.get(entryName("stamps", folder.path().native())), std::nullopt);  // Nothing is at rest yet.
  // The same size and, where the clock is coarse, the same date.
  write("young", "2");
  FileStates files(cache, folder.path());
  EXPECT_NE(files.hashOf(young), first);
  EXPECT_EQ(files.hashOf(old), first);
}

}  // namespace
}  // namespace dbrace::driver
