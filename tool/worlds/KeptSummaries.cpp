// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Summaries as bytes and back, and the present answers to what they were made of.
#include "worlds/PackedValues.h"
#include "worlds/Summaries.h"

namespace dbrace::worlds {
namespace {

/// Functions are named by the hash of their content.
class Writer : public Packer {
public:
  explicit Writer(const FunctionDigests &digests) : digests(digests) {}
  void function(FunctionIndex function) { number(digests.hashOf(function)); }
  void step(const PathStep &step) {
    function(step.function);
    number(step.step);
  }
  void instance(const StatementInstance &one) {
    number(one.path.size());
    for (const PathStep &at : one.path)
      step(at);
    number(one.specific);
    text(packed(*one.statement));
    text(one.wholeText ? packed(*one.wholeText) : std::string());
    text(one.text);
    text(one.table);
    text(one.library);
    add(one.dialect);
    for (bool flag : {one.embedded, one.reads, one.writes, one.deletes})
      add(flag);
    text(one.registered ? packed(*one.registered) : std::string());
  }
  void summary(const Summary &summary) {
    for (bool flag : {summary.needsContext, summary.leavesOpen, summary.cutShort})
      add(flag);
    number(summary.instances.size());
    for (const StatementInstance &one : summary.instances)
      instance(one);
  }
  void context(const EntryContext &context) {
    step({context.caller, context.step});
    add(context.shape);
    add(context.asEntered);
    add(context.isolation);
    add(context.transactionAt.has_value());
    if (context.transactionAt)
      step(*context.transactionAt);
    add(context.locks);
    add(context.catches);
  }

private:
  const FunctionDigests &digests;
};

class Reader : public Unpacker {
public:
  Reader(std::string_view bytes, KeptResults &kept, const NamedTexts &names)
      : Unpacker(bytes), kept(kept), names(names) {}
  FunctionIndex function() {
    std::optional<FunctionIndex> found = kept.digests().find(number());
    good &= found.has_value();
    return found.value_or(0);
  }
  PathStep step() {
    FunctionIndex at = function();
    return {at, static_cast<std::uint32_t>(number())};
  }
  /// Calls `one` as often as a number says.
  template <typename One> void times(const One &one) {
    for (std::uint64_t count = number(); good && count != 0; --count)
      one();
  }
  bool flag() { return number() != 0; }
  StatementInstance instance() {
    StatementInstance one;
    times([&] { one.path.push_back(step()); });
    one.specific = number();
    one.statement = kept.statement(text());
    if (std::string_view whole = text(); !whole.empty())
      one.wholeText = kept.text(whole);
    for (std::string *member : {&one.text, &one.table, &one.library})
      take(*member);
    take(one.dialect);
    for (bool *member : {&one.embedded, &one.reads, &one.writes, &one.deletes})
      take(*member);
    if (std::string_view registered = text(); !registered.empty()) {
      auto was = unpacked<NamedText>(registered);
      one.registered = was ? names.withText(was->text) : nullptr;
      good &= digestOf(one.registered) == digestOf(was ? &*was : nullptr);
    }
    good &= one.statement != nullptr && !one.path.empty();
    return one;
  }
  void summary(Summary &summary) {
    for (bool *member : {&summary.needsContext, &summary.leavesOpen, &summary.cutShort})
      take(*member);
    times([&] { summary.instances.push_back(instance()); });
  }
  EntryContext context() {
    EntryContext context;
    PathStep from = step();
    context.caller = from.function;
    context.step = from.step;
    take(context.shape);
    take(context.asEntered);
    take(context.isolation);
    if (flag())
      context.transactionAt = step();
    take(context.locks);
    take(context.catches);
    return context;
  }

private:
  KeptResults &kept;
  const NamedTexts &names;
};

}  // namespace

std::uint64_t Summaries::digestOfSummary(FunctionIndex function) const {
  const Summary &summary = summaries[function];
  if (!summary.done)
    return 0;
  std::optional<std::uint64_t> &known = digests[function];
  if (!known) {
    Writer out(kept->digests());
    out.summary(summary);
    known = digestOf(out.bytes);
  }
  return *known;
}

std::uint64_t Summaries::digestOfContexts(FunctionIndex function) const {
  Writer out(kept->digests());
  for (const EntryContext &context : contexts_[function])
    out.context(context);
  return digestOf(out.bytes);
}

std::uint64_t Summaries::answerTo(const Evidence::Item &question, FunctionIndex function) const {
  switch (question.about) {
  case About::Body:
    return kept->digests().ofBody(function);
  case About::Summary:
    return digestOfSummary(function);
  case About::Contexts:
    return digestOfContexts(function);
  case About::Held:
    return FieldTexts::digestOf(fieldTexts_.held(question.text));
  case About::Written:
    return fieldTexts_.writes(question.text);
  case About::NoFields:
    return fieldTexts_.empty();
  case About::Named:
    return digestOf(names.find(question.text));
  case About::Spelled:
    return digestOf(names.withText(question.text));
  case About::Varies:
    return names.varies(question.text);
  case About::NoNames:
    return names.empty();
  case About::Resting:
    return resting.of(question.text).digest;
  case About::Level:
    return static_cast<std::uint64_t>(sessionLevel(question.text));
  }
  return 0;
}

void Summaries::keep(FunctionIndex function, const SummaryEffects &effects) {
  Writer out(kept->digests());
  out.summary(summaries[function]);
  digests[function] = digestOf(out.bytes);
  out.add(effects.learnt.content());
  out.number(effects.contexts.size());
  for (const SummaryEffects::Entered &entered : effects.contexts) {
    out.function(entered.callee);
    out.context(entered.context);
  }
  out.add(effects.names);
  out.add(effects.levels);
  out.add(effects.cutShort);
  kept->keep(pass, variant(), function, out.bytes);
}

/// False if nothing that still holds is kept: then nothing is changed.
bool Summaries::recall(FunctionIndex function, SummaryEffects &effects) {
  std::optional<KeptResults::Found> found = kept->find(pass, variant(), function);
  if (!found)
    return false;
  Reader in(found->bytes, *kept, names);
  Summary summary;
  in.summary(summary);
  std::uint64_t digest = digestOf(found->bytes.substr(0, found->bytes.size() - in.left.size()));
  FieldTexts::Content learnt;
  in.take(learnt);
  effects.learnt = FieldTexts(learnt);
  in.times([&] {
    FunctionIndex callee = in.function();
    effects.contexts.push_back({callee, in.context()});
  });
  in.take(effects.names);
  in.take(effects.levels);
  in.take(effects.cutShort);
  if (!in.atEnd()) {
    effects = SummaryEffects();
    return false;
  }
  if (found->ofFirst)
    effects.cutShort.reset();  // That time has been counted.
  summaries[function] = std::move(summary);
  digests[function] = digest;
  return true;
}

}  // namespace dbrace::worlds
