// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The facts of many units as one program.
//
// Linking is a merge of sets: functions with equal key and equal content are one, functions with equal key and
// different content are variants. It is commutative, associative and idempotent, and `Program()` is its neutral
// element; the tests hold it to that. All ids refer to the program's own string table, whose texts are in canonical
// order too: equal programs have equal ids.
#pragma once

#include "facts/Facts.h"

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dbrace::worlds {

using FunctionIndex = std::uint32_t;

/// The facts of a unit without its functions, classes, globals.
struct UnitSummary {
  facts::TextId mainFile = 0, directory = 0, toolVersion = 0, models = 0;
  std::vector<facts::TextId> command;
  std::vector<facts::SourceFile> files;
  std::vector<facts::ReadError> errors;
  facts::Losses losses;
  /// Of the members above, independent of ids. They settle what the unit's code says: its files are there with the
  /// hashes of their content.
  std::uint64_t hash = 0;
};

struct LinkedFunction {
  facts::Function facts;
  std::uint64_t hash = 0;            ///< Of the content, independent of ids.
  std::vector<std::uint32_t> units;  ///< Indices into Program::units, sorted: who has this body.
};

struct Program {
  facts::Strings strings;
  std::vector<UnitSummary> units;         // Sorted by (main file, hash).
  std::vector<LinkedFunction> functions;  // Sorted by (key text, hash).
  std::vector<facts::Class> classes;      // Sorted by (key text, content); one key may have variants.
  /// Sorted by name, one a name: constant only if every unit says so, and initialised if any unit does.
  std::vector<facts::GlobalVariable> globals;
  std::vector<facts::Suppression> suppressions;  // Sorted, distinct.
  std::vector<facts::DdlText> ddl;               // Sorted, distinct.
};

/// The union. Equal inputs in any order and grouping give equal programs (compare with `sameProgram` or by their CBOR).
/// Linker.h takes units one by one, without a copy.
Program link(std::span<const facts::Unit> units);
Program merge(const Program &left, const Program &right);
bool sameProgram(const Program &left, const Program &right);

/// Look-ups over a finished program; built once. The program must outlive it and not change.
class ProgramIndex {
public:
  explicit ProgramIndex(const Program &program);

  /// Whose bodies a direct call from `caller` may run: those of its own units if there are any, else all. With no
  /// function of that key, and `caller` or the callee from code with errors: functions by qualified name and arity,
  /// which is less certain. A callee without a key is only spelled: "find" and "Shop::find" both mean
  /// "app::Shop::find", and arguments may be missing that have defaults.
  std::vector<FunctionIndex> callees(const facts::Callee &callee, std::size_t arguments, FunctionIndex caller) const;
  /// The same for a call. Where its callee is only spelled: methods of the receiver's type and of its bases, none if
  /// that class is not in the program; with a receiver of unknown type, methods if only one class has them; without a
  /// receiver, functions and methods of the caller's own class.
  std::vector<FunctionIndex> callees(const facts::Call &call, FunctionIndex caller) const;
  /// All bodies with a key (overriders not included).
  std::span<const FunctionIndex> bodies(facts::TextId key) const;
  /// Keys of the methods that override `key`, directly or not, and itself.
  std::vector<facts::TextId> overriders(facts::TextId key) const;
  /// The method that a call of virtual `key` runs on an object of class `className` (qualified name); 0 if unknown.
  /// It may have no body here.
  facts::TextId dispatch(facts::TextId key, facts::TextId className) const;
  /// Is `className` the same as or derived from `base` (qualified names)?
  bool isA(facts::TextId className, facts::TextId base) const;
  /// All classes derived from it, directly or not, itself not included.
  std::vector<facts::TextId> subclasses(facts::TextId className) const;
  const facts::GlobalVariable *global(facts::TextId name) const;
  /// Of several variants the one that says most.
  const facts::Class *classNamed(facts::TextId name) const;
  /// Qualified name of a method's class, where that is in the program, else 0.
  facts::TextId classOf(FunctionIndex function) const;
  const Program &program() const { return program_; }

  /// Was the code around it compiled with errors?
  bool fromErrors(FunctionIndex function) const;

private:
  std::vector<FunctionIndex> ownFirst(std::vector<FunctionIndex> found, FunctionIndex caller) const;
  std::vector<FunctionIndex> spelled(std::string_view name, std::size_t arguments, FunctionIndex caller) const;
  /// The classes a spelled type may mean, with their bases: itself, what a pointer class points to, and for a nested
  /// name that is no class (`Shop::Ptr`) the class around it.
  std::vector<facts::TextId> classesMeant(std::string_view spelledType) const;
  /// Qualified name of a method's class; empty for other functions.
  std::string_view ownerOf(FunctionIndex function) const;

  const Program &program_;
  std::unordered_map<facts::TextId, std::vector<FunctionIndex>> byKey;
  std::unordered_map<std::string_view, std::vector<FunctionIndex>> byLastName;   // Without qualifiers.
  std::unordered_map<facts::TextId, std::vector<facts::TextId>> overriddenBy;    // By method keys.
  std::unordered_map<facts::TextId, std::vector<facts::TextId>> bases, derived;  // By class names.
  std::unordered_map<facts::TextId, facts::TextId> classOfMethod;                // Method key to class name.
  std::unordered_map<facts::TextId, facts::TextId> classNames;                   // By class keys.
  std::unordered_map<facts::TextId, std::uint32_t> classByName, globalByName;
  std::unordered_map<std::string_view, std::vector<facts::TextId>> classesByLastName;
  std::vector<bool> unitHasErrors;
};

}  // namespace dbrace::worlds
