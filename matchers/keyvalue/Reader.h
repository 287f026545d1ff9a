// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a command to a store of keys and values does, in the words of SQL statements.
//
// To the analysis a key is a column that is looked up and written, whatever the store: GET is a SELECT by the key, SET
// an INSERT of it that nothing refuses, SET ... NX one that leaves a row alone that is there. So commands become
// sql::Statement, and everything that is known about lookups and inserts holds for them.
//
// Two languages are read: the commands of Redis, and our own notation for calls that take a key as an argument
// (apis::Record). Columns are "key", "field" (of a hash, a sorted set), "value", and "expiry" where the value is
// dropped after some time; of a document they are its fields.
#pragma once

#include "sql/Statement.h"

namespace dbrace::keyvalue {

/// The statements that a command comes to: mostly one; SET ... NX also takes a lock of that name, as many programs use
/// it, and DEL gives it back. Never fails: what is not understood is `Unreadable`, what touches no key
/// `OtherStatement`. Words end at sql::wordSeparator where the text has any, else at blanks.
std::vector<sql::Statement> readCommand(const sql::Text &command);

/// Our own notation: an empty word, one of find, lock, exists, put, add, remove, then the table, the key, and its
/// field. A word of the key may be "column\x1evalue", as fields of a document are.
inline constexpr char fieldSeparator = '\x1e';

}  // namespace dbrace::keyvalue
