// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes that a read decides otherwise than by being empty: it deletes the key that is written again, it gives the
// number that is written, or it is a part of the write itself.
#include "worlds/InnerLookup.h"
#include "worlds/PairWorlds.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {

/// How a value depends on what a run has read.
struct Dependence {
  bool depends = false;
  bool added = false;  ///< Something is added to it on the way.
};
Dependence dependence(Term value, Term run, const Terms &terms, unsigned depth = 0) {
  constexpr unsigned deepest = 12;
  Dependence result;
  if (value == noTerm || depth > deepest ||
      (terms.kind(value) != TermKind::Apply && terms.kind(value) != TermKind::Text))
    return result;
  if ((terms.isApply(value, "column") || terms.isApply(value, "columntext")) && terms.operand(value, 0) == run)
    return {true, false};
  for (Term operand : terms.operands(value)) {
    Dependence inner = dependence(operand, run, terms, depth + 1);
    result.depends |= inner.depends;
    result.added |= inner.added;
  }
  result.added |= result.depends && (terms.isApply(value, "+") || terms.isApply(value, "some"));
  return result;
}

/// Does it write a column that the SELECT reads and does not ask for?
bool writesSelected(const sql::Select &select, const sql::Insert &insert) {
  sql::KeyLookup lookup = sql::keyLookup(select.where);
  auto asked = [&](const std::string &column) {
    return std::ranges::any_of(lookup.equalities, [&](const sql::KeyEquality &equality) {
      return sameName(equality.column.column.text, column);
    });
  };
  const std::vector<WrittenValue> written = writtenBy(insert);
  return std::ranges::any_of(select.items, [&](const sql::SelectItem &item) {
    if (!item.expression || std::holds_alternative<sql::Star>(item.expression->what))
      return true;
    const auto *column = std::get_if<sql::ColumnRef>(&item.expression->what);
    return column && !asked(column->column.text) && std::ranges::any_of(written, [&](const WrittenValue &value) {
             return value.column.empty() || sameName(value.column, column->column.text);
           });
  });
}

}  // namespace

void Pairs::examineOwn(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found) {
  const StatementInstance &write = *candidate.read;
  const std::vector<Start> &starts = session.starts[write.path.front().step];
  const InnerLookup inner = *innerLookup(std::get<sql::Insert>(write.statement->body));
  std::vector<LookupColumn> lookup;
  for (const sql::KeyEquality &equality : inner.key)
    lookup.push_back({equality.column.column.text, equality.wrapper, equality.value.get(), equality.value});
  PathPlan plan(summaries, session);
  plan.addRead(write.path);
  plan.addWrite(write.path);
  plan.complete();
  Watcher watcher(session);
  watcher.ownKey = &inner.key;
  Term run = session.runOf(write.path);
  watcher.targets.insert(run);
  std::vector<Exit> exits;
  session.complete &= session.machine.run(session.function, World(), plan, watcher, session.limits, starts, exits);
  watcher.conclude();
  CheckedWrite result = skeleton(session.function, write, write);
  result.decision = candidate.decision;
  result.oneStatement = true;
  result.lookupIsNarrower = inner.narrower;
  for (const Sighting &sighting : watcher.sightings) {
    auto key = matchKey(session, lookup, write, sighting.readKey, sighting.written, result.positional);
    if (!key)
      continue;
    if (result.protections.empty()) {
      result.key = std::move(*key);
      result.written = sighting.columns;
    }
    addProtections(session, sighting, write, result);
  }
  if (result.protections.empty())
    return;
  if (candidate.decision == Decision::NextNumber)
    result.key.push_back({.column = inner.number});
  judgeHandling(session, candidate, noTerm, run, write, {}, result);
  found.push_back(std::move(result));
}

void Pairs::examineDependence(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found) {
  const Terms &terms = session.terms;
  const std::vector<Start> &starts = session.starts[candidate.read->path.front().step];
  if (starts.empty())
    return;
  const std::vector<LookupColumn> lookup = lookupOf(*candidate.read->statement);
  std::optional<GreatestNumber> number;
  if (candidate.decision == Decision::NextNumber)
    number = greatestNumber(*lookupSelect(*candidate.read->statement));
  PathPlan plan(summaries, session);
  plan.addRead(candidate.read->path);
  Watcher watcher(session);
  std::unordered_map<Term, const StatementInstance *> writes;
  for (const StatementInstance *write : candidate.writes) {
    plan.addWrite(write->path);
    Term run = session.runOf(write->path);
    writes[run] = write;
    watcher.targets.insert(run);
  }
  plan.complete();
  Term readRun = session.runOf(candidate.read->path);
  // Of a DELETE too: rows were there, and are gone.
  World world = worldOf(*candidate.read, readRun, World::Row::Present);
  std::vector<Exit> exits;
  session.complete &= session.machine.run(session.function, world, plan, watcher, session.limits, starts, exits);
  watcher.conclude();

  /// The column that gets the next number; empty where it only has the read's name in common.
  auto numbered = [&](const Sighting &sighting) -> std::string {
    for (std::size_t i = 0; i < sighting.written.size(); ++i) {
      const auto &[column, value] = sighting.written[i];
      Dependence on = dependence(value, readRun, terms);
      // Without names the first one is where numbers stand.
      bool named = column.empty() ? i == 0 : sameName(column, number->column);
      if (on.depends && (on.added || number->counted) && named)
        return number->column;
    }
    return {};
  };
  std::map<Term, CheckedWrite> results;
  for (const Sighting &sighting : watcher.sightings) {
    const StatementInstance &write = *writes[sighting.run];
    bool positional = false;
    auto key = matchKey(session, lookup, write, sighting.readKey, sighting.written, positional);
    // No branch says that the two belong together: only their values do.
    bool proven = key && std::ranges::all_of(*key, [](const CheckedColumn &column) {
                    return column.match == KeyMatch::Same || column.defaulted;
                  });
    if (!proven || session.differInTable(readRun, sighting.run))
      continue;
    std::string column = number ? numbered(sighting) : "";
    if (number && column.empty())
      continue;
    auto [at, isNew] = results.try_emplace(sighting.run);
    CheckedWrite &result = at->second;
    if (isNew) {
      result = skeleton(session.function, *candidate.read, write);
      result.decision = candidate.decision;
      result.positional = positional;
      result.key = std::move(*key);
      if (number)
        result.key.push_back({.column = column});
      result.written = sighting.columns;
    }
    addProtections(session, sighting, *candidate.read, result);
  }
  for (auto &[run, result] : results) {
    judgeHandling(session, candidate, readRun, run, *writes[run], {}, result);
    found.push_back(std::move(result));
  }
}

/// All rows are read, or all of some owner, and the program itself looks for the key among them: in a loop that
/// compares, or in a set that it fills with them.
void Pairs::examineCompared(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found) {
  const sql::Select *select = lookupSelect(*candidate.read->statement);
  const std::vector<Start> &starts = session.starts[candidate.read->path.front().step];
  // The last of many rows is compared to see what has changed, not to find a key.
  if (!select || alwaysOneRow(*candidate.read->statement) || select->limited ||
      (select->ordered && select->descending) || starts.empty())
    return;
  const Terms &terms = session.terms;
  /// Empty where it is not known which column it is.
  auto columnName = [&](Term column) -> std::string {
    if (auto name = terms.literal(column))
      return std::string(*name);
    auto at = terms.kind(column) == TermKind::Int ? static_cast<std::size_t>(terms.number(column)) : std::string::npos;
    const auto *reference = at < select->items.size() && select->items[at].expression
                                ? std::get_if<sql::ColumnRef>(&select->items[at].expression->what)
                                : nullptr;
    return reference && !reference->column.hole ? reference->column.text : "";
  };
  PathPlan plan(summaries, session);
  plan.addRead(candidate.read->path);
  std::unordered_map<Term, const StatementInstance *> writes;
  for (const StatementInstance *write : candidate.writes)
    if (writesSelected(*select, std::get<sql::Insert>(write->statement->body))) {
      plan.addWrite(write->path);
      writes[session.runOf(write->path)] = write;
    }
  if (writes.empty())
    return;
  plan.complete();
  Term readRun = session.runOf(candidate.read->path);
  auto run = [&](bool sameKey, Watcher &watcher) {
    for (const auto &[term, _] : writes)
      watcher.targets.insert(term);
    World world = worldOf(*candidate.read, readRun, World::Row::Present);
    world.sameKey = sameKey;
    std::vector<Exit> exits;
    bool complete = session.machine.run(session.function, world, plan, watcher, session.limits, starts, exits);
    session.complete &= complete;
    watcher.conclude();
    return complete;
  };
  auto matched = [&](const Sighting &sighting, bool &positional) -> std::optional<std::vector<CheckedColumn>> {
    for (const auto &[column, value] : session.machine.compared) {
      std::vector<LookupColumn> lookup = lookupOf(*candidate.read->statement);
      std::vector<Term> key = sighting.readKey;
      if (std::string name = columnName(column); !name.empty() && key.size() == lookup.size()) {
        lookup.push_back({name, "", nullptr, nullptr});
        key.push_back(value);
        auto all = matchKey(session, lookup, *writes[sighting.run], key, sighting.written, positional);
        if (all && !all->empty() && sameName(all->back().column, name) && all->back().match == KeyMatch::Same)
          return all;
      }
    }
    return std::nullopt;
  };
  session.machine.compared.clear();
  session.machine.loopsOverRows = false;
  Watcher other(session), same(session);
  // What one row has is compared to see whether it has changed.
  if (!run(false, other) || session.machine.compared.empty() || !session.machine.loopsOverRows)
    return;
  std::map<Term, CheckedWrite> results;
  for (const Sighting &sighting : other.sightings) {
    bool positional = false;
    auto key = matched(sighting, positional);
    if (!key || session.differInTable(readRun, sighting.run))
      continue;
    auto [at, isNew] = results.try_emplace(sighting.run);
    if (isNew) {
      at->second = skeleton(session.function, *candidate.read, *writes[sighting.run]);
      at->second.key = std::move(*key);
      at->second.positional = positional;
      at->second.written = sighting.columns;
    }
    addProtections(session, sighting, *candidate.read, at->second);
  }
  if (results.empty() || !run(true, same))
    return;
  for (const Sighting &sighting : same.sightings)
    if (bool positional = false; matched(sighting, positional))
      results.erase(sighting.run);
  for (auto &[write, result] : results) {
    judgeHandling(session, candidate, readRun, write, *writes[write], {}, result);
    result.leftOut = {};
    found.push_back(std::move(result));
  }
}

/// An upsert needs no world: whatever the program does, the schema says whether its key is one.
void Pairs::addUpserts(FunctionIndex function, std::vector<CheckedWrite> &found) const {
  for (const StatementInstance &write : summaries.of(function).instances) {
    const auto *insert = std::get_if<sql::Insert>(&write.statement->body);
    using Kind = sql::Conflict::Kind;
    auto looks = [](const sql::Conflict &conflict) {
      return conflict.kind != Kind::Abort && conflict.kind != Kind::Rollback && conflict.kind != Kind::Fail;
    };
    if (!insert || !std::ranges::any_of(insert->conflicts, looks) || isKnownBelow(write))
      continue;
    // Of texts for several databases under one name it is not known which schema they are for.
    if (write.registered && summaries.namedTexts().isVariant(*write.registered))
      continue;
    CheckedWrite result = skeleton(function, write, write);
    result.decision = Decision::Upsert;
    result.oneStatement = true;
    result.positional = !insert->columns;
    for (const WrittenValue &value : writtenBy(*insert)) {
      WrittenColumn column{.column = value.column};
      const auto *constant = value.value ? std::get_if<sql::Constant>(&value.value->what) : nullptr;
      if (constant)
        column.null =
            constant->kind == sql::Constant::Kind::Null ? WrittenColumn::Null::Always : WrittenColumn::Null::Never;
      result.written.push_back(std::move(column));
    }
    result.protections.emplace_back();
    found.push_back(std::move(result));
  }
}

}  // namespace dbrace::worlds
