// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which dynamic classes an object may have, and which method each of them runs.
//
// A program with several database layers behind one interface calls them all through the same virtual methods. An
// object is of one class, so that what one layer looks up never meets what another one inserts; the interpreter keeps
// the classes that an object may still have, and asks here.
#pragma once

#include "worlds/Backends.h"

#include <map>
#include <unordered_map>

namespace dbrace::worlds {

/// The hidden field of an object that has the classes which it may still have.
constexpr std::string_view classField = "#class";

class Classes {
public:
  explicit Classes(const ProgramIndex &index, const AbsentClasses &absent = {}) : index(index), absent(absent) {}

  /// The classes that an object of this static class (a qualified name) may have, in a fixed order. One with a virtual
  /// method that has no body, while a class derived from it has one, is taken for abstract. Those that are absent are
  /// left out.
  const std::vector<facts::TextId> &concrete(facts::TextId staticClass) const;
  /// The method that a virtual call runs on an object of the class; 0 if unknown.
  facts::TextId method(facts::TextId key, facts::TextId className) const;
  /// Has it virtual methods?
  bool isPolymorphic(facts::TextId className) const;
  /// Has one of its bases?
  bool hasPolymorphicBase(facts::TextId className) const;

private:
  bool isAbstract(facts::TextId className) const;

  const ProgramIndex &index;
  const AbsentClasses absent;
  mutable std::unordered_map<facts::TextId, std::vector<facts::TextId>> concreteOf;
  mutable std::unordered_map<facts::TextId, bool> derived;
  mutable std::map<std::pair<facts::TextId, facts::TextId>, facts::TextId> methods;
};

}  // namespace dbrace::worlds
