// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/OutcomeTable.h"

#include "schema/Names.h"

#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>

namespace dbrace {

struct Embedded {
  std::string_view name, content;
};
std::span<const Embedded> outcomeFiles();  // Generated from outcomes.json by CMake.

namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view outcomeNames[] = {"one-row",
                                             "duplicate-rows",
                                             "unique-violation",
                                             "row-not-visible",
                                             "transaction-aborted",
                                             "deadlock",
                                             "serialization-failure",
                                             "busy",
                                             "lost-row",
                                             "no-savepoint",
                                             "refused"};

constexpr std::string_view databases[] = {"postgresql", "mariadb", "sqlite", "generic"};
constexpr std::string_view checks[] = {"none", "select", "count", "max", "update", "delete", "not-exists"};
constexpr std::string_view writes[] = {"insert", "insert-select", "upsert", "do-nothing", "ignore", "replace", "merge"};
constexpr std::string_view transactions[] = {"autocommit", "deferred", "immediate", "split"};
constexpr std::string_view locks[] = {"none",
                                      "row-update",
                                      "row-share",
                                      "parent-row",
                                      "parent-row-share",
                                      "parent-row-write",
                                      "advisory-transaction",
                                      "advisory-transaction-shared",
                                      "advisory-session",
                                      "named",
                                      "table-row-exclusive",
                                      "table-share-update-exclusive",
                                      "table-share",
                                      "table-share-row-exclusive",
                                      "table-exclusive",
                                      "table-access-exclusive",
                                      "table-read",
                                      "table-write",
                                      "table-hint",
                                      "mutex"};
constexpr std::string_view takens[] = {"before-transaction", "before-check", "after-other-read", "after-check"};
constexpr std::string_view releases[] = {"after-commit", "with-transaction", "before-commit", "before-write",
                                         "with-statement"};
constexpr std::string_view rivals[] = {"same", "unguarded", "deferred"};
constexpr std::string_view connections[] = {"own", "shared"};
constexpr std::string_view writerNames[] = {"many", "one-process", "one-thread"};
constexpr std::string_view keys[] = {"none", "covering", "narrower", "deferred"};
constexpr std::string_view handlings[] = {"none",
                                          "reread",
                                          "reread-locking",
                                          "update-reread",
                                          "savepoint-reread",
                                          "savepoint-reread-locking",
                                          "rollback-reread",
                                          "commit-reread",
                                          "commit",
                                          "retry-conflict",
                                          "retry"};
constexpr std::string_view settings[] = {"default", "snapshot-isolation", "no-busy-timeout", "busy-timeout"};
constexpr std::string_view targets[] = {"named", "unnamed"};

constexpr std::uint32_t all = ~0u;

/// A dimension in JSON: what its member is called, what it may say, and what a row means that does not say.
struct DimensionFormat {
  const char *member;
  Names names;
  std::uint32_t otherwise;
};
const std::array<DimensionFormat, dimensions> &formats() {
  static const std::array<DimensionFormat, dimensions> list{{
      {"database", databases, 0},
      {"check", checks, 0},
      {"write", writes, 0},
      {"transaction", transactions, 0},
      {"lock", locks, 0},
      {"lock_taken", takens, all},
      {"lock_released", releases, all},
      {"rival", rivals, 1},
      {"connection", connections, 1},
      {"writers", writerNames, 3},
      {"key", keys, 0},
      {"handling", handlings, 0},
      {"setting", settings, all},
      {"target", targets, all},
  }};
  return list;
}

std::array<unsigned, dimensions> coordinates(const Situation &s) {
  auto of = [](auto enumerator) { return static_cast<unsigned>(enumerator); };
  return {of(s.database), of(s.check),    of(s.write),   of(s.transaction), of(s.lock),
          of(s.taken),    of(s.released), of(s.rival),   of(s.connection),  of(s.writers),
          of(s.key),      of(s.handling), of(s.setting), of(s.target)};
}

[[noreturn]] void fail(std::size_t row, const std::string &what) {
  throw std::runtime_error("outcome table, row " + std::to_string(row) + ": " + what);
}

std::uint32_t bitOf(std::size_t row, const DimensionFormat &format, const std::string &value) {
  if (value == "any")
    return all;
  std::string allowed;
  for (std::size_t i = 0; i < format.names.size(); ++i) {
    if (format.names[i] == value)
      return 1u << i;
    allowed += std::string(i ? ", " : "") + std::string(format.names[i]);
  }
  fail(row, std::string(format.member) + " \"" + value + "\" is not one of: any, " + allowed);
}

Outcomes outcomesOf(std::size_t row, const nlohmann::json &list) {
  Outcomes outcomes;
  for (const nlohmann::json &name : list) {
    auto outcome = outcomeNamed(name.get<std::string>());
    if (!outcome)
      fail(row, "unknown outcome " + name.dump());
    outcomes.add(*outcome);
  }
  return outcomes;
}

OutcomeRow rowOf(std::size_t number, const nlohmann::json &json) {
  OutcomeRow row;
  for (std::size_t i = 0; i < dimensions; ++i) {
    const DimensionFormat &format = formats()[i];
    auto member = json.find(format.member);
    if (member == json.end()) {
      if (!format.otherwise)
        fail(number, std::string("without \"") + format.member + "\"");
      row.allowed[i] = format.otherwise;
    } else if (member->is_array()) {
      for (const nlohmann::json &value : *member)
        row.allowed[i] |= bitOf(number, format, value.get<std::string>());
    } else
      row.allowed[i] = bitOf(number, format, member->get<std::string>());
  }
  for (const auto &[level, list] : json.at("outcomes").items()) {
    auto isolation = level == "any" ? std::optional(sql::Isolation::Unspecified) : schema::isolationNamed(level);
    if (!isolation)
      fail(number, "unknown isolation level " + level);
    row.outcomes.emplace(*isolation, outcomesOf(number, list));
  }
  row.sessions = json.at("sessions").get<std::vector<std::string>>();
  row.why = json.value("why", "");
  return row;
}

/// The rows know three levels; the others behave like one of them.
sql::Isolation measured(sql::Isolation isolation) {
  if (isolation == sql::Isolation::ReadUncommitted)
    return sql::Isolation::ReadCommitted;
  return isolation == sql::Isolation::Snapshot ? sql::Isolation::RepeatableRead : isolation;
}

}  // namespace

std::string_view nameOf(Outcome outcome) { return outcomeNames[static_cast<std::size_t>(outcome)]; }

std::optional<Outcome> outcomeNamed(std::string_view name) {
  for (std::size_t i = 0; i < std::size(outcomeNames); ++i)
    if (outcomeNames[i] == name)
      return static_cast<Outcome>(i);
  return std::nullopt;
}

std::vector<std::string> Outcomes::names() const {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < std::size(outcomeNames); ++i)
    if (contains(static_cast<Outcome>(i)))
      result.emplace_back(outcomeNames[i]);
  return result;
}

Database databaseOf(sql::Dialect dialect) {
  switch (dialect) {
  case sql::Dialect::PostgreSql:
    return Database::PostgreSql;
  case sql::Dialect::MySql:
  case sql::Dialect::MariaDb:
    return Database::MariaDb;
  case sql::Dialect::Sqlite:
    return Database::Sqlite;
  default:
    return Database::Generic;
  }
}

sql::Isolation defaultIsolation(Database database) {
  if (database == Database::MariaDb)
    return sql::Isolation::RepeatableRead;
  return database == Database::Sqlite ? sql::Isolation::Serializable : sql::Isolation::ReadCommitted;
}

bool OutcomeRow::matches(const std::array<unsigned, dimensions> &point) const {
  for (std::size_t i = 0; i < dimensions; ++i)
    if (!(allowed[i] >> point[i] & 1u))
      return false;
  return true;
}

OutcomeTable::OutcomeTable(std::string_view json) {
  nlohmann::json document = nlohmann::json::parse(json);
  for (const nlohmann::json &row : document.at("rows"))
    rows_.push_back(rowOf(rows_.size(), row));
}

const OutcomeTable &OutcomeTable::builtIn() {
  static const OutcomeTable table(outcomeFiles().front().content);
  return table;
}

std::optional<Verdict> OutcomeTable::find(const Situation &situation) const {
  const auto point = coordinates(situation);
  for (const OutcomeRow &row : rows_) {
    if (!row.matches(point))
      continue;
    for (sql::Isolation level : {measured(situation.isolation), sql::Isolation::Unspecified})
      if (auto found = row.outcomes.find(level); found != row.outcomes.end())
        return Verdict{found->second, &row};
  }
  return std::nullopt;
}

Verdict OutcomeTable::judge(const Situation &situation) const {
  Situation weaker = situation;
  auto withOrWithoutRecovery = [&]() -> std::optional<Verdict> {
    for (Recovery recovery : {situation.handling, Recovery::None}) {
      weaker.handling = recovery;
      if (auto verdict = find(weaker))
        return verdict;
    }
    return std::nullopt;
  };
  if (auto verdict = withOrWithoutRecovery())
    return *verdict;
  // A lock does not care how the row is looked for behind it.
  weaker.check = situation.lock == Guard::None ? situation.check : CheckForm::Select;
  if (auto verdict = withOrWithoutRecovery())
    return *verdict;
  if (situation.lock != Guard::None && situation.write == WriteForm::InsertSelect) {
    weaker.write = WriteForm::Insert;
    if (auto verdict = withOrWithoutRecovery())
      return *verdict;
    weaker.write = situation.write;
  }
  weaker.check = situation.check;
  weaker.lock = Guard::None;
  if (auto verdict = withOrWithoutRecovery())
    return *verdict;
  // An upsert needs no check: what holds for it alone holds behind a lookup of its own statement.
  weaker.check = CheckForm::None;
  for (Around around : {weaker.transaction, Around::Deferred}) {
    Situation alone = weaker;
    alone.transaction = around;
    if (auto verdict = find(alone); verdict && weaker.write != WriteForm::Insert)
      return *verdict;
  }
  weaker.check = CheckForm::Select;
  weaker.write = WriteForm::Insert;
  weaker.connection = Connection::Own;
  if (auto verdict = withOrWithoutRecovery())
    return *verdict;
  weaker.database = Database::Generic;
  if (weaker.transaction == Around::Immediate)
    weaker.transaction = Around::Deferred;
  weaker.key = situation.key == KeyKind::None ? KeyKind::None : KeyKind::Covering;
  return withOrWithoutRecovery().value();  // The generic rows hold every combination that is left.
}

}  // namespace dbrace
