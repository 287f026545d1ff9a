// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs that speak to several databases through one interface.
//
// Behind such an interface stands a class for each client library. A lookup through one library and an insert through
// another never meet, since they go to different databases; so the program is judged once for each library, and every
// object behind the interface is then of a class that uses this one. Where classes of one library stand side by side,
// the interpreter chooses among them (Dispatch.cpp).
#pragma once

#include "apis/Model.h"
#include "worlds/Program.h"

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace dbrace::worlds {

/// Names of classes whose objects a run does not have.
using AbsentClasses = std::unordered_set<facts::TextId>;

class Backends {
public:
  Backends(const ProgramIndex &index, const apis::Models &models);

  /// How often the program is judged; at least once.
  std::size_t count() const { return absent_.size(); }
  const AbsentClasses &absent(std::size_t backend) const { return absent_[backend]; }
  /// Is the source, a path in the program, that of a class which this backend does not have? What it registers (names
  /// of statements) is then not for this backend.
  bool isElsewhere(std::size_t backend, std::string_view source) const;

private:
  using Libraries = std::uint64_t;  // A bit for each.
  void readUses(const apis::Models &models);
  Libraries usedBy(facts::TextId className) const;
  void choose();

  const ProgramIndex &index;
  const Program &program;
  std::vector<Libraries> uses;                               // By function: what it comes to without virtual calls.
  std::unordered_map<facts::TextId, Libraries> ofMethods;    // By class.
  std::unordered_map<std::string_view, Libraries> ofSource;  // By path: of the classes behind an interface in it.
  std::vector<Libraries> judged;                             // Each backend's one library; empty: there is no choice.
  std::vector<AbsentClasses> absent_;
};

}  // namespace dbrace::worlds
