// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/FunctionDigests.h"

#include "worlds/IdleBranches.h"

#include "facts/Hasher.h"
#include "packing/Packed.h"
#include "worlds/DescribeProgram.h"

#include <algorithm>

namespace dbrace::worlds {

std::uint64_t digestOf(std::string_view bytes) { return std::hash<std::string_view>()(bytes); }

FunctionDigests::FunctionDigests(const ProgramIndex &index, const FunctionInfos &infos)
    : index(index), program(index.program()), infos(infos), bodies(program.functions.size(), 0),
      callees(program.functions.size(), 0) {
  for (FunctionIndex f = 0; f < program.functions.size(); ++f)
    byHash.emplace(program.functions[f].hash, f);
  facts::Hasher hasher(program.strings);
  Packer all;
  for (const facts::Class &one : program.classes) {
    all.number(hasher.of(one));
    for (facts::TextId method : one.methods)
      all.add(index.bodies(method).empty());
  }
  for (const facts::GlobalVariable &global : program.globals)
    all.number(hasher.of(global));
  hierarchy = digestOf(all.bytes);
}

std::optional<FunctionIndex> FunctionDigests::find(std::uint64_t hash) const {
  auto found = byHash.find(hash);
  return found == byHash.end() ? std::nullopt : std::optional(found->second);
}

std::uint64_t FunctionDigests::ofCallee(FunctionIndex function) const {
  std::uint64_t &known = callees[function];
  if (known != 0)
    return known;
  auto texts = [&](const auto &ids) {
    std::vector<std::string_view> all;
    for (facts::TextId id : ids)
      all.push_back(program.strings[id]);
    return all;
  };
  Packer of;
  auto add = [&](const std::vector<std::string_view> &all) {
    of.number(all.size());
    for (std::string_view one : all)
      of.text(one);
  };
  of.number(hashOf(function));
  of.add(infos.reachesDatabase(function));
  of.add(infos.isAbsent(function));
  of.add(infos.isPure(function));
  of.add(infos.recursive(function));
  add(texts(infos.throws(function)));
  const WriteSet &writes = infos.writes(function);
  for (const auto *names : {&writes.fields, &writes.globals}) {
    std::vector<std::string_view> sorted = texts(*names);
    std::ranges::sort(sorted);
    add(sorted);
  }
  of.add(writes.writesThroughParameters);
  return known = digestOf(of.bytes);
}

std::uint64_t FunctionDigests::ofBody(FunctionIndex function) const {
  std::uint64_t &known = bodies[function];
  if (known != 0)
    return known;
  const facts::Function &facts = program.functions[function].facts;
  Packer of;
  auto add = [&](std::span<const FunctionIndex> all) {
    of.number(all.size());
    for (FunctionIndex one : all)
      of.number(ofCallee(one));
  };
  auto addClasses = [&](facts::TextId staticClass) {
    const auto &all = infos.classes().concrete(staticClass);
    of.number(all.size());
    for (facts::TextId one : all)
      of.text(program.strings[one]);
  };
  of.number(ofCallee(function));
  if (facts::TextId own = index.classOf(function))
    addClasses(own);
  of.add(infos.callers()[function].empty());
  for (facts::BlockId meeting : infos.idleBranches().of(function))
    of.number(meeting);
  for (const facts::Block &block : facts.blocks)
    for (const facts::Step &step : block.steps)
      if (const auto *call = std::get_if<facts::Call>(&step.what)) {
        add(infos.callees(*call));
        if (call->callee.isVirtual)
          addClasses(call->receiverType);
        if (facts::TextId member = FunctionTables::memberCalled(facts, *call))
          of.number(infos.tables().digest(member));
      }
  for (const facts::Value &value : facts.values)
    if (facts::TextId key = functionIn(value))
      add(index.bodies(key));
  for (const facts::Cleanup &cleanup : facts.cleanups)
    if (const auto *destroy = std::get_if<facts::Destroy>(&cleanup.what))
      add(index.bodies(destroy->destructor.key));
  return known = digestOf(of.bytes);
}

}  // namespace dbrace::worlds
