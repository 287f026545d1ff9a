// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/FunctionTables.h"

#include "packing/Packed.h"

#include <set>
#include <string>

namespace dbrace::worlds {
namespace {

using facts::PlaceId;
using facts::TextId;

/// The same for each mention of a place in a function, and for a global in any.
std::string describe(const Program &program, const facts::Function &function, PlaceId id) {
  const facts::Place &place = function.places[id];
  auto local = [&](const char *kind, std::uint32_t index) {
    return std::string(program.strings[function.key]) + " " + kind + std::to_string(index);
  };
  if (const auto *field = std::get_if<facts::Field>(&place))
    return describe(program, function, field->base) + "." + std::string(program.strings[field->name]);
  if (const auto *global = std::get_if<facts::Global>(&place))
    return std::string(program.strings[global->name]);
  if (const auto *variable = std::get_if<facts::Local>(&place))
    return local("local", variable->index);
  if (const auto *parameter = std::get_if<facts::Parameter>(&place))
    return local("parameter", parameter->index);
  if (const auto *element = std::get_if<facts::Element>(&place)) {
    const auto *number =
        element->index == facts::none ? nullptr : std::get_if<facts::IntConstant>(&function.values[element->index]);
    std::string base = describe(program, function, element->base);
    return number && !base.empty() ? base + "[" + std::to_string(number->number) + "]" : std::string();
  }
  if (const auto *pointee = std::get_if<facts::Pointee>(&place))
    if (const auto *load = std::get_if<facts::Load>(&function.values[pointee->pointer])) {
      std::string pointer = describe(program, function, load->place);
      return pointer.empty() ? pointer : "*" + pointer;
    }
  return {};
}

}  // namespace

TextId FunctionTables::memberCalled(const facts::Function &caller, const facts::Call &call, PlaceId *base) {
  facts::ValueId value = call.callee.indirect;
  if (value == facts::none)
    return 0;
  const auto *load = std::get_if<facts::Load>(&caller.values[value]);
  // `(*ops->find)(…)` is the same as `ops->find(…)`.
  if (const auto *pointee = load ? std::get_if<facts::Pointee>(&caller.places[load->place]) : nullptr)
    load = std::get_if<facts::Load>(&caller.values[pointee->pointer]);
  const auto *field = load ? std::get_if<facts::Field>(&caller.places[load->place]) : nullptr;
  if (field && base)
    *base = field->base;
  return field ? field->name : 0;
}

FunctionTables::FunctionTables(const ProgramIndex &index) : index(index) {
  const Program &program = index.program();
  std::map<std::string, std::map<TextId, std::set<TextId>>> filled;  // By the place's description.
  for (const auto &function : program.functions)
    for (const facts::Block &block : function.facts.blocks)
      for (const facts::Step &step : block.steps) {
        const auto *assign = std::get_if<facts::Assign>(&step.what);
        const auto *field = assign ? std::get_if<facts::Field>(&function.facts.places[assign->place]) : nullptr;
        const auto *value = field ? std::get_if<facts::FunctionRef>(&function.facts.values[assign->value]) : nullptr;
        if (!value || index.bodies(value->key).empty())
          continue;
        if (std::string table = describe(program, function.facts, field->base); !table.empty())
          filled[table][field->name].insert(value->key);
      }
  for (const auto &[place, members] : filled) {
    std::map<TextId, TextId> table;
    for (const auto &[member, functions] : members)
      if (functions.size() == 1)  // Else it depends.
        table.emplace(member, *functions.begin());
    for (const auto &[member, function] : table)
      byMember[member].push_back(static_cast<Table>(tables.size()));
    tables.push_back(std::move(table));
  }
}

std::span<const FunctionTables::Table> FunctionTables::with(TextId member) const {
  constexpr std::size_t most = 12;
  auto found = byMember.find(member);
  return found == byMember.end() || found->second.size() > most ? std::span<const Table>() : found->second;
}

std::uint64_t FunctionTables::digest(TextId member) const {
  Packer of;
  for (Table table : with(member))
    for (const auto &[name, function] : tables[table]) {
      of.text(index.program().strings[name]);
      of.text(index.program().strings[function]);
    }
  return std::hash<std::string>()(of.bytes);
}

}  // namespace dbrace::worlds
