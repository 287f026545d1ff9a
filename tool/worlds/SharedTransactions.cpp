// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks that run beside one another, and use one connection in one transaction.
//
// One run of the function that starts them is enough: the state says which tasks nobody has waited for, which
// transaction is open on whose connection, and which mutexes are held. A connection counts as shared only where it is
// known to be one and the same; where it may be another one each time (an element of a pool, one that the task opens
// itself, one for each thread) nothing is said.
#include "worlds/Liveness.h"
#include "worlds/PairWorlds.h"
#include "worlds/Pairs.h"
#include "worlds/Tasks.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {

/// Something that a task, or who has started it, does on a connection.
struct Use {
  Term run = noTerm, connection = noTerm;
  Term task = noTerm;                          // Run that started it; noTerm: the function itself.
  bool begins = false;                         // A transaction, or inside one a savepoint.
  Term transaction = noTerm;                   // The run that opened the one it is in, before the task.
  std::vector<std::pair<Term, Term>> mutexes;  // Taken since the task started: which, and by which run.
  std::vector<Term> tasks;                     // As in the state.
  std::optional<StatementInstance> statement;
};

class TaskWatcher : public Observer {
public:
  TaskWatcher(const Program &program, const FieldTexts &fieldTexts, Terms &terms)
      : program(program), fieldTexts(fieldTexts), terms(terms) {}

  void onRun(const RunEvent &event, const State &state) override {
    Use use;
    if (!see(event.frame, event.step, event.connection, state, use) || !event.statements)
      return;
    for (const auto &statement : event.statements->statements) {
      std::string table = tableOf(*statement);
      if (table.empty())
        continue;
      StatementInstance instance{.path = pathOf(event.frame, event.step), .statement = statement, .table = table};
      instance.text = sql::show(event.statements->text, 400);
      if (event.library) {
        instance.library = event.library->name;
        instance.dialect = dialectOf(*event.library, fieldTexts);
        instance.embedded = event.library->embedded;
      }
      instance.writes = changesData(*statement);
      use.statement = std::move(instance);
      uses.push_back(use);
    }
  }
  void onBegin(const Frame &frame, std::uint32_t step, Term connection, const State &state) override {
    Use use{.begins = true};
    if (see(frame, step, connection, state, use))
      uses.push_back(std::move(use));
  }

  std::vector<Use> uses;

private:
  bool see(const Frame &frame, std::uint32_t step, Term connection, const State &state, Use &use) const {
    if (connection == noTerm)
      return false;
    use.run = terms.run(frame.id, step);
    use.connection = connection;
    use.tasks = state.tasks;
    for (const Frame *top = &frame; top->caller; top = top->caller)
      if (Term start = terms.run(top->caller->id, top->callerStep); std::ranges::count(state.tasks, start)) {
        use.task = start;
        break;
      }
    const TransactionState &open = state.transaction;
    if (open.kind == TransactionState::Kind::Open && open.connection == connection && !isWithin(open.at, use.task))
      use.transaction = open.at;
    for (const LockState &lock : state.locks)
      if (lock.kind == LockKind::Mutex && !lock.shared && (use.task == noTerm || isWithin(lock.at, use.task)))
        use.mutexes.emplace_back(lock.object, lock.at);
    return true;
  }

public:
  /// Has the term come about in the task?
  bool isWithin(Term term, Term task, unsigned depth = 0) const {
    constexpr unsigned deepest = 12;
    if (term == noTerm || task == noTerm || depth > deepest)
      return false;
    if (terms.kind(term) == TermKind::Frame) {
      for (; terms.operand(term, 0) != noTerm; term = terms.operand(term, 0))
        if (terms.operand(term, 0) == terms.operand(task, 0) && terms.operand(term, 1) == terms.number(task))
          return true;
      return false;
    }
    std::span<const Term> parts = terms.operands(term);
    std::size_t count = parts.size();
    if (TermKind kind = terms.kind(term); kind == TermKind::Object || kind == TermKind::Run)
      count = std::min<std::size_t>(count, 1);  // The rest are numbers.
    for (std::size_t i = 0; i < count; ++i)
      if (isWithin(parts[i], task, depth + 1))
        return true;
    return false;
  }
  /// May it be another connection each time?
  bool varies(Term term, unsigned depth = 0) const {
    constexpr unsigned deepest = 12;
    if (term == noTerm || depth > deepest)
      return false;
    switch (terms.kind(term)) {
    case TermKind::Frame:
    case TermKind::Int:
      return false;
    case TermKind::Global:
      return std::ranges::any_of(program.globals, [&](const facts::GlobalVariable &global) {
        return program.strings[global.name] == terms.name(term) &&
               program.strings[global.type].starts_with("thread_local ");
      });
    case TermKind::Element:
      if (Term index = terms.operand(term, 1); index == noTerm || terms.kind(index) != TermKind::Int)
        return true;
      return varies(terms.operand(term, 0), depth + 1);
    case TermKind::Object:
      return false;
    default:
      for (Term part : terms.operands(term))
        if (varies(part, depth + 1))
          return true;
      return false;
    }
  }
  /// Is what the term stands for made anew before each start of the task, which is in a loop?
  bool isRenewed(Term term, Term task, unsigned depth = 0) const {
    constexpr unsigned deepest = 12;
    if (term == noTerm || depth > deepest || terms.kind(term) == TermKind::Frame)
      return false;
    if (TermKind kind = terms.kind(term); kind == TermKind::Object || kind == TermKind::Slot) {
      if (kind == TermKind::Slot && terms.name(term) != "local" && terms.name(term) != "temporary")
        return false;
      Term frame = terms.operand(term, 0);
      Term start = terms.operand(task, 0);
      std::uint32_t step = kind == TermKind::Object ? terms.operand(term, 1) : 0;
      if (kind == TermKind::Slot && frame == start)
        return true;  // Where it is declared is not known.
      for (; frame != start && terms.operand(frame, 0) != noTerm; frame = terms.operand(frame, 0))
        step = terms.operand(frame, 1);
      if (frame != start)
        return false;
      const facts::Function &function = program.functions[static_cast<std::size_t>(terms.number(frame))].facts;
      std::vector<char> seen(function.blocks.size(), 0);
      std::vector<facts::BlockId> work{blockOf(static_cast<std::uint32_t>(terms.number(task)))};
      while (!work.empty()) {
        facts::BlockId at = work.back();
        work.pop_back();
        for (facts::BlockId next : successorsOf(function, at))
          if (!seen[next])
            seen[next] = 1, work.push_back(next);
      }
      return seen[blockOf(step)];
    }
    for (Term part : terms.operands(term))
      if (isRenewed(part, task, depth + 1))
        return true;
    return false;
  }

private:
  const Program &program;
  const FieldTexts &fieldTexts;
  Terms &terms;
};

/// Enters what may come to the database, and the helpers that every run enters.
class TaskPlan : public Plan {
public:
  TaskPlan(const Summaries &summaries, const FunctionInfos &infos) : summaries(summaries), infos(infos) {}
  bool enters(const Frame &, std::uint32_t, FunctionIndex callee) const override {
    return infos.reachesDatabase(callee) || summaries.isAlwaysEntered(callee);
  }

private:
  const Summaries &summaries;
  const FunctionInfos &infos;
};

/// The uses of one task, or of who has started it, on one connection.
using Uses = std::vector<const Use *>;

/// Does one mutex keep the two apart? Where a transaction or savepoint is begun, it must be held without a break.
bool keptApart(const Uses &one, const Uses &other) {
  auto holds = [](const Use &use, Term mutex) {
    return std::ranges::any_of(use.mutexes, [&](const auto &held) { return held.first == mutex; });
  };
  auto throughout = [&](const Uses &uses, Term mutex) {
    bool begins = std::ranges::any_of(uses, [](const Use *use) { return use->begins; });
    Term taken = noTerm;
    for (const Use *use : uses) {
      auto held = std::ranges::find(use->mutexes, mutex, &std::pair<Term, Term>::first);
      if (held == use->mutexes.end() || (begins && taken != noTerm && held->second != taken))
        return false;
      taken = held->second;
    }
    return true;
  };
  return std::ranges::any_of(one.front()->mutexes, [&](const auto &held) {
    return holds(*other.front(), held.first) && throughout(one, held.first) && throughout(other, held.first);
  });
}

const Use *oneThat(const Uses &uses, auto is) {
  auto found = std::ranges::find_if(uses, [&](const Use *use) { return is(*use); });
  return found == uses.end() ? nullptr : *found;
}

}  // namespace

std::vector<FunctionIndex> Pairs::starters() const {
  constexpr int levels = 3;  // Of callers: the transaction may be theirs.
  std::vector<char> chosen(program.functions.size(), 0);
  std::vector<FunctionIndex> level;
  auto choose = [&](FunctionIndex function, std::vector<FunctionIndex> &into) {
    if (!chosen[function] && infos.reachesDatabase(function))
      chosen[function] = 1, into.push_back(function);
  };
  for (FunctionIndex f = 0; f < program.functions.size(); ++f)
    for (const facts::Block &block : program.functions[f].facts.blocks)
      for (const facts::Step &step : block.steps)
        if (const auto *call = std::get_if<facts::Call>(&step.what))
          if (mayQueue(*call, program, infos) ||
              (call->callee.model && spawnOf(models.find(program.strings[call->callee.model]))))
            choose(f, level);
  for (int i = 0; i < levels; ++i) {
    std::vector<FunctionIndex> above;
    for (FunctionIndex function : level)
      for (FunctionIndex caller : infos.callers()[function])
        choose(caller, above);
    level = std::move(above);
  }
  std::vector<FunctionIndex> all;
  for (FunctionIndex function : infos.bottomUp())
    if (chosen[function])
      all.push_back(function);
  return all;
}

void Pairs::examineTasks(FunctionIndex function, std::vector<CheckedWrite> &found) {
  Session session(*this, function, budget.next());
  Terms &terms = session.terms;
  TaskWatcher watcher(program, summaries.fieldTexts(), terms);
  TaskPlan plan(summaries, infos);
  std::vector<Exit> exits;
  session.machine.run(function, World(), plan, watcher, session.limits, {Start()}, exits);

  std::map<std::pair<Term, Term>, Uses> byConnection;  // Of a connection and a task.
  std::set<Term> tasks;
  for (const Use &use : watcher.uses) {
    if (watcher.varies(use.connection) || watcher.isWithin(use.connection, use.task))
      continue;
    byConnection[{use.connection, use.task}].push_back(&use);
    tasks.insert(use.task);
  }
  auto place = [&](Term run) {
    return summaries.placeOf({static_cast<FunctionIndex>(terms.number(terms.operand(run, 0))),
                              static_cast<std::uint32_t>(terms.number(run))});
  };
  auto runsBeside = [](const Uses &uses, Term task, std::ptrdiff_t times) {
    return std::ranges::any_of(uses, [&](const Use *use) { return std::ranges::count(use->tasks, task) >= times; });
  };
  auto known = [&](const CodePlace &first) {
    return std::ranges::any_of(found, [&](const CheckedWrite &it) {
      return it.beside->first == first || (!it.beside->starter && it.beside->second == first);
    });
  };
  for (const auto &[key, uses] : byConnection) {
    const auto &[connection, task] = key;
    if (task == noTerm || known(place(task)))
      continue;
    for (Term other : tasks) {
      auto theirs = byConnection.find({connection, other});
      if (theirs == byConnection.end())
        continue;
      Uses others = theirs->second;
      if (other == noTerm)  // Of the starter those that surely run meanwhile.
        std::erase_if(others, [&, at = task](const Use *use) {
          return !std::ranges::all_of(theirs->second, [&](const Use *same) {
            return same->run != use->run || std::ranges::count(same->tasks, at) > 0;
          });
        });
      bool beside = other == task     ? runsBeside(uses, task, 2) && !watcher.isRenewed(connection, task)
                    : other == noTerm ? !others.empty()
                                      : runsBeside(uses, other, 1) || runsBeside(others, task, 1);
      if (!beside || others.empty() || keptApart(uses, others))
        continue;
      auto changes = [](const Use &use) { return use.begins || (use.statement && use.statement->writes); };
      if (!oneThat(uses, changes) && !oneThat(others, changes))
        continue;
      const Use *inside = oneThat(uses, [&](const Use &use) {
        return use.transaction != noTerm &&
               oneThat(others, [&](const Use &their) { return their.transaction == use.transaction; });
      });
      auto begins = [](const Use &use) { return use.begins; };
      const Use *own = oneThat(uses, begins);
      // What it begins itself takes in what the other does meanwhile.
      if (!inside && (!own || (other == noTerm && !oneThat(others, begins))))
        continue;
      auto stated = [&](const Uses &all) {
        const Use *writes = oneThat(all, [](const Use &use) { return use.statement && use.statement->writes; });
        return writes ? writes : oneThat(all, [](const Use &use) { return use.statement.has_value(); });
      };
      const Use *mine = stated(uses), *their = stated(others);
      if (!mine || !their)
        continue;
      auto specific = [&](StatementInstance instance) {
        for (std::size_t i = 1; i < instance.path.size(); ++i) {
          Path rest(instance.path.begin() + static_cast<std::ptrdiff_t>(i), instance.path.end());
          for (const StatementInstance &one : summaries.of(instance.path[i].function).instances)
            if (one.path == rest && one.table == instance.table) {
              instance.specific = i + one.specific;
              return instance;
            }
        }
        return instance;
      };
      const StatementInstance write = specific(*mine->statement);
      CheckedWrite result = skeleton(function, specific(*their->statement), write);
      result.write.literal = literals.of(write);
      result.decision = Decision::Beside;
      result.protections.emplace_back();
      Beside facts{.first = place(task), .second = other == noTerm ? place(their->run) : place(other)};
      facts.starter = other == noTerm;
      if (inside)
        facts.begin = place(inside->transaction);
      if (own)
        facts.firstBegin = place(own->run);
      facts.savepoints = inside && (own || oneThat(others, begins));
      result.beside = std::move(facts);
      found.push_back(std::move(result));
      break;
    }
  }
}

}  // namespace dbrace::worlds
