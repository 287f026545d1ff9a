// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Moves facts from one string table to another.
//
// Each text is interned in the new table when the first fact that uses it arrives, so that what is left behind costs
// nothing.
#pragma once

#include "facts/Visitor.h"

namespace dbrace::facts {

class TextMover : public Visitor<TextMover> {
public:
  TextMover(const Strings &from, Strings &to) : from(from), to(to), ids(from.size(), none) { ids[0] = 0; }

  template <class T> void move(T &it) { describe(*this, it); }
  TextId operator()(TextId id) {
    if (ids[id] == none)
      ids[id] = to.intern(from[id]);
    return ids[id];
  }

  void text(std::string_view, TextId &id) { id = (*this)(id); }

private:
  const Strings &from;
  Strings &to;
  std::vector<TextId> ids;
};

}  // namespace dbrace::facts
