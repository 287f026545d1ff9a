// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Builder.h"

#include <algorithm>
#include <functional>

namespace dbrace::cpp {
using namespace facts;

namespace {

class Hasher {
public:
  explicit Hasher(std::size_t kind) : hash(kind * 0x9e3779b97f4a7c15ULL + 1) {}
  template <class... T> std::size_t operator()(const T &...parts) {
    (mix(static_cast<std::size_t>(parts)), ...);
    return hash;
  }

private:
  void mix(std::size_t part) { hash = (hash ^ part) * 0x100000001b3ULL + (hash >> 29); }
  std::size_t hash;
};

std::size_t hashOf(const Value &value) {
  Hasher hash(value.index());
  return std::visit(
      [&](const auto &v) -> std::size_t {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, IntConstant>) {
          return hash(v.number, v.name);
        } else if constexpr (std::is_same_v<T, FloatConstant>) {
          return hash(v.text);
        } else if constexpr (std::is_same_v<T, TextConstant>) {
          for (const LiteralPiece &piece : v.pieces)
            hash(piece.text, piece.source);
          return hash();
        } else if constexpr (std::is_same_v<T, Load> || std::is_same_v<T, AddressOf>) {
          return hash(v.place);
        } else if constexpr (std::is_same_v<T, FunctionRef>) {
          return hash(v.key);
        } else if constexpr (std::is_same_v<T, LambdaRef>) {
          for (ValueId capture : v.captures)
            hash(capture);
          return hash(v.key);
        } else if constexpr (std::is_same_v<T, Operation>) {
          for (ValueId operand : v.operands)
            hash(operand);
          return hash(v.op);
        } else {
          return hash();
        }
      },
      value);
}

std::size_t hashOf(const Place &place) {
  Hasher hash(place.index());
  return std::visit(
      [&](const auto &p) -> std::size_t {
        using T = std::decay_t<decltype(p)>;
        if constexpr (std::is_same_v<T, This> || std::is_same_v<T, VarArgs>)
          return hash();
        else if constexpr (std::is_same_v<T, Global>)
          return hash(p.name);
        else if constexpr (std::is_same_v<T, Field>)
          return hash(p.base, p.name);
        else if constexpr (std::is_same_v<T, Pointee>)
          return hash(p.pointer);
        else if constexpr (std::is_same_v<T, Element>)
          return hash(p.base, p.index);
        else
          return hash(p.index);
      },
      place);
}

template <class Id, class T, class Index> Id shared(Index &index, std::vector<T> &table, std::size_t hash, T &&item) {
  auto [from, to] = index.equal_range(hash);
  for (; from != to; ++from)
    if (table[from->second] == item)
      return from->second;
  table.push_back(std::move(item));
  Id id = static_cast<Id>(table.size() - 1);
  index.emplace(hash, id);
  return id;
}

/// Calls `visit` with every block the terminator names.
template <class Visit> void forEachTarget(Terminator &end, Visit visit) {
  if (auto *jump = std::get_if<Jump>(&end)) {
    visit(jump->to);
  } else if (auto *branch = std::get_if<Branch>(&end)) {
    visit(branch->whenTrue);
    visit(branch->whenFalse);
  } else if (auto *choose = std::get_if<Switch>(&end)) {
    for (SwitchCase &one : choose->cases)
      visit(one.to);
    visit(choose->otherwise);
  } else if (auto *choice = std::get_if<Choice>(&end)) {
    for (BlockId &to : choice->to)
      visit(to);
  }
}

}  // namespace

Builder::Builder(Function &function, Unit &unit) : out(function), unit(unit) {
  out.sources.emplace_back();
  out.blocks.emplace_back();
}

std::uint32_t Builder::heightOf(const Value &value) const {
  std::uint32_t below = 0;
  auto contain = [&](const std::vector<ValueId> &parts) {
    for (ValueId part : parts)
      below = std::max(below, valueHeights[part]);
  };
  if (const auto *operation = std::get_if<Operation>(&value))
    contain(operation->operands);
  else if (const auto *lambda = std::get_if<LambdaRef>(&value))
    contain(lambda->captures);
  else if (const auto *unknown = std::get_if<Unknown>(&value))
    contain(unknown->inputs);
  else if (const auto *load = std::get_if<Load>(&value))
    below = placeHeights[load->place];
  else if (const auto *address = std::get_if<AddressOf>(&value))
    below = placeHeights[address->place];
  return below + 1;
}

std::uint32_t Builder::heightOf(const Place &place) const {
  if (const auto *field = std::get_if<Field>(&place))
    return placeHeights[field->base] + 1;
  if (const auto *element = std::get_if<Element>(&place))
    return std::max(placeHeights[element->base], valueHeights[element->index]) + 1;
  if (const auto *pointee = std::get_if<Pointee>(&place))
    return valueHeights[pointee->pointer] + 1;
  return 1;
}

/// Stands for what would be too deep: an expression of thousands of operands costs what it says, not its unit.
ValueId Builder::cut() {
  ++unit.losses.unknownExpressions;
  return unknown(unit.strings.intern(nestedTooDeep));
}

ValueId Builder::value(Value value) {
  std::uint32_t height = heightOf(value);
  if (height > nestingLimit)
    return cut();
  std::size_t hash = hashOf(value);
  ValueId id = shared<ValueId>(valueIndex, out.values, hash, std::move(value));
  valueHeights.resize(out.values.size(), height);
  return id;
}

ValueId Builder::integer(std::int64_t number, TextId name) { return value(IntConstant{number, name}); }

ValueId Builder::unknown(TextId why, std::vector<ValueId> inputs) {
  Unknown value{std::move(inputs), why};
  std::uint32_t height = heightOf(value);
  if (height > nestingLimit) {
    value.inputs.clear();
    height = 1;
  }
  out.values.push_back(std::move(value));
  valueHeights.push_back(height);
  return static_cast<ValueId>(out.values.size() - 1);
}

ValueId Builder::operation(Operator op, std::vector<ValueId> operands) {
  if (op == Operator::Negate)
    if (const auto *constant = std::get_if<IntConstant>(&out.values[operands[0]]);
        constant && constant->number != INT64_MIN)
      return integer(-constant->number);
  if (op == Operator::Not)
    if (const auto *constant = std::get_if<IntConstant>(&out.values[operands[0]]))
      return integer(constant->number == 0);
  return value(Operation{op, std::move(operands)});
}

ValueId Builder::addressOf(PlaceId place) {
  if (const auto *pointee = std::get_if<Pointee>(&out.places[place]))
    return pointee->pointer;
  return value(AddressOf{place});
}

ValueId Builder::advance(ValueId pointer, ValueId index) {
  if (const auto *address = std::get_if<AddressOf>(&out.values[pointer]))
    if (const auto *inside = std::get_if<Element>(&out.places[address->place])) {
      PlaceId base = inside->base;
      ValueId sum = operation(Operator::Add, {inside->index, index});
      return addressOf(element(base, sum));
    }
  return addressOf(element(pointee(pointer), index));
}

bool Builder::isTruth(ValueId id) const {
  if (const auto *operation = std::get_if<Operation>(&out.values[id]))
    return operation->op >= Operator::Not && operation->op != Operator::Compare;
  if (const auto *constant = std::get_if<IntConstant>(&out.values[id]))
    return constant->number == 0 || constant->number == 1;
  return false;
}

PlaceId Builder::place(Place place) {
  std::uint32_t height = heightOf(place);
  if (height > nestingLimit)
    return pointee(cut());
  std::size_t hash = hashOf(place);
  PlaceId id = shared<PlaceId>(placeIndex, out.places, hash, std::move(place));
  placeHeights.resize(out.places.size(), height);
  return id;
}

PlaceId Builder::pointee(ValueId pointer) {
  if (const auto *address = std::get_if<AddressOf>(&out.values[pointer]))
    return address->place;
  return place(Pointee{pointer});
}

SourceId Builder::source(const Source &source) {
  if (source == Source{})
    return 0;
  std::size_t hash =
      Hasher(1)(source.expansion.file, source.expansion.begin, source.expansion.end, source.spelling.begin);
  return shared<SourceId>(sourceIndex, out.sources, hash, Source(source));
}

CleanupId Builder::cleanup(Cleanup cleanup) {
  out.cleanups.push_back(std::move(cleanup));
  return static_cast<CleanupId>(out.cleanups.size() - 1);
}

BlockId Builder::newBlock() {
  out.blocks.emplace_back();
  return static_cast<BlockId>(out.blocks.size() - 1);
}

void Builder::assign(PlaceId place, ValueId value, AssignKind kind, SourceId source) {
  out.blocks[current].steps.push_back({Assign{place, value, kind}, source, currentCleanup});
}

void Builder::call(Call call, SourceId source) {
  out.blocks[current].steps.push_back({std::move(call), source, currentCleanup});
}

void Builder::end(Terminator terminator, SourceId source) {
  Block &block = out.blocks[current];
  block.source = source;
  if (std::holds_alternative<Throw>(terminator))
    block.cleanup = currentCleanup;
  block.end = std::move(terminator);
  current = newBlock();
}

void Builder::skipEmptyBlocks() {
  auto skip = [&](BlockId &to) {
    // Bounded, because an empty loop has no end.
    for (std::size_t hops = 0; to != none && hops < out.blocks.size(); ++hops) {
      const Block &block = out.blocks[to];
      const auto *jump = std::get_if<Jump>(&block.end);
      if (!block.steps.empty() || !jump || jump->to == to)
        return;
      to = jump->to;
    }
  };
  for (Block &block : out.blocks)
    forEachTarget(block.end, skip);
  for (Cleanup &cleanup : out.cleanups)
    if (auto *handlers = std::get_if<Try>(&cleanup.what))
      for (Handler &handler : handlers->handlers)
        skip(handler.block);
}

void Builder::finish() {
  skipEmptyBlocks();
  std::vector<BlockId> renamed(out.blocks.size(), none);
  std::vector<BlockId> work{0};
  renamed[0] = 0;
  auto reach = [&](BlockId block) {
    if (block != none && renamed[block] == none) {
      renamed[block] = 0;
      work.push_back(block);
    }
  };
  std::vector<bool> seenCleanups(out.cleanups.size());
  auto reachHandlers = [&](CleanupId cleanup) {
    for (; cleanup != none && !seenCleanups[cleanup]; cleanup = out.cleanups[cleanup].outer) {
      seenCleanups[cleanup] = true;
      if (auto *handlers = std::get_if<Try>(&out.cleanups[cleanup].what))
        for (const Handler &handler : handlers->handlers)
          reach(handler.block);
    }
  };
  while (!work.empty()) {
    Block &block = out.blocks[work.back()];
    work.pop_back();
    forEachTarget(block.end, reach);
    reachHandlers(block.cleanup);
    for (const Step &step : block.steps)
      reachHandlers(step.cleanup);
  }
  // A try block that cannot throw leaves handlers nobody reaches: its cleanup goes with them.
  std::vector<Cleanup> keptCleanups;
  std::vector<CleanupId> renamedCleanups(out.cleanups.size(), none);
  for (CleanupId id = 0; id < out.cleanups.size(); ++id)
    if (seenCleanups[id]) {
      renamedCleanups[id] = static_cast<CleanupId>(keptCleanups.size());
      keptCleanups.push_back(std::move(out.cleanups[id]));
    }
  std::vector<Block> kept;
  for (BlockId id = 0; id < out.blocks.size(); ++id)
    if (renamed[id] != none) {
      renamed[id] = static_cast<BlockId>(kept.size());
      kept.push_back(std::move(out.blocks[id]));
    }
  auto rename = [&](BlockId &block) { block = block == none ? none : renamed[block]; };
  auto renameCleanup = [&](CleanupId &cleanup) { cleanup = cleanup == none ? none : renamedCleanups[cleanup]; };
  for (Block &block : kept) {
    forEachTarget(block.end, rename);
    renameCleanup(block.cleanup);
    for (Step &step : block.steps)
      renameCleanup(step.cleanup);
  }
  for (Cleanup &cleanup : keptCleanups) {
    renameCleanup(cleanup.outer);
    if (auto *handlers = std::get_if<Try>(&cleanup.what))
      for (Handler &handler : handlers->handlers)
        rename(handler.block);
  }
  out.cleanups = std::move(keptCleanups);
  out.blocks = std::move(kept);
}

}  // namespace dbrace::cpp
