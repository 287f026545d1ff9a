// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Liveness.h"

#include <set>
#include <utility>

namespace dbrace::worlds {

std::vector<facts::BlockId> successorsOf(const facts::Block &block) {
  std::vector<facts::BlockId> to;
  if (const auto *jump = std::get_if<facts::Jump>(&block.end))
    to.push_back(jump->to);
  else if (const auto *branch = std::get_if<facts::Branch>(&block.end)) {
    to.push_back(branch->whenFalse);
    to.push_back(branch->whenTrue);
  } else if (const auto *choice = std::get_if<facts::Switch>(&block.end)) {
    if (choice->otherwise != facts::none)
      to.push_back(choice->otherwise);
    for (const facts::SwitchCase &one : choice->cases)
      to.push_back(one.to);
  } else if (const auto *any = std::get_if<facts::Choice>(&block.end))
    to = any->to;
  return to;
}

std::vector<facts::BlockId> successorsOf(const facts::Function &function, facts::BlockId block) {
  const facts::Block &from = function.blocks[block];
  std::vector<facts::BlockId> to = successorsOf(from);
  auto addHandlers = [&](facts::CleanupId at) {
    for (; at != facts::none; at = function.cleanups[at].outer)
      if (const auto *tried = std::get_if<facts::Try>(&function.cleanups[at].what))
        for (const facts::Handler &handler : tried->handlers)
          to.push_back(handler.block);
  };
  for (const facts::Step &step : from.steps)
    addHandlers(step.cleanup);
  addHandlers(from.cleanup);
  return to;
}

std::vector<char> reaching(const facts::Function &function, const std::vector<facts::BlockId> &targets) {
  std::vector<std::vector<facts::BlockId>> before(function.blocks.size());
  for (facts::BlockId block = 0; block < function.blocks.size(); ++block)
    for (facts::BlockId to : successorsOf(function, block))
      if (to < before.size())
        before[to].push_back(block);
  std::vector<char> found(function.blocks.size(), 0);
  std::vector<facts::BlockId> work;
  auto add = [&](facts::BlockId block) {
    if (block < found.size() && !found[block]) {
      found[block] = 1;
      work.push_back(block);
    }
  };
  for (facts::BlockId target : targets)
    add(target);
  while (!work.empty()) {
    facts::BlockId block = work.back();
    work.pop_back();
    for (facts::BlockId from : before[block])
      add(from);
  }
  return found;
}

namespace {

class Liveness {
public:
  explicit Liveness(const facts::Function &function)
      : function(function), slots(function.locals.size() + function.temporaries), words((slots + 63) / 64) {}

  std::vector<std::vector<std::uint64_t>> live() {
    std::vector<Bits> uses(function.blocks.size(), Bits(words)), defs(uses), live(uses);
    escaping.assign(words, 0);
    for (std::size_t b = 0; b < function.blocks.size(); ++b)
      scan(function.blocks[b], uses[b], defs[b]);
    // What a handler or a cleanup needs is live all over the function: exceptions come from anywhere.
    Bits always = escaping;
    for (const facts::Cleanup &cleanup : function.cleanups)
      if (const auto *tried = std::get_if<facts::Try>(&cleanup.what))
        for (const facts::Handler &handler : tried->handlers)
          reachableUses(handler.block, uses, always);
      else if (const auto *destroyed = std::get_if<facts::Destroy>(&cleanup.what))
        usePlace(destroyed->object, always, nullptr);
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t b = function.blocks.size(); b-- > 0;) {
        Bits in(words);
        for (facts::BlockId to : successorsOf(function.blocks[b]))
          if (to < live.size())
            for (std::size_t w = 0; w < words; ++w)
              in[w] |= live[to][w];
        for (std::size_t w = 0; w < words; ++w)
          in[w] = (in[w] & ~defs[b][w]) | uses[b][w];
        if (in != live[b]) {
          live[b] = in;
          changed = true;
        }
      }
    }
    for (Bits &here : live) {
      for (std::size_t w = 0; w < words; ++w)
        here[w] |= always[w];
      addReferred(here);
    }
    return live;
  }

  std::vector<std::vector<std::uint64_t>> mentioned() {
    std::vector<Bits> uses(function.blocks.size(), Bits(words)), defs(uses);
    escaping.assign(words, 0);
    for (std::size_t b = 0; b < function.blocks.size(); ++b) {
      scan(function.blocks[b], uses[b], defs[b]);
      for (std::size_t w = 0; w < words; ++w)
        uses[b][w] |= defs[b][w];
    }
    return uses;
  }

private:
  using Bits = std::vector<std::uint64_t>;
  static bool test(const Bits &bits, std::uint32_t slot) { return bits[slot / 64] >> (slot % 64) & 1; }
  static void mark(Bits &bits, std::uint32_t slot) { bits[slot / 64] |= std::uint64_t(1) << (slot % 64); }

  std::uint32_t slotOf(facts::PlaceId id) const {
    const facts::Place &place = function.places[id];
    if (const auto *local = std::get_if<facts::Local>(&place))
      return local->index;
    if (const auto *temporary = std::get_if<facts::Temporary>(&place))
      return static_cast<std::uint32_t>(function.locals.size()) + temporary->index;
    return facts::none;
  }
  void useSlot(std::uint32_t slot, Bits &uses, const Bits *defs) {
    if (slot < slots && !(defs && test(*defs, slot)))
      mark(uses, slot);
  }
  void usePlace(facts::PlaceId id, Bits &uses, const Bits *defs) {
    useSlot(slotOf(id), uses, defs);
    const facts::Place &place = function.places[id];
    if (const auto *field = std::get_if<facts::Field>(&place))
      usePlace(field->base, uses, defs);
    else if (const auto *pointee = std::get_if<facts::Pointee>(&place))
      useValue(pointee->pointer, uses, defs, false);
    else if (const auto *element = std::get_if<facts::Element>(&place)) {
      usePlace(element->base, uses, defs);
      useValue(element->index, uses, defs, false);
    }
  }
  /// `kept`: the value goes somewhere it may be used from later.
  void useValue(facts::ValueId id, Bits &uses, const Bits *defs, bool kept) {
    if (id == facts::none)
      return;
    const facts::Value &value = function.values[id];
    if (const auto *load = std::get_if<facts::Load>(&value))
      usePlace(load->place, uses, defs);
    else if (const auto *address = std::get_if<facts::AddressOf>(&value)) {
      usePlace(address->place, uses, defs);
      if (kept)
        usePlace(address->place, escaping, nullptr);
    } else if (const auto *lambda = std::get_if<facts::LambdaRef>(&value))
      for (facts::ValueId capture : lambda->captures)
        useValue(capture, uses, defs, true);
    else if (const auto *operation = std::get_if<facts::Operation>(&value))
      for (facts::ValueId operand : operation->operands)
        useValue(operand, uses, defs, kept);
    else if (const auto *unknown = std::get_if<facts::Unknown>(&value))
      for (facts::ValueId input : unknown->inputs)
        useValue(input, uses, defs, true);
  }
  /// What comes back from a call may refer to variables that it was given: those live as long as it does, and as what
  /// it is assigned to.
  void refer(std::uint32_t from, facts::ValueId id) {
    if (from >= slots || id == facts::none)
      return;
    const facts::Value &value = function.values[id];
    std::uint32_t to = facts::none;
    if (const auto *address = std::get_if<facts::AddressOf>(&value))
      to = slotOf(address->place);
    else if (const auto *load = std::get_if<facts::Load>(&value))
      to = slotOf(load->place);
    if (to >= slots || to == from)
      return;
    referred.emplace_back(from, to);
    mayRefer.insert(from);
  }
  void addReferred(Bits &here) const {
    for (bool changed = !referred.empty(); changed;) {
      changed = false;
      for (auto [from, to] : referred)
        if (test(here, from) && !test(here, to)) {
          mark(here, to);
          changed = true;
        }
    }
  }
  void define(facts::PlaceId place, Bits &uses, Bits &defs) {
    std::uint32_t slot = slotOf(place);
    if (slot < slots)
      mark(defs, slot);
    else
      usePlace(place, uses, &defs);
  }
  void scan(const facts::Block &block, Bits &uses, Bits &defs) {
    for (const facts::Step &step : block.steps) {
      if (const auto *assign = std::get_if<facts::Assign>(&step.what)) {
        useValue(assign->value, uses, &defs, true);
        define(assign->place, uses, defs);
        if (const auto *load = std::get_if<facts::Load>(&function.values[assign->value]);
            load && mayRefer.contains(slotOf(load->place)))
          refer(slotOf(assign->place), assign->value);
        continue;
      }
      const auto &call = std::get<facts::Call>(step.what);
      useValue(call.receiver, uses, &defs, false);
      useValue(call.callee.indirect, uses, &defs, false);
      for (const facts::Argument &argument : call.arguments)
        useValue(argument.value, uses, &defs, argument.writable);
      // A reference that comes back may point into the receiver or an argument.
      if (call.result != facts::none) {
        define(call.result, uses, defs);
        for (const facts::Argument &argument : call.arguments)
          if (std::holds_alternative<facts::AddressOf>(function.values[argument.value]))
            refer(slotOf(call.result), argument.value);
        if (call.receiver != facts::none)
          useValue(call.receiver, uses, &defs, true);
      }
    }
    std::visit(
        [&](const auto &end) {
          using End = std::decay_t<decltype(end)>;
          if constexpr (std::is_same_v<End, facts::Branch>)
            useValue(end.condition, uses, &defs, false);
          else if constexpr (std::is_same_v<End, facts::Return>)
            useValue(end.value, uses, &defs, true);
          else if constexpr (std::is_same_v<End, facts::Switch> || std::is_same_v<End, facts::Throw>)
            useValue(end.value, uses, &defs, true);
        },
        block.end);
  }
  void reachableUses(facts::BlockId from, const std::vector<Bits> &uses, Bits &into) {
    std::vector<char> seen(function.blocks.size(), 0);
    std::vector<facts::BlockId> stack{from};
    while (!stack.empty()) {
      facts::BlockId block = stack.back();
      stack.pop_back();
      if (block >= seen.size() || seen[block])
        continue;
      seen[block] = 1;
      for (std::size_t w = 0; w < words; ++w)
        into[w] |= uses[block][w];
      for (facts::BlockId to : successorsOf(function.blocks[block]))
        stack.push_back(to);
    }
  }

  const facts::Function &function;
  std::size_t slots, words;
  Bits escaping;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> referred;  // From what refers to what it may refer to.
  std::set<std::uint32_t> mayRefer;
};

}  // namespace

LiveSlots mentionedSlots(const facts::Function &function) { return LiveSlots(Liveness(function).mentioned()); }
LiveSlots liveSlots(const facts::Function &function) { return LiveSlots(Liveness(function).live()); }

}  // namespace dbrace::worlds
