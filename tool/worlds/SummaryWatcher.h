// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a summary is made of: the watcher of the one run in which a function is looked at on its own.
//
// It writes to the summary and to the effects, and changes nothing else: what a run has found can be kept, and be
// found again without running.
#pragma once

#include "worlds/Classes.h"
#include "worlds/Registrations.h"
#include "worlds/Summaries.h"

#include <algorithm>

namespace dbrace::worlds {

class Summaries::Watcher : public Observer {
  static constexpr std::size_t maxPath = 7;
  static constexpr std::size_t maxInstances = 400;
  static constexpr std::size_t maxWrapperSteps = 400;  // A longer function is not entered at each of its calls.

public:
  static constexpr std::size_t maxContexts = 24;  // Of one function.

  Watcher(Summaries &owner, FunctionIndex root, Terms &terms, SummaryEffects &effects)
      : owner(owner), root(root), terms(terms), summary(owner.summaries[root]), effects(effects) {}

  void onRun(const RunEvent &event, const State &state) override {
    if (!event.statements)
      return;
    Path path = pathOf(event.frame, event.step);
    seeChoice(path, event.text, state);
    const NamedText *registered = registration(event);
    std::shared_ptr<const sql::Text> whole;
    for (const auto &statement : event.statements->statements) {
      std::string table = tableOf(*statement);
      if (table.empty())
        continue;
      StatementInstance instance{.path = path, .statement = statement, .table = std::move(table)};
      instance.text = sql::show(event.statements->text, 400);
      instance.registered = registered;
      if (event.library) {
        instance.library = event.library->name;
        instance.dialect = dialectOf(*event.library, owner.fieldTexts_);
        instance.embedded = owner.isEmbedded(*event.library, instance.dialect);
      }
      instance.writes = std::holds_alternative<sql::Insert>(statement->body);
      if (instance.writes && !whole)
        whole = std::make_shared<const sql::Text>(event.statements->text);
      if (instance.writes)
        instance.wholeText = whole;
      instance.deletes = std::holds_alternative<sql::Delete>(statement->body);
      instance.reads = lookupSelect(*statement) || std::holds_alternative<sql::Update>(statement->body);
      add(std::move(instance));
    }
  }
  void onMissingContext(const Frame &, std::uint32_t, Term what) override {
    summary.needsContext |= fromOutside(what, 0) && owner.infos.of(root).steps <= maxWrapperSteps;
  }
  /// Is what it returns an object that keeps what the caller gave, such as a statement its text? What that object does
  /// later is known to those who look inside here.
  bool handsOver(const Exit &exit) const {
    if (exit.threw || exit.returned == noTerm || owner.infos.of(root).steps > maxWrapperSteps ||
        !owner.infos.reachesDatabase(root))
      return false;
    if (terms.kind(exit.returned) != TermKind::Address)
      return false;
    Term object = terms.operand(exit.returned, 0);
    return std::ranges::any_of(exit.state.store, [&](const auto &entry) {
      return terms.kind(entry.first) == TermKind::Field && terms.base(entry.first) == object &&
             terms.kind(entry.second) != TermKind::Int && fromOutside(entry.second, 0);
    });
  }
  void onBlock(const Frame &, facts::BlockId, const State &state) override { sawBegun |= state.anyBegun(); }
  void onUnlock(const LockState &lock, const State &state) override {
    if (state.anyOpen())
      unlocked.insert(lock.at);
  }
  void onSavepoint(bool set) override { (set ? setsSavepoint : rollsBackTo) = true; }
  void onSessionLevel(const apis::Library *library, sql::Isolation level) override {
    effects.levels.emplace_back(library ? library->name : "", level);
  }
  void onFieldText(std::string_view field, Term value) override {
    bool inRow = !field.ends_with(']') && field.find('[') != field.npos;
    if (value == terms.emptyText() || (value == terms.integer(0) && !inRow))
      effects.learnt.addEmpty(field);
    else if (auto text = terms.literal(value))
      effects.learnt.add(field, std::string(*text));
    else if (terms.kind(value) == TermKind::Function)
      effects.learnt.add(field, FieldTexts::functionMark + std::string(terms.name(value)));
    else if (terms.kind(value) == TermKind::Int && inRow)
      effects.learnt.add(field, terms.number(value));
    else
      effects.learnt.addUnknown(field);
  }
  void onNamedText(const Frame &frame, std::uint32_t step, std::string_view name, std::string_view text) override {
    const facts::Block &block = frame.facts->blocks[blockOf(step)];
    effects.names.push_back(namedText(owner.program(), frame.function, block.steps[indexOf(step)].source, name, text));
  }
  void onCall(const Frame &frame, std::uint32_t step, FunctionIndex callee, const State &state) override {
    if (!owner.infos.reachesDatabase(callee))
      return;
    addContext(frame, step, callee, state);
    const Summary &below = owner.of(callee);
    if (below.mustBeEntered() || !below.done)
      return;
    Path prefix = pathOf(frame, step);
    for (const StatementInstance &known : below.instances) {
      if (prefix.size() + known.path.size() > maxPath)
        continue;
      StatementInstance instance = known;
      instance.path.insert(instance.path.begin(), prefix.begin(), prefix.end());
      instance.specific += prefix.size();
      add(std::move(instance));
    }
  }

  /// A function that picks one of several statements by a number or name it is given, or by the class of an object,
  /// runs at each call the one that is asked for there: only its callers can tell.
  void leaveChoiceToCallers() {
    if (owner.infos.of(root).steps > maxWrapperSteps || owner.infos.callers()[root].empty())
      return;
    for (const auto &[path, all] : choices) {
      bool picked = std::ranges::any_of(all, [&](const Choice &one) {
        return std::ranges::any_of(all,
                                   [&](const Choice &other) { return one.text != other.text && differ(one, other); });
      });
      if (!picked)
        continue;
      summary.needsContext = true;
      std::erase_if(summary.instances, [&](const StatementInstance &it) { return it.path == path; });
    }
  }

  /// Whether the locks that callees run under are held until after COMMIT is known when all has run.
  void tellOfUnlocks() {
    for (auto &[context, lock, at] : lent)
      effects.contexts[context].context.locks[lock].releasedAfterCommit = !unlocked.contains(at);
  }

  bool sawBegun = false, setsSavepoint = false, rollsBackTo = false;

private:
  /// A text that runs, and what from outside equals which constant then.
  struct Choice {
    Term text;
    std::vector<std::pair<Term, Term>> equal;
  };
  static bool differ(const Choice &one, const Choice &other) {
    return std::ranges::any_of(one.equal, [&](const auto &mine) {
      return std::ranges::any_of(
          other.equal, [&](const auto &theirs) { return mine.first == theirs.first && mine.second != theirs.second; });
    });
  }
  void seeChoice(const Path &path, Term text, const State &state) {
    constexpr std::size_t most = 16;
    if (!terms.literal(text))
      return;
    Choice choice{text, {}};
    for (const auto &[value, known] : state.knowledge)
      if (known.low == known.high && fromOutside(value, 0))
        choice.equal.emplace_back(value, terms.integer(known.low));
      else if (terms.isApply(value, "==") && !known.allows(0))
        for (std::size_t side : {0, 1})
          if (terms.literal(terms.operand(value, side)) && fromOutside(terms.operand(value, 1 - side), 0))
            choice.equal.emplace_back(terms.operand(value, 1 - side), terms.operand(value, side));
    for (const auto &[place, value] : state.store)
      if (terms.kind(place) == TermKind::Field && terms.name(place) == classField && fromOutside(place, 0))
        choice.equal.emplace_back(place, value);
    for (auto &[known, all] : choices)
      if (known == path) {
        if (all.size() < most)
          all.push_back(std::move(choice));
        return;
      }
    choices.push_back({path, {std::move(choice)}});
  }
  /// Where the text comes from, unless that is on the way to where it runs.
  const NamedText *registration(const RunEvent &event) const {
    auto text = terms.literal(event.text);
    const NamedText *found = text ? owner.names.withText(*text) : nullptr;
    for (const Frame *at = &event.frame; found && at; at = at->caller)
      if (owner.program().strings[at->facts->name] == found->at.function)
        return nullptr;
    return found;
  }
  /// Does the value depend on what the callers hand over, or have left in an object or a global?
  bool fromOutside(Term term, unsigned depth) const {
    constexpr unsigned maxDepth = 12;
    if (term == noTerm || depth > maxDepth)
      return false;
    switch (terms.kind(term)) {
    case TermKind::Global:
      return true;
    case TermKind::Slot: {
      std::string_view kind = terms.name(term);
      return kind == "parameter" || kind == "this" || kind == "capture" || kind == "variadic";
    }
    case TermKind::Symbol:
      return terms.name(term) == "initial" && fromOutside(terms.operand(term, 0), depth + 1);
    case TermKind::Text:
    case TermKind::Apply:
    case TermKind::Address:
    case TermKind::Closure:
    case TermKind::Deref:
    case TermKind::Field:
      for (Term operand : terms.operands(term))
        if (fromOutside(operand, depth + 1))
          return true;
      return false;
    case TermKind::Element:
      return fromOutside(terms.operand(term, 0), depth + 1);
    default:
      return false;
    }
  }
  void add(StatementInstance instance) {
    for (const StatementInstance &known : summary.instances)
      if (known.path == instance.path && known.table == instance.table && known.reads == instance.reads &&
          known.writes == instance.writes)
        return;
    // Inside a wrapper that was entered, a statement may still be the wrapper's own.
    const bool keyed = sql::isKeyValue(instance.dialect);
    if (instance.specific == 0 && instance.path.size() > 1 && !(keyed && keyIsHanded(*instance.statement))) {
      Path rest(instance.path.begin() + 1, instance.path.end());
      for (const StatementInstance &known : owner.of(instance.path[1].function).instances)
        if (known.path == rest && known.table == instance.table && (!keyed || known.text == instance.text))
          instance.specific = known.specific + 1;
    }
    if (summary.instances.size() >= maxInstances) {
      summary.cutShort = true;
      // What is nearest is worth most: a pair that is far below is one of the function that holds it, too.
      auto distance = [](const StatementInstance &one) { return std::pair(one.specific, one.path.size()); };
      auto farthest = std::ranges::max_element(summary.instances, {}, distance);
      if (distance(*farthest) <= distance(instance))
        return;
      summary.instances.erase(farthest);
    }
    summary.instances.push_back(std::move(instance));
  }
  static bool callsByValue(const Frame &frame, std::uint32_t step) {
    const facts::Block &block = frame.facts->blocks[blockOf(step)];
    const auto *call =
        indexOf(step) < block.steps.size() ? std::get_if<facts::Call>(&block.steps[indexOf(step)].what) : nullptr;
    return call && (call->callee.indirect != facts::none || call->callee.model != 0);
  }
  void addContext(const Frame &frame, std::uint32_t step, FunctionIndex callee, const State &state) {
    std::vector<std::size_t> &all = contextsOf[callee];
    // Of a frame further down the caller's own summary tells, unless it only knows a function value from its callers.
    if ((frame.caller && !callsByValue(frame, step)) || all.size() >= maxContexts)
      return;
    const Frame *top = &frame;
    for (; top->caller; top = top->caller)
      step = top->callerStep;
    EntryContext context{.caller = root, .step = step};
    const TransactionState &transaction = state.callersTransaction();
    context.asEntered = transaction.kind == TransactionState::Kind::AsEntered;
    context.shape = transaction.kind == TransactionState::Kind::None ? TransactionShape::Autocommit : transaction.shape;
    context.isolation = transaction.isolation;
    if (transaction.at != noTerm)
      context.transactionAt = outermost(transaction.at, terms);
    std::vector<Term> taken;
    for (const LockState &lock : state.locks)
      for (HeldLock &held : owner.held({lock}, terms)) {
        taken.push_back(lock.at);
        context.locks.push_back(std::move(held));
      }
    const facts::Block &block = top->facts->blocks[blockOf(step)];
    for (facts::CleanupId at = indexOf(step) < block.steps.size() ? block.steps[indexOf(step)].cleanup : facts::none;
         at != facts::none; at = top->facts->cleanups[at].outer)
      context.catches |= std::holds_alternative<facts::Try>(top->facts->cleanups[at].what);
    for (std::size_t at : all)
      if (const EntryContext &known = effects.contexts[at].context;
          known.step == context.step && known.asEntered == context.asEntered && known.shape == context.shape &&
          std::ranges::equal(known.locks, context.locks, {}, &HeldLock::refused, &HeldLock::refused))
        return;
    for (std::size_t i = 0; i < context.locks.size(); ++i)
      lent.push_back({effects.contexts.size(), i, taken[i]});
    all.push_back(effects.contexts.size());
    effects.contexts.push_back({callee, std::move(context)});
  }

  Summaries &owner;
  FunctionIndex root;
  Terms &terms;
  Summary &summary;
  SummaryEffects &effects;
  std::unordered_map<FunctionIndex, std::vector<std::size_t>> contextsOf;  // By callee: positions in the effects.
  std::vector<std::pair<Path, std::vector<Choice>>> choices;
  /// A lock of a context, and what took it.
  struct Lent {
    std::size_t context, lock;
    Term at;
  };
  std::vector<Lent> lent;
  std::unordered_set<Term> unlocked;  ///< What took locks that are released in an open transaction.
};

}  // namespace dbrace::worlds
