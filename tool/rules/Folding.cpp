// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Folding.h"

#include "schema/Names.h"

namespace dbrace {
namespace {

bool foldsByDefault(sql::Dialect dialect) {
  return dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb || dialect == sql::Dialect::SqlServer;
}

/// An empty type is taken for text: a schema that does not say cannot say no.
bool isText(const std::string &type) {
  std::string name = schema::folded(type);
  return name.empty() || name.find("char") != std::string::npos || name.find("text") != std::string::npos ||
         name.find("enum") != std::string::npos || name.find("clob") != std::string::npos;
}

}  // namespace

Folding foldingOfCollation(const std::string &collation, sql::Dialect dialect) {
  std::string name = schema::folded(collation);
  if (name == "nocase" || name.find("_ci") != std::string::npos)
    return {Folding::Kind::Case, {}};
  // PostgreSQL's collations order texts; equality is that of the bytes unless one is made "nondeterministic".
  if (name == "binary" || name.ends_with("_bin") || name.ends_with("_bin2") || name.find("_cs") != std::string::npos ||
      dialect == sql::Dialect::PostgreSql || name == "c" || name == "posix" || name.empty())
    return {};
  return {Folding::Kind::Other, name};
}

Folding foldingOf(const schema::Column *column, sql::Dialect dialect) {
  if (!column)
    return {};
  if (column->collation)
    return foldingOfCollation(*column->collation, dialect);
  if (schema::sameName(column->type, "citext") || (foldsByDefault(dialect) && isText(column->type)))
    return {Folding::Kind::Case, {}};
  return {};
}

Folding foldingOfLookup(const std::string &wrapper, const schema::Column *column, sql::Dialect dialect) {
  std::string name = schema::folded(wrapper);
  if (name.empty())
    return foldingOf(column, dialect);
  if (name == "lower" || name == "upper" || name == "lcase" || name == "ucase" || name == "citext")
    return {Folding::Kind::Case, {}};
  return foldingOfCollation(name, sql::Dialect::Generic);  // A function's name folds in its own way in every dialect.
}

bool implies(const Folding &lookup, const Folding &key) { return lookup == key || lookup.kind == Folding::Kind::Exact; }

}  // namespace dbrace
