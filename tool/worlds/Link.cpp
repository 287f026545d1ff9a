// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Linker.h"

#include "facts/Hasher.h"
#include "facts/TextMover.h"
#include "worlds/DescribeProgram.h"
#include "worlds/Distinct.h"
#include "worlds/ProgramIo.h"

#include <tuple>

namespace dbrace::worlds {

using facts::Hasher;
using facts::TextId;
using facts::TextMover;

namespace {

/// `member` of an owner that is given away is moved, of one that is lent it is copied.
template <class Owner, class T> std::remove_cvref_t<T> take(T &member) {
  if constexpr (std::is_const_v<std::remove_reference_t<Owner>>)
    return member;
  else
    return std::move(member);
}

}  // namespace

struct Linker::State {
  facts::Strings strings;
  Distinct<UnitSummary> units;
  Distinct<LinkedFunction> functions;
  Distinct<facts::Class> classes;
  Distinct<facts::Suppression> suppressions;
  Distinct<facts::DdlText> ddl;
  std::unordered_map<TextId, facts::GlobalVariable> globals;

  template <class Owner>
  void addFunction(auto &facts, const std::vector<std::uint32_t> &units, Hasher &hasher, TextMover &mover) {
    const std::uint64_t hash = hasher.of(facts);
    LinkedFunction &function = functions[functions.add(hash, [&] {
      LinkedFunction added{take<Owner>(facts), hash, {}};
      mover.move(added.facts);
      return added;
    })];
    // A unit adds all its functions at once: its number, if there already, is the last one.
    for (std::uint32_t unit : units)
      if (function.units.empty() || function.units.back() != unit)
        function.units.push_back(unit);
  }
  std::uint32_t addUnit(auto &summary, Hasher &hasher, TextMover &mover) {
    const std::uint64_t hash = hasher.of(summary);
    return units.add(hash, [&] {
      UnitSummary added = summary;
      mover.move(added);
      added.hash = hash;
      return added;
    });
  }
  /// What units and programs have alike.
  template <class Owner> void addRest(Owner &owner, Hasher &hasher, TextMover &mover) {
    const auto addAll = [&](auto &into, auto &items) {
      for (auto &item : items)
        into.add(hasher.of(item), [&] {
          auto added = take<Owner>(item);
          mover.move(added);
          return added;
        });
    };
    addAll(classes, owner.classes);
    addAll(suppressions, owner.suppressions);
    addAll(ddl, owner.ddl);
    for (facts::GlobalVariable global : owner.globals) {
      mover.move(global);
      join(global);
    }
  }
  /// Each member by an operation that does not care about order or repetition, so that linking does not either.
  void join(const facts::GlobalVariable &global) {
    const auto [known, isNew] = globals.try_emplace(global.name, global);
    facts::GlobalVariable &joined = known->second;
    const auto firstText = [&](TextId left, TextId right) {
      return right == 0 || (left != 0 && strings[left] < strings[right]) ? left : right;
    };
    joined.type = firstText(joined.type, global.type);
    joined.initializer = firstText(joined.initializer, global.initializer);
    joined.isConstant = joined.isConstant && global.isConstant;
  }

  template <class Owner>
  void addFactsOf(Owner &unit)
    requires std::same_as<std::remove_const_t<Owner>, facts::Unit>
  {
    Hasher hasher(unit.strings);
    TextMover mover(unit.strings, strings);
    const UnitSummary summary{unit.mainFile, unit.directory,          unit.toolVersion,         unit.models,
                              unit.command,  take<Owner>(unit.files), take<Owner>(unit.errors), unit.losses};
    const std::vector<std::uint32_t> self{addUnit(summary, hasher, mover)};
    for (auto &function : unit.functions)
      addFunction<Owner>(function, self, hasher, mover);
    addRest(unit, hasher, mover);
  }
  template <class Owner>
  void addFactsOf(Owner &program)
    requires std::same_as<std::remove_const_t<Owner>, Program>
  {
    Hasher hasher(program.strings);
    TextMover mover(program.strings, strings);
    std::vector<std::uint32_t> numbers;
    for (auto &summary : program.units)
      numbers.push_back(addUnit(summary, hasher, mover));
    for (auto &function : program.functions) {
      std::vector<std::uint32_t> owners;
      for (std::uint32_t unit : function.units)
        owners.push_back(numbers[unit]);
      addFunction<Owner>(function.facts, owners, hasher, mover);
    }
    addRest(program, hasher, mover);
  }
};

Linker::Linker() : state(std::make_unique<State>()) {}
Linker::Linker(Linker &&) noexcept = default;
Linker &Linker::operator=(Linker &&) noexcept = default;
Linker::~Linker() = default;

void Linker::add(const facts::Unit &unit) { state->addFactsOf(unit); }
void Linker::add(facts::Unit &&unit) { state->addFactsOf(unit); }
void Linker::add(const Program &program) { state->addFactsOf(program); }
void Linker::add(Program &&program) { state->addFactsOf(program); }

Program Linker::finish() {
  const auto from = std::exchange(state, std::make_unique<State>());
  const facts::Strings &strings = from->strings;
  Program program;
  const auto byText = [&](auto text) {
    return [&strings, text](const auto &left, const auto &right) { return strings[text(left)] < strings[text(right)]; };
  };
  const auto byRange = [&](const auto &left, const auto &right) {
    return std::tuple(strings[left.at.file], left.at.begin) < std::tuple(strings[right.at.file], right.at.begin);
  };

  std::vector<std::uint32_t> unitNumbers;
  program.units = from->units.takeSorted(byText([](const UnitSummary &it) { return it.mainFile; }), &unitNumbers);
  program.functions = from->functions.takeSorted(byText([](const LinkedFunction &it) { return it.facts.key; }));
  for (LinkedFunction &function : program.functions) {
    for (std::uint32_t &unit : function.units)
      unit = unitNumbers[unit];
    std::sort(function.units.begin(), function.units.end());
    function.units.erase(std::unique(function.units.begin(), function.units.end()), function.units.end());
  }
  program.classes = from->classes.takeSorted(byText([](const facts::Class &it) { return it.key; }));
  program.suppressions = from->suppressions.takeSorted(byRange);
  program.ddl = from->ddl.takeSorted(byRange);
  for (const auto &[name, global] : from->globals)
    program.globals.push_back(global);
  std::sort(program.globals.begin(), program.globals.end(),
            byText([](const facts::GlobalVariable &it) { return it.name; }));
  // Texts by first use: ids are the same in every order of linking, and so is whatever a reader does in their order.
  TextMover(strings, program.strings).move(program);
  return program;
}

Program link(std::span<const facts::Unit> units) {
  Linker linker;
  for (const facts::Unit &unit : units)
    linker.add(unit);
  return linker.finish();
}

Program merge(const Program &left, const Program &right) {
  Linker linker;
  linker.add(left);
  linker.add(right);
  return linker.finish();
}

bool sameProgram(const Program &left, const Program &right) { return toCbor(left) == toCbor(right); }

}  // namespace dbrace::worlds
