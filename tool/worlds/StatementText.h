// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SQL texts as terms, read once each.
#pragma once

#include "sql/Statement.h"
#include "worlds/Terms.h"

#include <memory>
#include <unordered_map>

namespace dbrace::worlds {

/// A text and what it says. Holes carry the term of their value as id.
struct ReadText {
  sql::Text text;
  std::vector<std::shared_ptr<const sql::Statement>> statements;
  bool tableKnown = false;  ///< Some statement names its table (or needs none), so that the text can be judged here.
};

/// As shown to people: `…` for what is only known at run time.
std::string shownName(const sql::Name &name);
/// The table a statement is about, lower case, or empty: of SELECT the first of FROM. "…users" where a part of its name
/// is only known at run time.
std::string tableOf(const sql::Statement &statement);
std::string tableOf(const sql::TableName &table);
const sql::TableName *tableNameOf(const sql::Statement &statement);
/// Of a store of keys and values: is the key wholly somebody else's? Then the function that runs it is a wrapper like
/// one that runs any SQL.
bool keyIsHanded(const sql::Statement &statement);
/// The unknown part of the name in the text that the statement was read from, or noTerm.
Term unknownTablePart(const sql::Statement &statement, Term text, const Terms &terms);

class StatementTexts {
public:
  explicit StatementTexts(sql::Dialect dialect) : dialect(dialect) {}
  /// Null if nothing of the text is known.
  const ReadText *read(Term text, const Terms &terms, sql::Dialect library);

private:
  sql::Dialect dialect;
  std::unordered_map<std::uint64_t, std::unique_ptr<ReadText>>
      known;  // By text and dialect. Per Terms: cleared with them.
public:
  void clear() { known.clear(); }
  /// What the texts of such a library are read as.
  sql::Dialect dialectFor(sql::Dialect library) const {
    return dialect == sql::Dialect::Generic || sql::isKeyValue(library) ? library : dialect;
  }
};

}  // namespace dbrace::worlds
