// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Terms.h"

#include <algorithm>

namespace dbrace::worlds {

Terms::Terms() : table(1 << 12, noTerm) {
  nameId("");
  nodes.push_back({TermKind::None, 0, 0, 0, nullptr, noTerm, 0});
  emptyText_ = make(TermKind::Text, 0, 0, {});
}

std::uint32_t Terms::nameId(std::string_view name) {
  std::uint32_t &recent = recentNames[(reinterpret_cast<std::uintptr_t>(name.data()) * 0x9e3779b97f4a7c15u) >> 56];
  if (recent < names.size() && *names[recent] == name)
    return recent;
  auto found = nameIds.find(name);
  if (found == nameIds.end()) {
    found = nameIds.emplace(std::string(name), static_cast<std::uint32_t>(names.size())).first;
    names.push_back(&found->first);
  }
  return recent = found->second;
}

Term Terms::make(TermKind kind, std::uint32_t name, std::int64_t number, std::span<const Term> operands) {
  std::size_t mixed = static_cast<std::size_t>(kind) * 0x9e3779b97f4a7c15u + name;
  mixed = (mixed ^ static_cast<std::size_t>(number)) * 0xff51afd7ed558ccdu;
  for (Term operand : operands)
    mixed = (mixed ^ operand ^ (mixed >> 29)) * 0x9e3779b97f4a7c15u;
  auto hash = static_cast<std::uint32_t>(mixed ^ (mixed >> 32));
  std::size_t mask = table.size() - 1, at = hash & mask;
  for (; table[at] != noTerm; at = (at + 1) & mask) {
    const Node &node = nodes[table[at]];
    if (node.hash == hash && node.kind == kind && node.name == name && node.number == number &&
        node.count == operands.size() && std::equal(operands.begin(), operands.end(), node.first))
      return table[at];
  }
  if (chunkUsed + operands.size() > chunkSize || chunks.empty()) {
    chunkSize = std::max<std::size_t>(1 << 14, operands.size());
    chunks.push_back(std::make_unique<Term[]>(chunkSize));
    chunkUsed = 0;
  }
  Term *first = chunks.back().get() + chunkUsed;
  std::copy(operands.begin(), operands.end(), first);
  chunkUsed += operands.size();
  auto term = static_cast<Term>(nodes.size());
  Term root = kind == TermKind::Field || kind == TermKind::Element ? nodes[operands[0]].root : term;
  nodes.push_back({kind, name, static_cast<std::uint32_t>(operands.size()), number, first, root, hash});
  table[at] = term;
  if (nodes.size() * 2 > table.size()) {
    table.assign(table.size() * 2, noTerm);
    mask = table.size() - 1;
    for (Term known = 1; known < nodes.size(); ++known) {
      for (at = nodes[known].hash & mask; table[at] != noTerm; at = (at + 1) & mask) {
      }
      table[at] = known;
    }
  }
  return term;
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

std::optional<std::string_view> Terms::literal(Term term) const {
  if (kind(term) != TermKind::Text)
    return std::nullopt;
  auto pieces = operands(term);
  if (pieces.empty())
    return "";
  if (pieces.size() == 1 && kind(pieces[0]) == TermKind::Literal)
    return name(pieces[0]);
  return std::nullopt;  // Literals side by side are one.
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
Term Terms::symbol(std::string_view kind, std::span<const Term> from) {
  return make(TermKind::Symbol, nameId(kind), 0, from);
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
Term Terms::field(Term place, std::string_view name) {
  return make(TermKind::Field, nameId(name), 0, std::span(&place, 1));
}
Term Terms::element(Term place, Term index) {
  Term operands[] = {place, index};
  return make(TermKind::Element, 0, 0, operands);
}

Term Terms::base(Term place) const {
  TermKind k = kind(place);
  return k == TermKind::Field || k == TermKind::Element ? operand(place, 0) : noTerm;
}

bool Terms::inside(Term place, Term whole) const {
  if (root(place) != root(whole))
    return false;
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

bool Terms::alike(Term left, Term right) const {
  const Node &a = nodes[left], &b = nodes[right];
  // Frames, objects and runs have step numbers among their operands.
  return a.kind == b.kind && a.name == b.name && a.number == b.number && a.count == b.count &&
         a.kind != TermKind::Frame && a.kind != TermKind::Object && a.kind != TermKind::Run;
}

Term Terms::remade(Term like, std::span<const Term> operands) {
  switch (kind(like)) {
  case TermKind::Text:
    return text(operands);
  case TermKind::Address:
    return address(operands[0]);
  case TermKind::Deref:
    return deref(operands[0]);
  default:
    return make(kind(like), nodes[like].name, nodes[like].number, operands);
  }
}

bool Terms::mentions(Term term, Term frame, unsigned depth) const {
  constexpr unsigned deepest = 12;
  if (term == noTerm || depth > deepest)
    return false;
  if (kind(term) == TermKind::Frame) {
    for (; term != noTerm; term = operand(term, 0))
      if (term == frame)
        return true;
    return false;
  }
  // The rest of these are numbers.
  bool place = kind(term) == TermKind::Object || kind(term) == TermKind::Run;
  for (Term part : operands(term).first(place ? 1 : operands(term).size()))
    if (mentions(part, frame, depth + 1))
      return true;
  return false;
}

Term Terms::frameOf(Term place) const {
  Term whole = root(place);
  return kind(whole) == TermKind::Slot ? operand(whole, 0) : noTerm;
}

}  // namespace dbrace::worlds
