// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/MergedKeys.h"

#include <map>

namespace dbrace::worlds {

namespace {

class Unifier {
public:
  Unifier(const State &into, const State &from, const KeyMerge &merge, Terms &terms) : terms(terms) {
    for (const auto &[place, value] : into.store)
      if (Term other = from.get(place); other != noTerm && other != value) {
        Term both = merge.merged(place);
        alike.try_emplace({value, other}, both);
        if (terms.kind(value) == TermKind::Address || terms.kind(other) == TermKind::Address)
          alike.try_emplace({merge.load(terms.deref(value), into), merge.load(terms.deref(other), from)},
                            terms.apply("deref", {both}));
      }
  }

  /// noTerm: they are not made alike.
  Term operator()(Term left, Term right) {
    if (left == right)
      return left;
    if (auto held = alike.find({left, right}); held != alike.end())
      return held->second;
    if (left == noTerm || right == noTerm || !terms.alike(left, right))
      return noTerm;
    std::vector<Term> operands;
    for (std::size_t i = 0; i < terms.operands(left).size(); ++i) {
      Term one = terms.operand(left, i), other = terms.operand(right, i);
      operands.push_back((*this)(one, other));
      if (operands.back() == noTerm && (one != noTerm || other != noTerm))
        return noTerm;
    }
    return terms.remade(left, operands);
  }

private:
  Terms &terms;
  std::map<std::pair<Term, Term>, Term> alike;  // What the merged state will hold in place of both.
};

}  // namespace

std::vector<Term> mergedKey(const State &into, const State &from, const KeyMerge &merge, Terms &terms) {
  std::vector<Term> key = into.readKey;
  if (key == from.readKey || key.size() != from.readKey.size())
    return key;
  Unifier unify(into, from, merge, terms);
  for (std::size_t i = 0; i < key.size(); ++i)
    if (Term both = unify(key[i], from.readKey[i]); both != noTerm)
      key[i] = both;
  return key;
}

}  // namespace dbrace::worlds
