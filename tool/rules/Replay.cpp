// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Replay.h"

#include "rules/Case.h"
#include "rules/FillStatement.h"
#include "rules/Literal.h"
#include "rules/Remedy.h"
#include "rules/Wording.h"
#include "schema/Names.h"

#include <algorithm>
#include <stdexcept>

namespace dbrace {
namespace {

using Role = ReplayStep::Role;
using schema::sameName;

/// What keeps a finding from being replayed; the end of a sentence.
struct CannotReplay : std::runtime_error {
  using runtime_error::runtime_error;
};

bool isNumeric(std::string_view type) {
  std::string name = schema::folded(type);
  for (const char *family : {"int", "serial", "num", "dec", "real", "double", "float"})
    if (name.find(family) != std::string::npos)
      return true;
  return false;
}

class Planner {
public:
  Planner(const Case &facts, const PathVerdict &path, const Reread *reread)
      : facts(facts), write(*facts.write), path(path), reread(reread) {}

  Replay plan() {
    requireWitness();
    replay.dialect = facts.dialect == sql::Dialect::MySql ? sql::Dialect::MariaDb : facts.dialect;
    replay.isolation = path.situation.isolation;
    makeTable();
    for (int number : {1, 2})
      replay.found.sessions.push_back(session(number));
    replay.rows = "SELECT * FROM " + named(table.name);
    if (!write.key.empty())
      replay.rows += " WHERE " + keyCondition();
    if (auto plan = alternative())
      replay.alternative = std::move(plan);
    for (const std::string &column : mentioned)
      addColumn(column);
    replay.tables.push_back(table);
    if (!facts.table)
      replay.assumptions.push_back("No schema has " + table.name +
                                   ": its columns are those the statements name, and it has no unique key.");
    return std::move(replay);
  }

private:
  void requireWitness() const {
    using enum sql::Dialect;
    if (facts.dialect != PostgreSql && facts.dialect != Sqlite && facts.dialect != MySql && facts.dialect != MariaDb)
      throw CannotReplay("it is not known to be SQLite, PostgreSQL, MySQL or MariaDB (--dialect says so)");
    const auto *select = write.read.statement ? std::get_if<sql::Select>(&write.read.statement->body) : nullptr;
    if (select && (select->from.size() > 1 || !select->subqueries.empty()))
      throw CannotReplay("the lookup reads further tables, and what rows they have is not known");
  }

  void makeTable() {
    if (facts.table) {
      table = *facts.table;
      table.schema.reset();
      return;
    }
    table.name = write.table;
    for (std::size_t at; (at = table.name.find("…")) != std::string::npos;)
      table.name.erase(at, std::string_view("…").size());
    if (table.name.empty())
      table.name = "replayed";
  }

  void addColumn(const std::string &name) {
    if (facts.table || name.empty() || table.column(name))
      return;
    bool number = numbers(name), written = false;
    for (const WrittenColumn &column : write.written)
      written = written || sameName(column.column, name);
    if (sameName(name, "id") && !written) {
      table.columns.push_back({.name = name, .type = "integer", .nullable = false});
      table.keys.push_back({.columns = {name}, .primary = true});
    } else
      table.columns.push_back({.name = name, .type = number ? "bigint" : "text"});
  }

  bool numbers(const std::string &name) const {
    if (const schema::Column *column = facts.table ? facts.table->column(name) : nullptr)
      return isNumeric(column->type);
    for (const WrittenColumn &column : write.written)
      if (sameName(column.column, name) && column.constant && !column.constant->empty())
        return !isTextInStatement(name) && spellsNumber(*column.constant);
    return false;
  }

  /// Whether the insert itself has the column's value in quotes, as it may have a number's digits.
  bool isTextInStatement(const std::string &name) const {
    const auto *insert = write.write.statement ? std::get_if<sql::Insert>(&write.write.statement->body) : nullptr;
    if (!insert || !insert->columns)
      return false;
    for (const auto &row : insert->rows)
      for (std::size_t i = 0; i < row.size() && i < insert->columns->size(); ++i)
        if (const auto *constant = row[i] ? std::get_if<sql::Constant>(&row[i]->what) : nullptr;
            constant && sameName((*insert->columns)[i].text, name))
          return constant->kind == sql::Constant::Kind::Text;
    return false;
  }

  /// The same in both sessions, but for what only the lookup compares where the key is narrower.
  std::string value(const std::string &name, int number) const {
    const auto *covered = std::get_if<Covered>(&facts.covering);
    bool own = covered && covered->narrower && std::ranges::any_of(write.key, [&](const CheckedColumn &column) {
                 return sameName(column.column, name);
               });
    for (const std::string &column : covered ? covered->key->columns : std::vector<std::string>())
      own = own && !sameName(column, name);
    std::string digit = std::to_string(own ? number : 1);
    if (numbers(name))
      return digit;
    std::string text = name + " " + digit;
    if (covered && covered->stricter && number == 2)  // The key folds what the lookup tells apart.
      for (char &c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return text;
  }

  Filled filled(const std::string &text, int number) {
    FillOptions options{.dialect = facts.dialect, .table = facts.table, .tableName = table.name};
    options.value = [this, number](const std::string &column) { return value(column, number); };
    options.isNumber = [this](const std::string &column) { return numbers(column); };
    auto result = fillStatement(text, options);
    if (const auto *unfilled = std::get_if<NotFilled>(&result))
      throw CannotReplay(unfilled->why);
    Filled &statement = std::get<Filled>(result);
    mentioned.insert(mentioned.end(), statement.mentioned.begin(), statement.mentioned.end());
    return std::move(statement);
  }

  ReplayStep lookup(int number) {
    Filled statement = filled(write.read.text, number);
    Role role = Role::Lookup;
    if (write.read.statement && std::holds_alternative<sql::Update>(write.read.statement->body))
      role = Role::Update;
    if (write.read.statement && std::holds_alternative<sql::Delete>(write.read.statement->body))
      role = Role::Delete;
    return {role, statement.sql};
  }

  ReplayStep begin(TransactionShape shape) const {
    if (replay.dialect == sql::Dialect::MariaDb)
      return {Role::Begin, "START TRANSACTION"};
    return {Role::Begin, shape == TransactionShape::Immediate ? "BEGIN IMMEDIATE" : "BEGIN"};
  }

  struct LockSteps {
    std::string take, release;  ///< Empty release: the transaction's end does it.
  };
  LockSteps stepsOf(const HeldLock &lock) const {
    bool shared = sameName(lock.mode, "shared");
    switch (lock.kind) {
    case LockKind::AdvisoryTransaction:
      return {shared ? "SELECT pg_advisory_xact_lock_shared(1)" : "SELECT pg_advisory_xact_lock(1)", ""};
    case LockKind::AdvisorySession:
      return {shared ? "SELECT pg_advisory_lock_shared(1)" : "SELECT pg_advisory_lock(1)",
              shared ? "SELECT pg_advisory_unlock_shared(1)" : "SELECT pg_advisory_unlock(1)"};
    case LockKind::Named:
      return {"SELECT GET_LOCK('dbrace', 10)", "SELECT RELEASE_LOCK('dbrace')"};
    case LockKind::Table:
      if (replay.dialect == sql::Dialect::MariaDb)
        return {"LOCK TABLES " + named(table.name) + " " + (lock.mode.empty() ? "WRITE" : lock.mode), "UNLOCK TABLES"};
      return {"LOCK TABLE " + named(table.name) + (lock.mode.empty() ? "" : " IN " + lock.mode + " MODE"), ""};
    case LockKind::OtherRow:
      throw CannotReplay("it locks a row of another table, and what rows that has is not known");
    default:
      return {};  // In the lookup's text, or no lock of the database's.
    }
  }

  ReplaySession session(int number) {
    using Shape = TransactionShape;
    const Protection &protection = *path.protection;
    bool around = protection.sameTransaction && protection.atRead != Shape::Unknown;
    bool split = !protection.sameTransaction &&
                 (protection.atWrite == Shape::Deferred || protection.atWrite == Shape::Immediate);
    std::vector<ReplayStep> first, beforeRead, afterRead, beforeCommit, last;
    for (const HeldLock &lock : protection.locks) {
      LockSteps steps = lock.refused ? LockSteps() : stepsOf(lock);
      if (steps.take.empty())
        continue;
      if (lock.afterOtherRead && lock.beforeRead && around)  // Which makes the snapshot.
        beforeRead.push_back({Role::Lock, "SELECT COUNT(*) FROM " + named(table.name)});
      (!lock.beforeRead                ? afterRead
       : lock.inTransaction || !around ? beforeRead
                                       : first)
          .push_back({Role::Lock, steps.take});
      if (!steps.release.empty())
        (!lock.heldAtWrite          ? afterRead
         : lock.releasedAfterCommit ? last
                                    : beforeCommit)
            .push_back({Role::Unlock, steps.release});
    }
    ReplaySession result;
    auto add = [&](const std::vector<ReplayStep> &steps) {
      result.steps.insert(result.steps.end(), steps.begin(), steps.end());
    };
    add(first);
    if (around)
      result.steps.push_back(begin(std::max(protection.atRead, protection.atWrite)));
    add(beforeRead);
    result.steps.push_back(lookup(number));
    add(afterRead);
    if (split)
      result.steps.push_back(begin(protection.atWrite));
    bool savepoint = reread && reread->after == Reread::After::Savepoint;
    if (savepoint)
      result.steps.push_back({Role::Savepoint, "SAVEPOINT dbrace"});
    result.steps.push_back({Role::Write, filled(write.write.text, number).sql});
    // An ignored insert does not fail: what reads the row again runs in any case.
    bool ignored = reread && facts.form == WriteForm::Ignore;
    if (ignored)
      add(handler(number, false));
    add(beforeCommit);
    if (around || split)
      result.steps.push_back({Role::Commit, "COMMIT"});
    add(last);
    if (reread && !ignored)
      result.handler = handler(number, around || split);
    return result;
  }

  std::vector<ReplayStep> handler(int number, bool transaction) {
    std::vector<ReplayStep> steps;
    using After = Reread::After;
    if (reread->after == After::Savepoint)
      steps.push_back({Role::RollbackTo, "ROLLBACK TO SAVEPOINT dbrace"});
    else if (reread->after == After::Rollback && transaction)
      steps.push_back({Role::Rollback, "ROLLBACK"});
    else if (reread->after == After::Commit && transaction)
      steps.push_back({Role::Commit, "COMMIT"});
    ReplayStep again = lookup(number);
    bool locks = schema::folded(again.sql).find(" for ") != std::string::npos;
    if (reread->how == Reread::How::LockingRead && replay.dialect != sql::Dialect::Sqlite && !locks)
      again.sql += " FOR UPDATE";
    steps.push_back(std::move(again));
    if (transaction && reread->after != After::Rollback && reread->after != After::Commit)
      steps.push_back({Role::Commit, "COMMIT"});
    return steps;
  }

  std::string keyCondition() {
    std::string condition;
    for (const CheckedColumn &column : write.key) {
      std::string constant;
      bool null = false;
      for (const WrittenColumn &written : write.written)
        if (sameName(written.column, column.column)) {
          constant = written.constant.value_or("");
          null = written.null == WrittenColumn::Null::Always;
        }
      mentioned.push_back(column.column);
      std::string plain = constant.empty() ? value(column.column, 1) : constant;
      bool number = numbers(column.column) && spellsNumber(plain);
      std::string literal = number ? plain : textLiteral(plain, facts.dialect);
      const auto *covered = std::get_if<Covered>(&facts.covering);
      if (covered && covered->narrower && std::ranges::none_of(covered->key->columns, [&](const std::string &name) {
            return sameName(name, column.column);
          }))
        continue;  // The sessions differ in it.
      std::string text = column.wrapper.empty() ? named(column.column) : spelled(column);
      if (text.ends_with(")"))
        literal = column.wrapper + "(" + literal + ")";
      condition += (condition.empty() ? "" : " AND ") + text + (null ? " IS NULL" : " = " + literal);
    }
    return condition;
  }

  /// Let the database decide: the insert with a conflict clause, then the row by a statement of its own.
  std::optional<ReplaySession> atomic() {
    const auto *insert = write.write.statement ? std::get_if<sql::Insert>(&write.write.statement->body) : nullptr;
    const auto *covered = std::get_if<Covered>(&facts.covering);
    bool differs = covered && (covered->narrower || covered->stricter || covered->key->deferrable);
    // A conflict clause that is there already and speaks of another key is not the one proposed.
    bool other = insert && !insert->conflicts.empty() && facts.form == WriteForm::Insert;
    if (!insert || insert->select || !insert->returning.empty() || differs || other)
      return std::nullopt;
    std::string sql = filled(write.write.text, 1).sql;
    if (insert->conflicts.empty() && replay.dialect == sql::Dialect::MariaDb)
      sql += " ON DUPLICATE KEY UPDATE " + named(write.key[0].column) + " = VALUES(" + named(write.key[0].column) + ")";
    else if (insert->conflicts.empty())
      sql += " ON CONFLICT " + target() + " DO NOTHING";
    ReplaySession session{{{Role::Write, sql}}, {}, false};
    if (ReplayStep read = lookup(1); read.role == Role::Lookup)  // An UPDATE that changes nothing says nothing.
      session.steps.push_back(std::move(read));
    return session;
  }

  std::optional<ReplaySession> oneAtATime() {
    ReplayStep read = lookup(1), insert{Role::Write, filled(write.write.text, 1).sql};
    ReplayStep commit{Role::Commit, "COMMIT"};
    if (replay.dialect == sql::Dialect::Sqlite)
      return ReplaySession{{begin(TransactionShape::Immediate), read, insert, commit}, {}, false};
    if (replay.dialect == sql::Dialect::PostgreSql && replay.isolation == sql::Isolation::ReadCommitted)
      return ReplaySession{
          {begin(TransactionShape::Deferred), {Role::Lock, "SELECT pg_advisory_xact_lock(1)"}, read, insert, commit},
          {},
          false};
    if (replay.dialect == sql::Dialect::MariaDb)
      return ReplaySession{{{Role::Lock, "SELECT GET_LOCK('dbrace', 10)"},
                            begin(TransactionShape::Deferred),
                            read,
                            insert,
                            commit,
                            {Role::Unlock, "SELECT RELEASE_LOCK('dbrace')"}},
                           {},
                           false};
    return std::nullopt;
  }

  std::string named(const std::string &name) const {
    return identifier(name, facts.dialect, write.read.text + write.write.text);
  }

  std::string target() const {
    return conflictTarget(facts, [this](const std::string &name) { return named(name); });
  }

  /// As in the advice: a row with NULL in the key is refused only so.
  std::string nulls() const {
    bool always = std::ranges::any_of(write.written, [&](const WrittenColumn &written) {
      return written.null == WrittenColumn::Null::Always &&
             std::ranges::any_of(write.key,
                                 [&](const CheckedColumn &column) { return sameName(column.column, written.column); });
    });
    return always && replay.dialect == sql::Dialect::PostgreSql ? " NULLS NOT DISTINCT" : "";
  }

  std::optional<ReplayPlan> alternative() {
    ReplayPlan plan;
    std::optional<ReplaySession> session;
    if (reread) {  // Leave the transaction, then read.
      const auto *covered = std::get_if<Covered>(&facts.covering);
      if (covered && (covered->narrower || covered->stricter))
        return std::nullopt;
      session = replay.found.sessions[0];
      if (facts.form == WriteForm::Ignore)
        return std::nullopt;
      session->handler = {{Role::Rollback, "ROLLBACK"}, lookup(1)};
      bool transaction =
          std::ranges::any_of(session->steps, [](const ReplayStep &step) { return step.role == Role::Begin; });
      if (!transaction)
        session->handler.erase(session->handler.begin());
    } else if (write.lookupIsNarrower || write.decision == Decision::Replaced) {
      session = oneAtATime();
    } else {
      bool expression = keyList(facts).find_first_of("(", 1) != std::string::npos;
      bool missing = !std::holds_alternative<Covered>(facts.covering);
      if (missing && expression && replay.dialect == sql::Dialect::MariaDb)
        return std::nullopt;
      if (missing)
        plan.schema.push_back("CREATE UNIQUE INDEX dbrace_key ON " + named(table.name) + " " + target() + nulls());
      session = atomic();
    }
    if (!session)
      return std::nullopt;
    plan.sessions.assign(2, *session);
    return plan;
  }

  const Case &facts;
  const CheckedWrite &write;
  const PathVerdict &path;
  const Reread *reread;
  schema::Table table;
  std::vector<std::string> mentioned;
  Replay replay;
};

}  // namespace

Replay replayOf(const Case &facts, const PathVerdict &path, const Reread *reread) {
  try {
    return Planner(facts, path, reread).plan();
  } catch (const CannotReplay &reason) {
    Replay replay;
    replay.why = reason.what();
    return replay;
  }
}

}  // namespace dbrace
