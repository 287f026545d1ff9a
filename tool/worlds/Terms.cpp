// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Terms.h"

#include <algorithm>

namespace dbrace::worlds {

std::size_t Terms::NodeHash::operator()(Term term) const {
  const Node &node = terms->nodes[term];
  std::size_t hash = static_cast<std::size_t>(node.kind) * 0x9e3779b97f4a7c15u + node.name;
  hash = (hash ^ static_cast<std::size_t>(node.number)) * 0xff51afd7ed558ccdu;
  for (std::uint32_t i = 0; i < node.count; ++i)
    hash = (hash ^ node.first[i] ^ (hash >> 29)) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 32);
}

bool Terms::NodeEqual::operator()(Term left, Term right) const {
  const Node &a = terms->nodes[left], &b = terms->nodes[right];
  if (a.kind != b.kind || a.name != b.name || a.number != b.number || a.count != b.count)
    return false;
  for (std::uint32_t i = 0; i < a.count; ++i)
    if (a.first[i] != b.first[i])
      return false;
  return true;
}

Terms::Terms() : known(1024, NodeHash{this}, NodeEqual{this}) {
  nameId("");
  nodes.push_back({TermKind::None, 0, 0, 0, nullptr});
  emptyText_ = make(TermKind::Text, 0, 0, {});
}

std::uint32_t Terms::nameId(std::string_view name) {
  if (auto found = nameIds.find(name); found != nameIds.end())
    return found->second;
  auto [added, _] = nameIds.emplace(std::string(name), static_cast<std::uint32_t>(names.size()));
  names.push_back(&added->first);
  return added->second;
}

Term Terms::make(TermKind kind, std::uint32_t name, std::int64_t number, std::span<const Term> operands) {
  if (chunkUsed + operands.size() > chunkSize) {
    chunkSize = std::max<std::size_t>(1 << 14, operands.size());
    chunks.push_back(std::make_unique<Term[]>(chunkSize));
    chunkUsed = 0;
  }
  Term candidate = static_cast<Term>(nodes.size());
  Term *first = chunks.empty() ? nullptr : chunks.back().get() + chunkUsed;
  std::copy(operands.begin(), operands.end(), first);
  nodes.push_back({kind, name, static_cast<std::uint32_t>(operands.size()), number, first});
  auto [where, isNew] = known.insert(candidate);
  if (isNew) {
    chunkUsed += operands.size();
    return candidate;
  }
  nodes.pop_back();
  return *where;
}

Term Terms::integer(std::int64_t number) { return make(TermKind::Int, 0, number, {}); }

Term Terms::literalText(std::string_view text) {
  if (text.empty())
    return emptyText_;
  Term piece = make(TermKind::Literal, nameId(text), 0, {});
  return make(TermKind::Text, 0, 0, std::span(&piece, 1));
}

Term Terms::text(std::span<const Term> parts) {
  std::vector<Term> pieces;
  std::string pending;
  auto flush = [&] {
    if (!pending.empty())
      pieces.push_back(make(TermKind::Literal, nameId(pending), 0, {}));
    pending.clear();
  };
  auto add = [&](Term piece) {
    if (kind(piece) == TermKind::Literal)
      pending += name(piece);
    else {
      flush();
      pieces.push_back(piece);
    }
  };
  for (Term part : parts)
    if (kind(part) == TermKind::Text) {
      std::vector<Term> inner(operands(part).begin(), operands(part).end());
      for (Term piece : inner)
        add(piece);
    } else if (kind(part) == TermKind::Int)
      pending += std::to_string(number(part));
    else
      add(part);
  flush();
  // A text that is one value is that value: copying a string through a stream or a format keeps its identity.
  if (pieces.size() == 1 && kind(pieces[0]) != TermKind::Literal)
    return pieces[0];
  return make(TermKind::Text, 0, 0, pieces);
}

Term Terms::address(Term place) {
  if (kind(place) == TermKind::Deref)
    return operand(place, 0);
  return make(TermKind::Address, 0, 0, std::span(&place, 1));
}

Term Terms::function(std::string_view key) { return make(TermKind::Function, nameId(key), 0, {}); }
Term Terms::closure(std::string_view key, std::span<const Term> captures) {
  return make(TermKind::Closure, nameId(key), 0, captures);
}
Term Terms::apply(std::string_view name, std::span<const Term> operands) {
  return make(TermKind::Apply, nameId(name), 0, operands);
}
Term Terms::symbol(std::string_view kind, std::initializer_list<Term> from) {
  return make(TermKind::Symbol, nameId(kind), 0, std::span(from.begin(), from.size()));
}
Term Terms::run(Term frame, std::uint32_t step) { return make(TermKind::Run, 0, step, std::span(&frame, 1)); }
Term Terms::frame(Term parent, std::uint32_t step, std::uint32_t function) {
  Term operands[] = {parent, step};
  return make(TermKind::Frame, 0, function, operands);
}
Term Terms::slot(std::string_view kind, Term frame, std::uint32_t index) {
  return make(TermKind::Slot, nameId(kind), index, std::span(&frame, 1));
}
Term Terms::global(std::string_view name) { return make(TermKind::Global, nameId(name), 0, {}); }
Term Terms::object(Term frame, std::uint32_t step, std::uint32_t which) {
  Term operands[] = {frame, step};
  return make(TermKind::Object, 0, which, operands);
}
Term Terms::deref(Term pointer) {
  if (kind(pointer) == TermKind::Address)
    return operand(pointer, 0);
  return make(TermKind::Deref, 0, 0, std::span(&pointer, 1));
}
Term Terms::field(Term place, std::string_view name) { return make(TermKind::Field, nameId(name), 0, std::span(&place, 1)); }
Term Terms::element(Term place, Term index) {
  Term operands[] = {place, index};
  return make(TermKind::Element, 0, 0, operands);
}

Term Terms::base(Term place) const {
  TermKind k = kind(place);
  return k == TermKind::Field || k == TermKind::Element ? operand(place, 0) : noTerm;
}

bool Terms::inside(Term place, Term whole) const {
  for (Term at = base(place); at != noTerm; at = base(at))
    if (at == whole)
      return true;
  return false;
}

Term Terms::rebased(Term place, Term from, Term to) {
  if (place == from)
    return to;
  Term outer = rebased(base(place), from, to);
  if (kind(place) == TermKind::Field)
    return make(TermKind::Field, nodes[place].name, 0, std::span(&outer, 1));
  return element(outer, operand(place, 1));
}

Term Terms::frameOf(Term place) const {
  while (base(place) != noTerm)
    place = base(place);
  return kind(place) == TermKind::Slot ? operand(place, 0) : noTerm;
}

} // namespace dbrace::worlds
