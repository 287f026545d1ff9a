// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Interpret.h"

#include "worlds/Pairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace dbrace::worlds {

namespace {

void summarizeStatements(const Summaries &summaries, const FunctionInfos &infos, const Program &program,
                         Interpretation &result) {
  std::set<std::tuple<FunctionIndex, std::uint32_t, std::string>> distinct;
  std::set<std::string> tables;
  for (FunctionIndex f = 0; f < program.functions.size(); ++f) {
    const facts::Function &function = program.functions[f].facts;
    ++result.summary.functions;
    for (const facts::Block &block : function.blocks)
      for (const facts::Step &step : block.steps)
        if (const auto *call = std::get_if<facts::Call>(&step.what))
          result.summary.databaseCalls += infos.isDatabaseModel(call->callee.model);
    const Summary &summary = summaries.of(f);
    if (!summary.instances.empty())
      ++result.summary.functionsWithStatements;
    if (summary.cutShort)
      result.summary.overBudget.push_back(std::string(program.strings[function.name]));
    for (const StatementInstance &instance : summary.instances) {
      if (instance.specific > 0)
        continue;
      if (!distinct.emplace(f, instance.path.front().step, instance.text).second)
        continue;
      tables.insert(instance.table);
      ++result.summary.statements;
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

/// Of several reads of one key that decide a write the last one is judged: it is the closest to the write.
void keepLastRead(std::vector<CheckedWrite> &found) {
  auto columns = [](const CheckedWrite &write) {
    std::string all;
    for (const CheckedColumn &column : write.key)
      all += column.column + ",";
    return all;
  };
  std::map<std::tuple<std::string, std::string, std::uint32_t, std::string>, std::size_t> last;
  std::vector<bool> dropped(found.size(), false);
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto key = std::tuple(found[i].function, found[i].write.at.file, found[i].write.at.begin, columns(found[i]));
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
        bool within =
            longer.size() > shorter.size() && std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin(), samePlace);
        if (within &&
            std::ranges::all_of(found[inner].key, [&](const auto &column) { return has(found[outer].key, column); }))
          dropped[outer] = true;
      }
  std::size_t i = 0;
  std::erase_if(found, [&](const CheckedWrite &) { return dropped[i++]; });
}

}  // namespace

Interpretation interpret(const Program &program, const apis::Models &models, const InterpretOptions &options) {
  Interpretation result;
  ProgramIndex index(program);
  FunctionInfos infos(index, models);
  Summaries summaries(index, models, infos, options.dialect, options.secondsPerFunction);
  summaries.build([&](std::size_t done, std::size_t all) {
    if (options.progress)
      options.progress(done, all * 2);
  });
  summarizeStatements(summaries, infos, program, result);
  Pairs pairs(index, models, infos, summaries, options);
  std::size_t done = 0;
  for (FunctionIndex function : infos.bottomUp()) {
    if (!infos.reachesDatabase(function))
      continue;
    if (!pairs.examine(function, result.checkedWrites)) {
      const std::string name(program.strings[program.functions[function].facts.name]);
      if (std::find(result.summary.overBudget.begin(), result.summary.overBudget.end(), name) ==
          result.summary.overBudget.end())
        result.summary.overBudget.push_back(name);
    }
    if (options.progress)
      options.progress(done + 1, done + 1), ++done;
  }
  // In this order: one insert may be reached on several ways from one lookup, and only some of them have their own.
  dropOuterReads(result.checkedWrites);
  keepLastRead(result.checkedWrites);
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
