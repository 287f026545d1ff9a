// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Interpret.h"

#include "worlds/Backends.h"
#include "worlds/Pairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace dbrace::worlds {

namespace {

void addOnce(std::vector<std::string> &to, std::string name) {
  if (std::find(to.begin(), to.end(), name) == to.end())
    to.push_back(std::move(name));
}

/// `counted`: by function. Statements are counted once, however many variants and backends there are.
void summarizeStatements(const Summaries &summaries, const FunctionInfos &infos, const Program &program,
                         std::vector<char> &counted, Interpretation &result) {
  std::set<std::tuple<FunctionIndex, std::uint32_t, std::string>> distinct;
  std::set<std::string> tables(result.tables.begin(), result.tables.end());
  for (FunctionIndex f = 0; f < program.functions.size(); ++f) {
    const facts::Function &function = program.functions[f].facts;
    const Summary &summary = summaries.of(f);
    if (summary.cutShort)
      addOnce(result.summary.overBudget, std::string(program.strings[function.name]));
    for (const StatementInstance &instance : summary.instances)
      if (instance.specific == 0 && !sql::isKeyValue(instance.dialect))  // No schema describes those.
        tables.insert(instance.table);
    if (infos.isAbsent(f) || std::exchange(counted[f], 1))
      continue;
    ++result.summary.functions;
    for (const facts::Block &block : function.blocks)
      for (const facts::Step &step : block.steps)
        if (const auto *call = std::get_if<facts::Call>(&step.what))
          result.summary.databaseCalls += infos.isDatabaseModel(call->callee.model);
    result.summary.functionsWithStatements += !summary.instances.empty();
    for (const StatementInstance &instance : summary.instances) {
      if (instance.specific > 0)
        continue;
      if (!distinct.emplace(f, instance.path.front().step, instance.text).second)
        continue;
      ++result.summary.statements;
      TableStatements &table = result.statementsOf[instance.table];
      table.reads += instance.reads;
      table.writes += instance.writes;
      table.libraries.insert(instance.library);
      if (std::holds_alternative<sql::Unreadable>(instance.statement->body))
        ++result.summary.notUnderstood;
      else if (instance.statement->partial)
        ++result.summary.understoodInPart;
      else
        ++result.summary.understood;
    }
  }
  result.tables.assign(tables.begin(), tables.end());
}

/// Does a statement of it differ between the variants?
bool usesVariant(const Summary &summary, const NamedTexts &names) {
  return std::ranges::any_of(summary.instances, [&](const StatementInstance &one) {
    return one.registered && names.isVariant(*one.registered);
  });
}

/// What another variant of the same backend has found already is one finding, whatever its texts are.
void addNew(std::vector<CheckedWrite> found, std::vector<CheckedWrite> &all) {
  auto key = [](const CheckedWrite &it) {
    std::string columns;
    for (const CheckedColumn &column : it.key)
      columns += column.column + ",";
    return std::tuple(it.decision, it.write.at.file, it.write.at.begin, it.read.at.file, it.read.at.begin, it.function,
                      it.table, it.backend, columns);
  };
  std::set<decltype(key(found.front()))> known;
  for (const CheckedWrite &it : all)
    known.insert(key(it));
  for (CheckedWrite &it : found)
    if (!known.contains(key(it)))
      all.push_back(std::move(it));
}

/// A read behind the write comes to it only in a loop's next round: where one before it decides, that says all.
void dropReadsOfLaterRounds(std::vector<CheckedWrite> &found) {
  auto write = [](const CheckedWrite &it) {
    return std::tuple(it.decision, it.backend, it.function, it.write.at.file, it.write.at.begin);
  };
  auto isBehind = [](const CheckedWrite &it) {
    const CodePlace &read = it.read.way.front(), &write = it.write.way.front();
    return read.file == write.file && read.begin > write.begin;
  };
  std::set<decltype(write(found.front()))> decidedBefore;
  for (const CheckedWrite &it : found)
    if (!isBehind(it))
      decidedBefore.insert(write(it));
  std::erase_if(found, [&](const CheckedWrite &it) { return isBehind(it) && decidedBefore.contains(write(it)); });
}

/// Of several reads of one key that decide a write the last one is judged: it is the closest to the write.
void keepLastRead(std::vector<CheckedWrite> &found) {
  auto columns = [](const CheckedWrite &write) {
    std::string all;
    for (const CheckedColumn &column : write.key)
      all += column.column + ",";
    return all;
  };
  std::map<std::tuple<Decision, std::string, std::string, std::string, std::uint32_t, std::string>, std::size_t> last;
  std::vector<bool> dropped(found.size(), false);
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto key = std::tuple(found[i].decision, found[i].backend, found[i].function, found[i].write.at.file,
                          found[i].write.at.begin, columns(found[i]));
    auto [at, isNew] = last.try_emplace(key, i);
    if (isNew)
      continue;
    const CodePlace &old = found[at->second].read.way.front(), &now = found[i].read.way.front();
    if (now.begin >= old.begin) {
      dropped[at->second] = true;
      at->second = i;
    } else
      dropped[i] = true;
  }
  std::size_t i = 0;
  std::erase_if(found, [&](const CheckedWrite &) { return dropped[i++]; });
}

/// A caller that looks the row up too, with the key of a callee's own lookup or more of it, decides nothing: the
/// callee's lookup comes later and is the stricter one.
void dropOuterReads(std::vector<CheckedWrite> &found) {
  auto samePlace = [](const CodePlace &a, const CodePlace &b) { return a.file == b.file && a.begin == b.begin; };
  auto has = [](const std::vector<CheckedColumn> &key, const CheckedColumn &column) {
    return std::ranges::any_of(key, [&](const CheckedColumn &one) { return sameName(one.column, column.column); });
  };
  std::map<std::pair<std::string, std::uint32_t>, std::vector<std::size_t>> byWrite;
  for (std::size_t i = 0; i < found.size(); ++i)
    byWrite[{found[i].write.at.file, found[i].write.at.begin}].push_back(i);
  std::vector<bool> dropped(found.size(), false);
  for (const auto &[place, all] : byWrite)
    for (std::size_t outer : all)
      for (std::size_t inner : all) {
        const auto &longer = found[outer].write.way, &shorter = found[inner].write.way;
        bool within = found[outer].decision == found[inner].decision && found[outer].backend == found[inner].backend &&
                      longer.size() > shorter.size() &&
                      std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin(), samePlace);
        if (within &&
            std::ranges::all_of(found[inner].key, [&](const auto &column) { return has(found[outer].key, column); }))
          dropped[outer] = true;
      }
  std::size_t i = 0;
  std::erase_if(found, [&](const CheckedWrite &) { return dropped[i++]; });
}

/// A write that a lookup decides is judged for that: that the row is deleted before it, or counted, adds nothing.
void keepPlainest(std::vector<CheckedWrite> &found) {
  auto place = [](const CheckedWrite &it) {
    return std::tuple(it.backend, it.function, it.write.at.file, it.write.at.begin);
  };
  std::set<decltype(place(found.front()))> decided;
  for (const CheckedWrite &it : found)
    if (it.decision == Decision::RowMissing)
      decided.insert(place(it));
  std::erase_if(found, [&](const CheckedWrite &it) {
    bool weaker = it.decision == Decision::Replaced || it.decision == Decision::BelowLimit;
    return weaker && decided.contains(place(it));
  });
}

/// The program with one of its backends, once for each variant of its statements' names.
void interpretBackend(const Backends &backends, std::size_t backend, const ProgramIndex &index,
                      const apis::Models &models, const InterpretOptions &options, ResultsInMemory &shared,
                      std::vector<char> &counted, Interpretation &result, std::vector<CheckedWrite> &beside) {
  const Program &program = index.program();
  TimeBudgets budgets(options.secondsPerFunction, backends.count());
  FunctionInfos infos(index, models, backends.absent(backend));
  NamedTexts names;
  for (const NamedText &file : options.sqlFiles)
    names.add(file);
  ResultStore *results = options.results ? options.results : backends.count() > 1 ? &shared : nullptr;
  Summaries summaries(index, models, infos, options.dialect, budgets, names, backend, results);
  summaries.learn(options.progress);
  if (!results && names.variants() > 1)
    summaries.keepIn(shared);
  bool isFirst = true;
  auto judge = [&](std::size_t variant) {
    names.choose(variant);
    summaries.build(options.progress);
    summarizeStatements(summaries, infos, program, counted, result);
    Pairs pairs(index, models, infos, summaries, options);
    std::vector<CheckedWrite> found;
    std::size_t done = 0;
    for (FunctionIndex function : infos.bottomUp()) {
      // Of further variants only what they say differently.
      if (!infos.reachesDatabase(function) || (!isFirst && !usesVariant(summaries.of(function), names)))
        continue;
      if (!pairs.examine(function, found))
        addOnce(result.summary.overBudget, std::string(program.strings[program.functions[function].facts.name]));
      if (options.progress)
        options.progress(done + 1, done + 1), ++done;
    }
    addNew(std::move(found), result.checkedWrites);
    isFirst = false;
  };
  for (std::size_t variant = 0; variant < names.variants(); ++variant)
    if (!backends.isElsewhere(backend, names.sourceOf(variant)))
      judge(variant);
  if (isFirst)
    judge(0);
  // Of statements under names any variant will do: it is about connections.
  Pairs pairs(index, models, infos, summaries, options);
  std::vector<CheckedWrite> found;
  for (FunctionIndex function : pairs.starters())
    pairs.examineTasks(function, found);
  addNew(std::move(found), beside);
}

}  // namespace

Interpretation interpret(const Program &program, const apis::Models &models, const InterpretOptions &options) {
  Interpretation result;
  ProgramIndex index(program);
  const Backends backends(index, models);
  ResultsInMemory shared;
  std::vector<char> counted(program.functions.size(), 0);
  std::vector<CheckedWrite> beside;
  for (std::size_t backend = 0; backend < backends.count(); ++backend)
    interpretBackend(backends, backend, index, models, options, shared, counted, result, beside);
  // In this order: one insert may be reached on several ways from one lookup, and only some of them have their own.
  dropOuterReads(result.checkedWrites);
  dropReadsOfLaterRounds(result.checkedWrites);
  keepLastRead(result.checkedWrites);
  keepPlainest(result.checkedWrites);
  std::ranges::move(beside, std::back_inserter(result.checkedWrites));
  std::stable_sort(
      result.checkedWrites.begin(), result.checkedWrites.end(), [](const CheckedWrite &a, const CheckedWrite &b) {
        return std::tie(a.write.at.file, a.write.at.line, a.write.at.column, a.table, a.function, a.read.at.file,
                        a.read.at.line) < std::tie(b.write.at.file, b.write.at.line, b.write.at.column, b.table,
                                                   b.function, b.read.at.file, b.read.at.line);
      });
  std::sort(result.summary.overBudget.begin(), result.summary.overBudget.end());
  return result;
}

}  // namespace dbrace::worlds
