// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/State.h"

#include <algorithm>

namespace dbrace::worlds {

bool Knowledge::allows(std::int64_t number) const {
  return number >= low && number <= high && !std::binary_search(excluded.begin(), excluded.end(), number);
}

void Knowledge::exclude(std::int64_t number) {
  if (number == low && low == high) {
    low = 1, high = 0;
    return;
  }
  // The next number may be a hole: then the end moves on.
  if (number == low)
    restrict(low + 1, high);
  else if (number == high)
    restrict(low, high - 1);
  else if (number > low && number < high && excluded.size() < maxExcluded) {
    auto at = std::lower_bound(excluded.begin(), excluded.end(), number);
    if (at == excluded.end() || *at != number)
      excluded.insert(at, number);
  }
}

void Knowledge::restrict(std::int64_t newLow, std::int64_t newHigh) {
  low = std::max(low, newLow);
  high = std::min(high, newHigh);
  while (low <= high && std::binary_search(excluded.begin(), excluded.end(), low))
    ++low;
  while (low <= high && std::binary_search(excluded.begin(), excluded.end(), high))
    --high;
  std::erase_if(excluded, [&](std::int64_t number) { return number < low || number > high; });
}

Knowledge widened(const Knowledge &left, const Knowledge &right) {
  Knowledge both;
  both.low = std::min(left.low, right.low);
  both.high = std::max(left.high, right.high);
  if (left.low != right.low)
    both.low = both.low >= 1 ? 1 : both.low >= 0 ? 0 : Knowledge::lowest;
  if (left.high != right.high)
    both.high = Knowledge::highest;
  for (const Knowledge *side : {&left, &right})
    for (std::int64_t number : side->excluded)
      if (!left.allows(number) && !right.allows(number))
        both.exclude(number);
  return both;
}

namespace {
template <typename Vector> auto lookUp(Vector &vector, Term key) {
  return std::lower_bound(vector.begin(), vector.end(), key,
                          [](const auto &entry, Term term) { return entry.first < term; });
}
}  // namespace

Term State::get(Term place) const {
  auto at = lookUp(store, place);
  return at != store.end() && at->first == place ? at->second : rest ? rest->get(place) : noTerm;
}

bool State::holds(Term place) const {
  auto at = lookUp(store, place);
  return at != store.end() && at->first == place;
}

void State::set(Term place, Term value) {
  auto at = lookUp(store, place);
  if (at != store.end() && at->first == place)
    at->second = value;
  else
    store.insert(at, {place, value});
}

void State::erase(Term place) {
  auto at = lookUp(store, place);
  if (at != store.end() && at->first == place)
    store.erase(at);
}

const Knowledge *State::about(Term value) const {
  auto at = lookUp(knowledge, value);
  return at != knowledge.end() && at->first == value ? &at->second : nullptr;
}

Knowledge &State::learn(Term value) {
  auto at = lookUp(knowledge, value);
  if (at == knowledge.end() || at->first != value)
    at = knowledge.insert(at, {value, Knowledge()});
  return at->second;
}

void State::renew(Term value) {
  keyRenewed |= wrote && keyParts && std::binary_search(keyParts->begin(), keyParts->end(), value);
}

void State::forget(Term value) {
  renew(value);
  auto at = lookUp(knowledge, value);
  if (at != knowledge.end() && at->first == value)
    knowledge.erase(at);
}

static bool isOpen(const TransactionState &transaction) { return transaction.kind == TransactionState::Kind::Open; }

bool State::anyOpen() const { return isOpen(transaction) || std::ranges::any_of(parked, isOpen); }

bool State::anyBegun() const {
  auto begun = [](const TransactionState &one) { return isOpen(one) && one.at != noTerm; };
  return begun(transaction) || std::ranges::any_of(parked, begun);
}

const TransactionState &State::callersTransaction() const {
  if (isOpen(transaction) || std::ranges::count_if(parked, isOpen) != 1)
    return transaction;
  return *std::ranges::find_if(parked, isOpen);
}

bool State::sameButKey(const State &other) const {
  return marked == other.marked && wrote == other.wrote && after == other.after && reread == other.reread &&
         rowThere == other.rowThere && rowDeleted == other.rowDeleted && transaction == other.transaction &&
         parked == other.parked && locks == other.locks && tasks == other.tasks &&
         readTransaction == other.readTransaction && readLocks == other.readLocks;
}

bool State::sameSituation(const State &other) const { return readKey == other.readKey && sameButKey(other); }

std::size_t State::hash() const {
  std::size_t hash = store.size() * 31 + marked * 2 + wrote;
  for (const auto &[place, value] : store)
    hash = (hash ^ place ^ (static_cast<std::size_t>(value) << 32) ^ (hash >> 27)) * 0x9e3779b97f4a7c15u;
  for (const auto &[value, known] : knowledge)
    hash = (hash ^ value ^ (static_cast<std::size_t>(known.low) * 3 + static_cast<std::size_t>(known.high))) *
           0xff51afd7ed558ccdu;
  return hash ^ (hash >> 31);
}

}  // namespace dbrace::worlds
