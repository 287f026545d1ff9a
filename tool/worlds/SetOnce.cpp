// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/SetOnce.h"

#include <algorithm>

namespace dbrace::worlds {
namespace {

/// The name of a global, or of a member of `*this`; else 0.
facts::TextId nameAt(const facts::Function &function, facts::PlaceId id) {
  if (const auto *global = std::get_if<facts::Global>(&function.places[id]))
    return global->name;
  const auto *field = std::get_if<facts::Field>(&function.places[id]);
  const auto *pointee = field ? std::get_if<facts::Pointee>(&function.places[field->base]) : nullptr;
  const auto *load = pointee ? std::get_if<facts::Load>(&function.values[pointee->pointer]) : nullptr;
  return load && std::holds_alternative<facts::This>(function.places[load->place]) ? field->name : 0;
}

bool isNull(const facts::Function &function, facts::ValueId id) {
  const auto *number = std::get_if<facts::IntConstant>(&function.values[id]);
  return number && number->number == 0;
}

/// "Shop::Shop"
bool isConstructor(std::string_view name) {
  std::size_t last = name.rfind("::");
  if (last == std::string_view::npos)
    return false;
  std::string_view owner = name.substr(0, last), method = name.substr(last + 2);
  return owner == method || (owner.ends_with(method) && owner.substr(0, owner.size() - method.size()).ends_with("::"));
}

}  // namespace

SetOnce::SetOnce(const ProgramIndex &index, const FunctionInfos &infos) : program(index.program()) {
  for (const facts::Class &one : program.classes)
    for (const facts::ClassField &field : one.fields)
      if (std::string_view type = program.strings[field.type];
          type.find("shared_ptr") != std::string_view::npos || type.find("unique_ptr") != std::string_view::npos)
        pointerMembers.insert(field.name);
  for (FunctionIndex f = 0; f < program.functions.size(); ++f)
    if (!program.functions[f].facts.isInitializer && !infos.isAbsent(f))
      readWrites(f, infos);
}

const SetOnce::Setter *SetOnce::of(facts::TextId name) const {
  auto at = writes.find(name);
  return at != writes.end() && at->second.all == 1 && at->second.setter ? &*at->second.setter : nullptr;
}

/// Members of what somebody points to, on the way to a place that is written.
void SetOnce::readChanges(const facts::Function &function, facts::PlaceId id) {
  std::vector<facts::TextId> fields;
  while (true) {
    const facts::Place &place = function.places[id];
    if (const auto *field = std::get_if<facts::Field>(&place)) {
      fields.push_back(field->name);
      id = field->base;
    } else if (const auto *element = std::get_if<facts::Element>(&place))
      id = element->base;
    else {
      const auto *pointee = std::get_if<facts::Pointee>(&place);
      const auto *load = pointee ? std::get_if<facts::Load>(&function.values[pointee->pointer]) : nullptr;
      bool isOwn = load && std::holds_alternative<facts::This>(function.places[load->place]);
      if (pointee && !(isOwn && isConstructor(program.strings[function.name])))
        changed.insert(fields.begin(), fields.end());
      return;
    }
  }
}

void SetOnce::readWrites(FunctionIndex f, const FunctionInfos &infos) {
  const facts::Function &function = program.functions[f].facts;
  const std::vector<facts::TextId> &throughCalls = infos.directWrites(f);
  for (facts::TextId name : throughCalls)
    ++writes[name].all;
  auto written = [&](facts::TextId name) { return std::ranges::find(throughCalls, name) != throughCalls.end(); };
  auto isWritten = [&](facts::ValueId id) -> const facts::AddressOf * {
    const auto *address = id == facts::none ? nullptr : std::get_if<facts::AddressOf>(&function.values[id]);
    if (!address)
      return nullptr;
    for (facts::PlaceId at = address->place;;) {
      const facts::Place &place = function.places[at];
      if (const auto *field = std::get_if<facts::Field>(&place)) {
        if (written(field->name))
          return address;
        at = field->base;
      } else if (const auto *element = std::get_if<facts::Element>(&place))
        at = element->base;
      else
        return nullptr;
    }
  };
  for (facts::BlockId block = 0; block < function.blocks.size(); ++block)
    for (const facts::Step &step : function.blocks[block].steps) {
      if (const auto *assign = std::get_if<facts::Assign>(&step.what)) {
        readChanges(function, assign->place);
        facts::TextId name = nameAt(function, assign->place);
        if (const auto *field = std::get_if<facts::Field>(&function.places[assign->place]); !name && field)
          ++writes[field->name].all;
        if (name && !isNull(function, assign->value)) {
          ++writes[name].all;
          writes[name].setter = Setter{f, block};
        }
        continue;
      }
      const auto &call = std::get<facts::Call>(step.what);
      if (const auto *address = isWritten(call.receiver))
        readChanges(function, address->place);
      for (const facts::Argument &argument : call.arguments)
        if (const auto *address = argument.writable ? isWritten(argument.value) : nullptr)
          readChanges(function, address->place);
      const auto *receiver =
          call.receiver == facts::none ? nullptr : std::get_if<facts::AddressOf>(&function.values[call.receiver]);
      facts::TextId name = receiver ? nameAt(function, receiver->place) : 0;
      if (!name || !written(name))
        continue;
      std::string_view callee = program.strings[call.callee.name];
      bool makes = call.callee.kind == facts::CallKind::Constructor;
      bool sets = makes || callee.ends_with("::operator=") || callee.ends_with("::reset");
      if (sets && (call.arguments.empty() || isNull(function, call.arguments[0].value)))
        --writes[name].all;
      else if (sets)
        writes[name].setter = Setter{f, block};
    }
}

}  // namespace dbrace::worlds
