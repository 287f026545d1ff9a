// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that a build would have made.
//
// A tree that was only configured names sources and includes headers that do not exist yet: moc_*.cpp, *.pb.cc, ui_*.h.
// That is no mistake of the project and no failure of the run; the summary names them, with what makes them.
#pragma once

#include "driver/CompileCommands.h"
#include "facts/Facts.h"
#include "report/Report.h"

#include <map>
#include <set>

namespace dbrace::driver {

/// By its name or its folder's: what generators write.
bool isGenerated(const std::filesystem::path &file);

/// Takes out the commands of sources that are generated and not there, and says which; nothing if there are none.
/// `build` is the folder of the compile database, whose missing sources are all generated; empty: there is none.
std::vector<report::Notice> takeUngenerated(std::vector<CompileCommand> &commands, const std::filesystem::path &build,
                                            const std::filesystem::path &root);

/// Collects the includes that were not found, over all units.
class MissingHeaders {
public:
  void add(const facts::Unit &unit);
  std::vector<report::Notice> notices() const;

private:
  std::map<std::string, std::size_t> units;  // Header as it is included -> units that lack it.
};

}  // namespace dbrace::driver
