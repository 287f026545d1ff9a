// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ProgramFacts: what a front end says about a program, as plain values.
//
// A front end lowers every function to blocks of steps over places and values (Code.h); the analysis reads nothing
// else. The format is a small language on purpose: whatever a front end cannot say exactly it says as `Unknown`, with
// its inputs. No Clang type appears here, everything can be printed, read back, merged and compared. docs/facts.md
// describes the printed form; `formatVersion` changes with any change of meaning.
#pragma once

#include "facts/Code.h"

#include <cstdint>
#include <vector>

namespace dbrace::facts {

inline constexpr int formatVersion = 1;

// Functions, classes, units -----------------------------------------------------------------------------------------

struct Variable {
  TextId name = 0;  ///< Empty for unnamed parameters.
  TextId type = 0;  ///< Canonical, without cv, reference and template arguments ("std::vector", "char *", "int").
  bool isReference = false;
  bool operator==(const Variable &) const = default;
};

struct Function {
  TextId key = 0;       ///< USR; plus the file for internal linkage, plus an ordinal for lambdas.
  TextId name = 0;      ///< Qualified: "Shop::find"; a lambda: "Shop::find::(lambda 1)".
  Source source;        ///< Of the name in the definition.
  TextId classKey = 0;  ///< Of the class it is a member of.
  TextId returnType = 0;
  std::vector<Variable> parameters;
  std::vector<Variable> locals;
  std::vector<Variable> captures;
  std::uint32_t temporaries = 0;
  std::vector<TextId> overrides;  ///< Keys of the methods it overrides directly.
  std::vector<Source> sources;    ///< [0] is nowhere.
  std::vector<Value> values;
  std::vector<Place> places;
  std::vector<Cleanup> cleanups;
  std::vector<Block> blocks;  ///< [0] is the entry.
  bool isVirtual = false;
  bool isVariadic = false;
  bool isStatic = false;       ///< No receiver: a free function or a static method.
  bool isInternal = false;     ///< Internal linkage.
  bool hasErrors = false;      ///< Its code did not compile; what could be read was.
  bool fallback = false;       ///< No CFG could be built; blocks hold its calls, in any order.
  bool isInitializer = false;  ///< Pseudo function "init:<global>" that assigns a global's initial value.
  bool operator==(const Function &) const = default;
};

struct ClassField {
  TextId name = 0;  ///< As in Field::name.
  TextId type = 0;
  bool operator==(const ClassField &) const = default;
};
struct Class {
  TextId key = 0;
  TextId name = 0;
  std::vector<TextId> bases;  ///< Qualified names, direct. Exception types of libraries are classes here too.
  std::vector<ClassField> fields;
  std::vector<TextId> methods;  ///< Keys of its virtual methods.
  bool operator==(const Class &) const = default;
};

struct GlobalVariable {
  TextId name = 0;  ///< As in Global::name.
  TextId type = 0;          ///< "thread_local …" where each thread has its own.
  TextId initializer = 0;   ///< Key of its pseudo function, or empty.
  bool isConstant = false;  ///< Never written after its initialisation.
  bool operator==(const GlobalVariable &) const = default;
};

struct SourceFile {
  TextId path = 0;
  std::uint64_t hash = 0;  ///< xxh3 of its bytes. Who quotes or edits the file compares first.
  bool operator==(const SourceFile &) const = default;
};
struct ReadError {  ///< A compiler error that did not stop the reading.
  Range at;
  TextId message = 0;
  bool operator==(const ReadError &) const = default;
};
enum class SuppressionForm : std::uint8_t { Line, NextLine, Begin, End };
struct Suppression {  ///< A NOLINT comment that names a dbrace rule, `*`, or nothing (all rules).
  Range at;
  SuppressionForm form = SuppressionForm::Line;
  std::vector<TextId> rules;  ///< Globs; empty: every rule.
  TextId reason = 0;
  bool operator==(const Suppression &) const = default;
};
struct DdlText {  ///< A literal that creates, alters or drops a table or an index.
  TextId text = 0;
  Range at;
  bool operator==(const DdlText &) const = default;
};

/// Counts of what could not be said; shown in the summary of a run.
struct Losses {
  std::uint32_t functionsWithoutCfg = 0;
  std::uint32_t unknownExpressions = 0;
  std::uint32_t unresolvedCalls = 0;
  bool operator==(const Losses &) const = default;
};

/// Everything read from one compile command.
struct Unit {
  Strings strings;
  TextId toolVersion = 0;
  TextId models = 0;  ///< Hash of the API models the calls were matched with.
  TextId mainFile = 0;
  TextId directory = 0;
  std::vector<TextId> command;  ///< Normalised flags.
  std::vector<SourceFile> files;
  std::vector<ReadError> errors;
  std::vector<Suppression> suppressions;
  std::vector<DdlText> ddl;
  std::vector<Class> classes;
  std::vector<GlobalVariable> globals;
  std::vector<Function> functions;
  Losses losses;
};

}  // namespace dbrace::facts
