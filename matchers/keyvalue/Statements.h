// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements about keys, put together: what both languages of commands come to.
#pragma once

#include "keyvalue/Words.h"
#include "sql/Statement.h"

namespace dbrace::keyvalue {

/// Where records live; empty: the store has one place only.
struct Place {
  Word table;
};

/// A column with what is looked up in it or written to it.
struct Column {
  std::string name;
  Word value;
};
using Columns = std::vector<Column>;

/// What a lookup answers.
enum class Asked : std::uint8_t { Value, Exists, Count, List };

sql::Statement lookup(const Place &place, const Columns &key, Asked asked = Asked::Value, bool locks = false);
/// `onlyNew`: leaves what is there as it is.
sql::Statement write(const Place &place, const Columns &columns, bool onlyNew);
sql::Statement removal(const Place &place, const Columns &key);

/// A lock that the command takes or gives back.
sql::Statement lock(sql::LockControl::Kind kind, const Word &key, bool transactional = false);
sql::Statement control(sql::TransactionControl::Kind kind);
sql::Statement other(std::string verb);
sql::Statement unreadable(std::string verb);

}  // namespace dbrace::keyvalue
