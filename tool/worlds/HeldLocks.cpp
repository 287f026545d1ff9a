// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locks as reports speak of them.
#include "worlds/Summaries.h"

namespace dbrace::worlds {

/// A lock's object as the program calls it: "Shop::mutex_", "guard".
std::string Summaries::describe(Term object, const Terms &terms) const {
  switch (terms.kind(object)) {
  case TermKind::Field:
    return std::string(terms.name(object));
  case TermKind::Global: {
    // That of one file has the file before it: "src/store.cpp:guard".
    std::string_view name = terms.name(object);
    std::size_t colon = name.rfind(':');
    while (colon != name.npos && colon > 0 && name[colon - 1] == ':')
      colon = colon < 2 ? name.npos : name.rfind(':', colon - 2);
    return std::string(colon == name.npos ? name : name.substr(colon + 1));
  }
  case TermKind::Text: {
    std::string text;
    for (Term piece : terms.operands(object))
      text += terms.kind(piece) == TermKind::Literal ? std::string(terms.name(piece)) : "…";
    return text;
  }
  case TermKind::Deref:
    return describe(terms.operand(object, 0), terms);
  case TermKind::Apply:
    if (terms.isApply(object, "field"))
      return describe(terms.operand(object, 1), terms);
    return "";
  case TermKind::Slot: {
    Term frame = terms.operand(object, 0);
    const facts::Function &function = index.program().functions[static_cast<std::size_t>(terms.number(frame))].facts;
    auto number = static_cast<std::size_t>(terms.number(object));
    if (terms.name(object) == "local" && number < function.locals.size())
      return std::string(index.program().strings[function.locals[number].name]);
    if (terms.name(object) == "parameter" && number < function.parameters.size())
      return std::string(index.program().strings[function.parameters[number].name]);
    return "";
  }
  case TermKind::Symbol:
    return terms.operands(object).empty() ? "" : describe(terms.operand(object, 0), terms);
  default:
    return "";
  }
}

std::vector<HeldLock> Summaries::held(const std::vector<LockState> &locks, const Terms &terms) const {
  std::vector<HeldLock> all;
  for (const LockState &lock : locks) {
    // A mutex that lives on the stack is nobody else's.
    if (lock.kind == LockKind::Mutex && terms.kind(lock.object) == TermKind::Slot &&
        terms.name(lock.object) != "parameter")
      continue;
    HeldLock one;
    one.kind = lock.kind;
    (lock.kind == LockKind::Table ? one.mode : one.what) = describe(lock.object, terms);
    if (lock.shared)
      one.mode = "SHARED";
    if (lock.table != noTerm)
      one.table = describe(lock.table, terms);
    // A statement may be run by a wrapper that runs any; a mutex is taken where it is taken.
    Term frame = terms.operand(lock.at, 0);
    one.at = placeOf(lock.kind == LockKind::Mutex ? PathStep{static_cast<FunctionIndex>(terms.number(frame)),
                                                             static_cast<std::uint32_t>(terms.number(lock.at))}
                                                  : outermost(lock.at, terms));
    one.refused = lock.refused;
    one.inTransaction = lock.inTransaction;
    one.afterOtherRead = lock.afterRead;
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace dbrace::worlds
