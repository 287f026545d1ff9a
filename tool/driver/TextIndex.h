// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The scanned texts of a tree, each file once, and which files a unit consists of.
#pragma once

#include "driver/CompileCommands.h"
#include "driver/TextScan.h"

#include <deque>
#include <map>
#include <optional>
#include <unordered_map>

namespace dbrace::driver {

using FileId = std::uint32_t;

class TextIndex {
public:
  /// Files outside `root` (resolved) are foreign: they do not exist here.
  TextIndex(std::filesystem::path root, TextScanner scanner);

  std::optional<FileId> find(const std::string &path);
  const FileText &text(FileId file);
  const std::filesystem::path &path(FileId file) const { return files[file].path; }
  std::size_t size() const { return files.size(); }
  /// Does a text that is no file here speak of a database?
  bool namesDatabase(std::string_view content) { return scanner.scan(content).namesDatabase; }

private:
  struct File {
    std::filesystem::path path;
    std::optional<FileText> text;
  };
  std::filesystem::path root;
  TextScanner scanner;
  std::deque<File> files;  // Texts are handed out by reference.
  std::unordered_map<std::string, std::optional<FileId>> byPath;
};

/// The files of one unit, as far as they are not foreign.
struct UnitFiles {
  std::optional<FileId> main;   ///< Nothing if it cannot be read.
  std::vector<FileId> headers;  ///< Sorted; included directly or not.
  bool complete = true;         ///< Every `#include "..."` was found.
};

/// Follows includes as the compiler would, by text: conditions are taken as true, macros as no includes.
class IncludeGraph {
public:
  explicit IncludeGraph(TextIndex &index) : index(index) {}
  UnitFiles filesOf(const CompileCommand &command);

private:
  /// Where a command looks, in order.
  struct Directories {
    std::vector<std::string> quoted, all;  // `all` begins with those for <...> only.
    bool operator<(const Directories &other) const;
  };
  struct Edges {
    std::vector<FileId> to;
    bool complete = true;
  };
  using Graph = std::unordered_map<FileId, Edges>;

  static Directories directoriesOf(const CompileCommand &command, std::vector<std::string> &forced);
  const Edges &edges(Graph &graph, const Directories &directories, FileId file);
  std::optional<FileId> resolve(const Directories &directories, const std::string &folder, const Include &include);

  TextIndex &index;
  std::map<Directories, Graph> graphs;  // Most units of a project share their directories.
};

}  // namespace dbrace::driver
