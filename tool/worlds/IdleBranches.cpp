// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/IdleBranches.h"

#include <algorithm>
#include <utility>

namespace dbrace::worlds {

using facts::BlockId;
using facts::none;

namespace {

/// Does a call of it more than compute a value and write to what it is given?
bool actsElsewhere(const apis::Function &model) {
  return std::ranges::any_of(model.effects, [](const apis::Effect &effect) {
    return std::visit(
        [](const auto &one) {
          using One = std::decay_t<decltype(one)>;
          return std::is_same_v<One, apis::Transaction> || std::is_same_v<One, apis::Lock> ||
                 std::is_same_v<One, apis::Unlock> || std::is_same_v<One, apis::Spawn> ||
                 std::is_same_v<One, apis::Join> || std::is_same_v<One, apis::NoReturn> ||
                 std::is_same_v<One, apis::Invoke> || std::is_same_v<One, apis::Open> ||
                 std::is_same_v<One, apis::Close> || std::is_same_v<One, apis::ConnectOptions>;
        },
        effect);
  });
}

}  // namespace

/// Slots of the function itself, as in LiveSlots.
struct IdleBranches::Written {
  std::vector<std::size_t> slots;
};

IdleBranches::IdleBranches(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos)
    : program(index.program()), models(models), infos(infos) {
  const std::size_t count = program.functions.size();
  meetings.resize(count);
  acts.assign(count, 0);
  for (FunctionIndex f = 0; f < count; ++f) {
    const facts::Function &function = program.functions[f].facts;
    for (const facts::Block &block : function.blocks)
      for (const facts::Step &step : block.steps)
        if (const auto *call = std::get_if<facts::Call>(&step.what); call && call->callee.model != 0) {
          const apis::Function *model = models.find(program.strings[call->callee.model]);
          acts[f] |= !model || actsElsewhere(*model);
        }
  }
  bool changed = true;
  for (unsigned round = 0; changed && round < 8; ++round) {
    changed = false;
    for (FunctionIndex f : infos.bottomUp())
      for (FunctionIndex callee : infos.callGraph()[f])
        if (acts[callee] && !acts[f])
          acts[f] = 1, changed = true;
  }
  findRead();
}

/// What is loaded, and what is handed over or asked by a call. Only text that flows into a stream says nothing of who
/// reads it: `log << text`.
class IdleBranches::Reads {
public:
  Reads(const Program &program, const facts::Function &function, std::unordered_set<facts::TextId> &read)
      : program(program), function(function), read(read) {}

  void add(const facts::Step &step) {
    if (const auto *assign = std::get_if<facts::Assign>(&step.what)) {
      addValue(assign->value, true);
      addInner(assign->place);
      return;
    }
    const auto &call = std::get<facts::Call>(step.what);
    const bool streams = program.strings[call.callee.name].ends_with("operator<<");
    addValue(call.receiver, !streams);
    addValue(call.callee.indirect, true);
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      addValue(call.arguments[i].value, !streams || i > 0 || call.receiver != none);
  }
  void add(const facts::Terminator &end) {
    if (const auto *branch = std::get_if<facts::Branch>(&end))
      addValue(branch->condition, true);
    else if (const auto *choice = std::get_if<facts::Switch>(&end))
      addValue(choice->value, true);
    else if (const auto *returned = std::get_if<facts::Return>(&end))
      addValue(returned->value, true);
    else if (const auto *thrown = std::get_if<facts::Throw>(&end))
      addValue(thrown->value, true);
  }

private:
  void addValue(facts::ValueId id, bool addressed) {
    if (id == none)
      return;
    const facts::Value &value = function.values[id];
    if (const auto *load = std::get_if<facts::Load>(&value))
      addPlace(load->place);
    else if (const auto *address = std::get_if<facts::AddressOf>(&value))
      addressed ? addPlace(address->place) : addInner(address->place);
    else if (const auto *operation = std::get_if<facts::Operation>(&value))
      for (facts::ValueId operand : operation->operands)
        addValue(operand, addressed);
    else if (const auto *closure = std::get_if<facts::LambdaRef>(&value))
      for (facts::ValueId captured : closure->captures)
        addValue(captured, true);
  }
  void addPlace(facts::PlaceId id) {
    const facts::Place &place = function.places[id];
    if (const auto *field = std::get_if<facts::Field>(&place))
      read.insert(field->name);
    else if (const auto *global = std::get_if<facts::Global>(&place))
      read.insert(global->name);
    if (const auto *field = std::get_if<facts::Field>(&place))
      addPlace(field->base);
    else if (const auto *element = std::get_if<facts::Element>(&place))
      addPlace(element->base);
    addInner(id);
  }
  /// The values by which a place is found: pointers and indices.
  void addInner(facts::PlaceId id) {
    const facts::Place &place = function.places[id];
    if (const auto *field = std::get_if<facts::Field>(&place))
      addInner(field->base);
    else if (const auto *element = std::get_if<facts::Element>(&place)) {
      addInner(element->base);
      addValue(element->index, true);
    } else if (const auto *pointee = std::get_if<facts::Pointee>(&place))
      addValue(pointee->pointer, true);
  }

  const Program &program;
  const facts::Function &function;
  std::unordered_set<facts::TextId> &read;
};

/// Which branches are idle says what is read, and what is read says which branches are idle: at first all are idle that
/// may be, and those that write what the rest reads are not, until nothing changes.
void IdleBranches::findRead() {
  std::vector<FunctionIndex> functions;
  std::vector<char> reached(program.functions.size(), 0);
  auto reach = [&](FunctionIndex function) {
    if (!std::exchange(reached[function], 1))
      functions.push_back(function);
  };
  for (FunctionIndex f = 0; f < program.functions.size(); ++f)
    if (infos.reachesDatabase(f))
      reach(f);
  for (std::size_t before = 0, size = 1; before != size;) {
    before = read.size() + functions.size();
    for (std::size_t i = 0; i < functions.size(); ++i) {
      const facts::Function &function = program.functions[functions[i]].facts;
      std::vector<char> isInside(function.blocks.size(), 0);
      meetings[functions[i]] = meetingsIn(functions[i], isInside);
      Reads reads(program, function, read);
      for (BlockId block = 0; block < function.blocks.size(); ++block) {
        if (isInside[block])
          continue;
        for (const facts::Step &step : function.blocks[block].steps) {
          reads.add(step);
          if (const auto *call = std::get_if<facts::Call>(&step.what))
            for (FunctionIndex callee : infos.callees(*call))
              reach(callee);
        }
        if (meetings[functions[i]][block] == none)
          reads.add(function.blocks[block].end);
      }
      for (const facts::Value &value : function.values)
        if (facts::TextId key = functionIn(value))
          for (FunctionIndex body : infos.bodiesNamed(program.strings[key]))
            reach(body);
    }
    size = read.size() + functions.size();
  }
}

bool IdleBranches::isUnread(const WriteSet &set) const {
  auto unread = [&](facts::TextId name) { return !read.contains(name); };
  return std::ranges::all_of(set.fields, unread) && std::ranges::all_of(set.globals, unread);
}

bool IdleBranches::mayWriteTo(const facts::Function &function, facts::PlaceId id, Written &written) const {
  for (;;) {
    const facts::Place &place = function.places[id];
    if (const auto *field = std::get_if<facts::Field>(&place)) {
      if (read.contains(field->name))
        return false;
      id = field->base;
    } else if (const auto *element = std::get_if<facts::Element>(&place))
      id = element->base;
    else if (const auto *global = std::get_if<facts::Global>(&place))
      return !read.contains(global->name);
    else if (const auto *local = std::get_if<facts::Local>(&place)) {
      written.slots.push_back(local->index);
      return true;
    } else if (const auto *temporary = std::get_if<facts::Temporary>(&place)) {
      written.slots.push_back(function.locals.size() + temporary->index);
      return true;
    } else if (const auto *pointee = std::get_if<facts::Pointee>(&place)) {
      // What a call has returned on the way (a stream, line after line), or the object's own members, judged above.
      const auto *load = std::get_if<facts::Load>(&function.values[pointee->pointer]);
      return load && (std::holds_alternative<facts::Temporary>(function.places[load->place]) ||
                      std::holds_alternative<facts::This>(function.places[load->place]));
    } else
      return false;
  }
}

bool IdleBranches::mayWrite(const facts::Function &function, facts::ValueId pointer, Written &written) const {
  if (pointer == none)
    return true;
  if (const auto *object = std::get_if<facts::AddressOf>(&function.values[pointer]))
    return mayWriteTo(function, object->place, written);
  const auto *load = std::get_if<facts::Load>(&function.values[pointer]);
  return load && std::holds_alternative<facts::Temporary>(function.places[load->place]);
}

bool IdleBranches::isIdle(const facts::Function &function, const facts::Step &step, Written &written) const {
  if (const auto *assign = std::get_if<facts::Assign>(&step.what))
    return mayWriteTo(function, assign->place, written);
  const auto &call = std::get<facts::Call>(step.what);
  if (call.callee.indirect != none || (call.result != none && !mayWriteTo(function, call.result, written)))
    return false;
  bool writes = true;  // Through what it is given.
  if (call.callee.model != 0) {
    const apis::Function *model = models.find(program.strings[call.callee.model]);
    if (!model || infos.isDatabaseModel(call.callee.model) || actsElsewhere(*model))
      return false;
    if (!mayWrite(function, call.receiver, written))
      return false;
  } else if (std::span<const FunctionIndex> bodies = infos.callees(call); !bodies.empty()) {
    writes = false;
    for (FunctionIndex body : bodies) {
      if (acts[body] || infos.reachesDatabase(body) || !infos.throws(body).empty() || !isUnread(infos.writes(body)))
        return false;
      writes |= infos.writes(body).writesThroughParameters;
    }
    if (call.receiver != none)
      if (const auto *object = std::get_if<facts::AddressOf>(&function.values[call.receiver]))
        if (Written inside; mayWriteTo(function, object->place, inside))
          written.slots.insert(written.slots.end(), inside.slots.begin(), inside.slots.end());
  }
  return !writes || std::ranges::all_of(call.arguments, [&](const facts::Argument &argument) {
    return !argument.writable || mayWrite(function, argument.value, written);
  });
}

std::vector<BlockId> postDominators(const facts::Function &function) {
  const std::size_t count = function.blocks.size();
  const auto end = static_cast<BlockId>(count);  // Where all returns meet.
  std::vector<std::vector<BlockId>> from(count + 1), to(count + 1);
  for (BlockId block = 0; block < count; ++block) {
    to[block] = successorsOf(function.blocks[block]);
    if (to[block].empty())
      to[block].push_back(end);
    for (BlockId next : to[block])
      from[next].push_back(block);
  }
  // Post-order from the end, against the arrows.
  std::vector<std::uint32_t> number(count + 1, 0);
  std::vector<BlockId> order;
  std::vector<char> seen(count + 1, 0);
  std::vector<std::pair<BlockId, std::size_t>> stack{{end, 0}};
  seen[end] = 1;
  while (!stack.empty()) {
    auto &[at, next] = stack.back();
    if (next < from[at].size()) {
      BlockId before = from[at][next++];
      if (!seen[before])
        seen[before] = 1, stack.emplace_back(before, 0);
      continue;
    }
    number[at] = static_cast<std::uint32_t>(order.size());
    order.push_back(at);
    stack.pop_back();
  }
  std::vector<BlockId> meets(count + 1, none);
  meets[end] = end;
  auto common = [&](BlockId a, BlockId b) {
    while (a != b)
      if (number[a] < number[b])
        a = meets[a];
      else
        b = meets[b];
    return a;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = order.size() - 1; i-- > 0;) {
      BlockId found = none;
      for (BlockId next : to[order[i]])
        if (meets[next] != none)
          found = found == none ? next : common(next, found);
      changed |= meets[order[i]] != found;
      meets[order[i]] = found;
    }
  }
  meets.pop_back();
  std::ranges::replace(meets, end, none);
  return meets;
}

std::vector<BlockId> IdleBranches::meetingsIn(FunctionIndex index, std::vector<char> &isInside) const {
  const facts::Function &function = program.functions[index].facts;
  std::vector<BlockId> found(function.blocks.size(), none);
  const std::vector<BlockId> meets = postDominators(function);
  const LiveSlots &live = infos.of(index).live;
  const LiveSlots mentioned = mentionedSlots(function);
  for (BlockId block = 0; block < function.blocks.size(); ++block) {
    const BlockId meeting = meets[block];
    std::vector<BlockId> open = successorsOf(function.blocks[block]);
    if (open.size() < 2 || meeting == none)
      continue;
    constexpr std::size_t most = 64;  // Blocks of a side: what is more is hardly idle.
    std::vector<BlockId> inside;
    Written written;
    bool idle = true;
    while (idle && !open.empty()) {
      BlockId at = open.back();
      open.pop_back();
      if (at == meeting || std::ranges::find(inside, at) != inside.end())
        continue;
      inside.push_back(at);
      idle = inside.size() <= most && std::ranges::all_of(function.blocks[at].steps, [&](const facts::Step &step) {
               return isIdle(function, step, written);
             });
      for (BlockId next : successorsOf(function.blocks[at]))
        open.push_back(next);
    }
    auto isUsedOutside = [&](std::size_t slot) {
      if (!live.atEntry(meeting, slot))
        return false;
      for (BlockId other = 0; other < function.blocks.size(); ++other)
        if (mentioned.atEntry(other, slot) && std::ranges::find(inside, other) == inside.end())
          return true;
      return false;
    };
    idle = idle && std::ranges::none_of(written.slots, isUsedOutside);
    if (!idle)
      continue;
    found[block] = meeting;
    for (BlockId at : inside)
      isInside[at] = 1;
  }
  return found;
}

BlockId IdleBranches::meeting(FunctionIndex function, BlockId block) const {
  const std::vector<BlockId> &all = meetings[function];
  return block < all.size() ? all[block] : none;
}

}  // namespace dbrace::worlds
