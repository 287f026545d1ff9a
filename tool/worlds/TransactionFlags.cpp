// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/TransactionFlags.h"

namespace dbrace::worlds {
namespace {

// Beside the slots of texts. Both must be known: a member that is set where a transaction begins may be a counter.
std::string opened(std::string_view field) { return "#opened:" + std::string(field); }
std::string ended(std::string_view field) { return "#ended:" + std::string(field); }

}  // namespace

void learnTransactionFlags(std::span<const Exit> exits, const Terms &terms, FieldTexts &learnt) {
  using Kind = TransactionState::Kind;
  for (const Exit &exit : exits)
    for (const auto &[place, value] : exit.state.store) {
      TermKind kind = terms.kind(place);
      if ((kind != TermKind::Field && kind != TermKind::Global) || terms.name(place).starts_with('#'))
        continue;
      const TransactionState &left = exit.state.transaction;
      std::string_view name = terms.name(place);
      if (terms.kind(value) != TermKind::Int) {
        // An answer of the database, as in `open_ = exec("BEGIN") == SQLITE_OK`, goes with what was asked of it.
        if (left.kind != Kind::Open)
          learnt.addUnknown(opened(name));
      } else if ((terms.number(value) != 0) != (left.kind == Kind::Open)) {
        if (left.kind != Kind::AsEntered || terms.number(value) != 0)
          learnt.addUnknown(opened(name));
      } else if (left.kind == Kind::Open)
        learnt.add(opened(name), static_cast<std::int64_t>(left.shape));
      else if (left.kind == Kind::None)
        learnt.add(ended(name), std::int64_t{1});
    }
}

void learnFlagUnseen(std::string_view field, const facts::Value &value, FieldTexts &learnt) {
  const auto *number = std::get_if<facts::IntConstant>(&value);
  if (!number || number->number != 0)
    learnt.addUnknown(opened(field));
}

std::optional<TransactionShape> transactionWhere(Term value, const Terms &terms, const FieldTexts &known) {
  std::string_view field;
  if (terms.isApply(value, "field"))
    field = terms.literal(terms.operand(value, 1)).value_or(std::string_view());
  else if (terms.kind(value) == TermKind::Symbol && terms.name(value) == "initial" &&
           terms.kind(terms.operand(value, 0)) == TermKind::Global)
    field = terms.name(terms.operand(value, 0));
  if (field.empty())
    return std::nullopt;
  const FieldTexts::Held *shape = known.held(opened(field));
  if (!shape || !known.held(ended(field)))
    return std::nullopt;
  return static_cast<TransactionShape>(std::get<std::int64_t>(*shape));
}

}  // namespace dbrace::worlds
