// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/Names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dbrace::schema {
namespace {

constexpr std::array<std::pair<std::string_view, sql::Dialect>, 7> dialects{{
    {"postgresql", sql::Dialect::PostgreSql},
    {"mysql", sql::Dialect::MySql},
    {"mariadb", sql::Dialect::MariaDb},
    {"sqlite", sql::Dialect::Sqlite},
    {"sqlserver", sql::Dialect::SqlServer},
    {"oracle", sql::Dialect::Oracle},
    {"generic", sql::Dialect::Generic},
}};
constexpr std::array<std::pair<std::string_view, sql::Isolation>, 5> isolations{{
    {"read-uncommitted", sql::Isolation::ReadUncommitted},
    {"read-committed", sql::Isolation::ReadCommitted},
    {"repeatable-read", sql::Isolation::RepeatableRead},
    {"serializable", sql::Isolation::Serializable},
    {"snapshot", sql::Isolation::Snapshot},
}};

template <typename Table, typename Value> std::string_view nameIn(const Table &table, Value value) {
  for (const auto &[name, entry] : table)
    if (entry == value)
      return name;
  return {};
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string_view nameOf(sql::Dialect dialect) { return nameIn(dialects, dialect); }
std::string_view nameOf(sql::Isolation isolation) { return nameIn(isolations, isolation); }

std::optional<sql::Dialect> dialectNamed(std::string_view name) {
  for (const auto &[known, dialect] : dialects)
    if (known == name)
      return dialect;
  return std::nullopt;
}

std::optional<sql::Isolation> isolationNamed(std::string_view name) {
  for (const auto &[known, isolation] : isolations)
    if (known == name)
      return isolation;
  return std::nullopt;
}

std::string_view allowedDialects() { return "postgresql, mysql, mariadb, sqlite, sqlserver, oracle, generic"; }
std::string_view allowedIsolations() {
  return "read-uncommitted, read-committed, repeatable-read, serializable, snapshot";
}

bool sameName(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

std::string folded(std::string_view name) {
  std::string result(name);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

}  // namespace dbrace::schema
