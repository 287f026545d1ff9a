// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stores of keys and values, and of documents: what keeps a rival out there, what gets lost, and which call does lookup
// and write at once. From the vendors' documentation; Redis and RocksDB were run (see dbrace-kv-check-then-set.md).
#pragma once

#include "rules/Case.h"

namespace dbrace {

/// The key that is looked up, for a message: "'user:…:name'", "field 'email' of 'user:…'", "the key".
std::string keyText(const CheckedWrite &write);

/// Asks the lookup whether there is a value, and not which?
bool asksForPresence(const CheckedWrite &write);
/// Is the value one that the program spells out, such as the mark of a lock?
bool writesConstant(const CheckedWrite &write);
/// A value that is looked up, computed, and kept for some time: whoever comes second stores as good a one.
bool isCacheFill(const CheckedWrite &write);
/// Does the store itself refuse the second of two such writes, or does the program expect that?
bool isRefused(const Case &facts);

/// Where no lock of the outcome table does: a transaction of the store, WATCH, a lookup that locks.
bool keepsRivalOut(const Case &facts, const Protection &path);

/// LostRow where the second write replaces the first, DuplicateRows where both are kept.
Outcome lossOf(const CheckedWrite &write);

/// What to write instead, one or two sentences.
std::string atomicWrite(const Case &facts);

}  // namespace dbrace
