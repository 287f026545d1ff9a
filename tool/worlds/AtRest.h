// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What places hold that nobody changes while a function runs: the content of constant globals. It lies beside all
// states of a machine and is the same for each of them, so that a table of a hundred columns is not copied, merged and
// compared with every state.
#pragma once

#include "worlds/Terms.h"

#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dbrace::worlds {

class AtRest {
public:
  using Entry = std::pair<Term, Term>;  ///< A place and its value.
  void add(Entry entry, const Terms &terms) {
    values.insert(entry);
    byRoot[terms.root(entry.first)].push_back(entry);
  }
  Term get(Term place) const {
    auto at = values.find(place);
    return at == values.end() ? noTerm : at->second;
  }
  /// All that is known of the object or global and of what is inside of it.
  std::span<const Entry> of(Term root) const {
    auto at = byRoot.find(root);
    return at == byRoot.end() ? std::span<const Entry>() : at->second;
  }

private:
  std::unordered_map<Term, Term> values;
  std::unordered_map<Term, std::vector<Entry>> byRoot;
};

}  // namespace dbrace::worlds
