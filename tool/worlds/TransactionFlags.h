// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Members and globals that say whether a transaction is open: `if (!inTransaction_) throw …`.
//
// Such a flag is set by whoever opens a transaction and cleared by whoever ends one, and by nobody else. A function
// that goes on only where it is set runs in the caller's transaction, whoever the caller is.
#pragma once

#include "worlds/Machine.h"

namespace dbrace::worlds {

/// Holds what a function has left in fields and globals against the transaction that it has left open or ended.
void learnTransactionFlags(std::span<const Exit> exits, const Terms &terms, FieldTexts &learnt);
/// What a step of a function that was not run does to a flag: anything but clearing it makes it none.
void learnFlagUnseen(std::string_view field, const facts::Value &value, FieldTexts &learnt);
/// How the transaction was opened that is open where this value, from before the run, is not 0; nothing: it is no flag.
std::optional<TransactionShape> transactionWhere(Term value, const Terms &terms, const FieldTexts &known);

}  // namespace dbrace::worlds
