// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Memo.h"

#include <algorithm>

namespace dbrace::worlds {

/// Is `frame` the callee's, or one that it calls?
bool Reach::isInner(Term frame) const {
  for (; frame != noTerm; frame = terms.operand(frame, 0))
    if (frame == inner)
      return true;
  return false;
}

void Reach::show(std::uint32_t index) {
  if (visible[index])
    return;
  visible[index] = 1;
  work.push_back(index);
}

/// A pointer to an element reaches its neighbours; of anything else what is inside, and the whole it is read from when
/// nothing is known about the part.
void Reach::addPlace(Term place) {
  while (terms.kind(place) == TermKind::Element)
    place = terms.base(place);
  if (marked(reached, place, epoch))
    return;
  reached[place] = epoch;
  Term root = terms.root(place);
  if (terms.kind(root) == TermKind::Deref)
    addValue(terms.operand(root, 0));
  for (auto at = std::lower_bound(byRoot.begin(), byRoot.end(), Entry{root, 0}); at != byRoot.end() && at->root == root;
       ++at) {
    Term candidate = state->store[at->index].first;
    if (candidate == place || terms.inside(candidate, place) || terms.inside(place, candidate))
      show(at->index);
  }
}

void Reach::addValue(Term value) {
  if (value == noTerm || marked(known, value, epoch))
    return;
  known[value] = epoch;
  switch (terms.kind(value)) {
  case TermKind::Address:
    addPlace(terms.operand(value, 0));
    return;
  case TermKind::Text:
  case TermKind::Closure:
  case TermKind::Apply:
  case TermKind::Symbol:
    for (Term operand : terms.operands(value))
      if (TermKind kind = terms.kind(operand); kind != TermKind::Frame && !terms.isPlace(operand))
        addValue(operand);
    return;
  default:
    if (terms.isPlace(value))
      addPlace(value);
  }
}

/// Can the body compute this value, or name this place, from what it reaches?
bool Reach::derivable(Term term) {
  if (term == noTerm || marked(known, term, epoch) || marked(reached, term, epoch))
    return true;
  auto all = [&] {
    for (Term operand : terms.operands(term))
      if (!derivable(operand))
        return false;
    known[term] = epoch;
    return true;
  };
  switch (terms.kind(term)) {
  case TermKind::None:
  case TermKind::Int:
  case TermKind::Literal:
  case TermKind::Function:
  case TermKind::Global:
    return true;
  case TermKind::Text:
  case TermKind::Apply:
  case TermKind::Symbol:
  case TermKind::Closure:
  case TermKind::Address:
  case TermKind::Deref:
  case TermKind::Element:
  case TermKind::Field:
    return all();
  case TermKind::Slot:
    return inner == noTerm || terms.operand(term, 0) == noTerm || isInner(terms.operand(term, 0));
  case TermKind::Object:
    return inner == noTerm || isInner(terms.operand(term, 0));
  case TermKind::Run:
  case TermKind::Frame:
    return false;
  }
  return false;
}

/// Does the value come from an earlier run of this very body? It is about to be produced anew.
bool Reach::fromInside(Term term) {
  if (marked(outside, term, epoch))
    return false;
  switch (terms.kind(term)) {
  case TermKind::Frame:
    if (isInner(term))
      return true;
    break;
  case TermKind::Run:
  case TermKind::Slot:
  case TermKind::Object:
    if (isInner(terms.operand(term, 0)))
      return true;
    break;
  default:
    for (Term operand : terms.operands(term))
      if (operand != noTerm && fromInside(operand))
        return true;
  }
  outside[term] = epoch;
  return false;
}

void Reach::start(const State &at) {
  state = &at;
  ++epoch;
  for (auto *marks : {&known, &reached, &outside})
    if (marks->size() < terms.size())
      marks->resize(terms.size() + terms.size() / 2);
}

void Reach::forgetUnreachable(State &whole) {
  if (whole.knowledge.empty())
    return;
  start(whole);
  inner = noTerm;
  byRoot.clear();
  for (const auto &[place, value] : whole.store) {
    addValue(value);
    for (Term at = place; at != noTerm; at = terms.base(at))
      if (TermKind kind = terms.kind(at); kind == TermKind::Element)
        addValue(terms.operand(at, 1));
      else if (kind == TermKind::Deref)
        addValue(terms.operand(at, 0));
  }
  std::erase_if(whole.knowledge, [&](const auto &entry) { return !derivable(entry.first); });
}

State Reach::split(State &whole, Term frame, Term result) {
  start(whole);
  inner = frame;
  byRoot.clear();
  visible.assign(whole.store.size(), 0);
  work.clear();
  for (std::uint32_t i = 0; i < whole.store.size(); ++i)
    byRoot.push_back({terms.root(whole.store[i].first), i});
  std::sort(byRoot.begin(), byRoot.end());
  if (result != noTerm)
    addPlace(terms.kind(result) == TermKind::Slot ? result : terms.root(result));
  std::vector<std::size_t> pointers;  // Starts of groups behind a pointer, in `byRoot`.
  for (std::size_t i = 0; i < byRoot.size();) {
    Term root = byRoot[i].root;
    TermKind kind = terms.kind(root);
    bool shown = kind == TermKind::Global || ((kind == TermKind::Slot || kind == TermKind::Object) &&
                                              (terms.operand(root, 0) == noTerm || isInner(terms.operand(root, 0))));
    if (kind == TermKind::Deref)
      pointers.push_back(i);
    for (; i < byRoot.size() && byRoot[i].root == root; ++i)
      if (shown)
        show(byRoot[i].index);
  }
  while (true) {
    while (!work.empty()) {
      std::uint32_t index = work.back();
      work.pop_back();
      addValue(whole.store[index].second);
    }
    std::erase_if(pointers, [&](std::size_t start) {
      Term root = byRoot[start].root;
      if (!derivable(terms.operand(root, 0)))
        return false;
      addValue(terms.operand(root, 0));
      for (std::size_t i = start; i < byRoot.size() && byRoot[i].root == root; ++i)
        show(byRoot[i].index);
      return true;
    });
    if (work.empty())
      break;
  }
  State taken;
  taken.rest = whole.rest;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < whole.store.size(); ++i)
    if (visible[i])
      taken.store.push_back(whole.store[i]);
    else
      whole.store[kept++] = whole.store[i];
  whole.store.resize(kept);
  std::erase_if(whole.knowledge, [&](std::pair<Term, Knowledge> &entry) {
    if (!derivable(entry.first) && !fromInside(entry.first))
      return false;
    taken.knowledge.push_back(std::move(entry));
    return true;
  });
  taken.transaction = whole.transaction;
  taken.parked = whole.parked;
  taken.locks = whole.locks;
  taken.tasks = whole.tasks;
  taken.marked = whole.marked;
  taken.wrote = whole.wrote;
  taken.after = whole.after;
  taken.reread = whole.reread;
  taken.keyRenewed = whole.keyRenewed;
  taken.keyParts = whole.keyParts;
  taken.rowThere = whole.rowThere;
  taken.readTransaction = whole.readTransaction;
  taken.readLocks = whole.readLocks;
  taken.readKey = whole.readKey;
  taken.rowDeleted = whole.rowDeleted;
  return taken;
}

namespace {
/// Of two sorted vectors; where both have a key, the entry of `over` wins.
template <typename Vector> Vector merged(const Vector &under, Vector &&over) {
  Vector all;
  all.reserve(under.size() + over.size());
  auto below = under.begin();
  for (auto &entry : over) {
    for (; below != under.end() && below->first < entry.first; ++below)
      all.push_back(*below);
    if (below != under.end() && below->first == entry.first)
      ++below;
    all.push_back(std::move(entry));
  }
  all.insert(all.end(), below, under.end());
  return all;
}
}  // namespace

void putBack(const State &rest, State &exit) {
  exit.store = merged(rest.store, std::move(exit.store));
  exit.knowledge = merged(rest.knowledge, std::move(exit.knowledge));
}

std::size_t CallMemo::hashOf(Term frame, Term result, Term context, const State &entry) {
  std::size_t hash = entry.hash() ^ (static_cast<std::size_t>(frame) << 32 | result);
  return (hash ^ context ^ (hash >> 29)) * 0x9e3779b97f4a7c15u;
}

const CallMemo::Entry *CallMemo::find(std::size_t hash, Term frame, Term result, Term context,
                                      const State &entry) const {
  auto [begin, end] = entries.equal_range(hash);
  for (auto at = begin; at != end; ++at)
    if (at->second.frame == frame && at->second.result == result && at->second.context == context &&
        at->second.entry == entry)
      return &at->second;
  return nullptr;
}

void CallMemo::add(std::size_t hash, Entry entry) { entries.emplace(hash, std::move(entry)); }

}  // namespace dbrace::worlds
