// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Tasks.h"

#include <algorithm>
#include <cctype>

namespace dbrace::worlds {

namespace {

bool hasWord(std::string_view name, std::span<const std::string_view> words) {
  std::string lower;
  for (char c : name)
    if (c != '_')
      lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::ranges::any_of(words, [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

constexpr std::string_view holders[] = {"pool",      "executor", "scheduler", "taskgroup", "threads",
                                        "workqueue", "workers",  "taskqueue", "jobqueue",  "dispatcher"};
constexpr std::string_view lenders[] = {"connection", "conn", "session", "database", "db", "sql", "client"};
constexpr std::string_view verbs[] = {"enqueue", "submit", "post",  "push",     "add",      "schedule", "run",
                                      "execute", "async",  "start", "dispatch", "spawn",    "detach",   "queue",
                                      "launch",  "commit", "defer", "invoke",   "parallel", "emplace"};

}  // namespace

const apis::Spawn *spawnOf(const apis::Function *model) {
  if (model)
    for (const apis::Effect &effect : model->effects)
      if (const auto *spawn = std::get_if<apis::Spawn>(&effect))
        return spawn;
  return nullptr;
}

/// Does the function call what it is given, or any other function value, itself?
static bool callsValues(const facts::Function &function, const Program &program) {
  return std::ranges::any_of(function.blocks, [&](const facts::Block &block) {
    return std::ranges::any_of(block.steps, [&](const facts::Step &step) {
      const auto *call = std::get_if<facts::Call>(&step.what);
      return call && (call->callee.indirect != facts::none ||
                      program.strings[call->callee.name].ends_with("function::operator()"));
    });
  });
}

bool mayQueue(const facts::Call &call, const Program &program, const FunctionInfos &infos) {
  if (call.callee.model || call.receiver == facts::none || call.callee.kind == facts::CallKind::Constructor ||
      call.arguments.empty())
    return false;
  std::string_view name = program.strings[call.callee.name], holder = program.strings[call.receiverType];
  if (std::size_t colons = name.rfind("::"); colons != name.npos)
    name.remove_prefix(colons + 2);
  // A pool of connections lends one to what it is given, and runs that at once.
  return hasWord(holder, holders) && !hasWord(holder, lenders) && hasWord(name, verbs) &&
         std::ranges::none_of(infos.callees(call), [&](FunctionIndex callee) {
           return callsValues(program.functions[callee].facts, program);
         });
}

Term queuedBy(const ActiveCall &active, const facts::Call &call, const Program &program, const FunctionInfos &infos,
              const Terms &terms) {
  if (!mayQueue(call, program, infos))
    return noTerm;
  auto isJob = [&](Term argument) {
    return terms.kind(argument) == TermKind::Closure &&
           std::ranges::all_of(infos.bodiesNamed(terms.name(argument)),
                               [&](FunctionIndex body) { return program.functions[body].facts.parameters.empty(); });
  };
  auto function = std::ranges::find_if(active.arguments, isJob);
  return function == active.arguments.end() ? noTerm : *function;
}

void Machine::startTask(const Frame &frame, std::uint32_t number, Term function, std::span<const Term> arguments,
                        Term handle, State &&state, Outcomes &out) {
  constexpr std::ptrdiff_t enough = 2;  // Of one place: it runs beside itself.
  Term task = terms.run(frame.id, number);
  if (std::ranges::count(state.tasks, task) < enough)
    state.tasks.insert(std::ranges::lower_bound(state.tasks, task), task);
  Outcomes ends;
  invokeValue(frame, number, function, arguments, noTerm, std::move(state), ends);
  for (State &end : ends.normal) {
    if (handle != noTerm)
      store(handle, terms.symbol("task", {task}), end);
    out.normal.push_back(std::move(end));
  }
  for (Exit &thrown : ends.thrown)
    out.thrown.push_back(std::move(thrown));
}

void Machine::endTask(Term object, bool ends, State &state) {
  Term held = load(object, state);
  bool moved = ends && std::ranges::any_of(state.store, [&](const auto &entry) {
                 return entry.second == held && entry.first != object;
               });
  if (moved)
    return;
  if (terms.kind(held) == TermKind::Symbol && terms.name(held) == "task")
    std::erase(state.tasks, terms.operand(held, 0));
  else if (!ends)
    state.tasks.clear();
}

}  // namespace dbrace::worlds
