// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/RestingGlobals.h"

#include "packing/Packed.h"
#include "worlds/FunctionDigests.h"
#include "worlds/Machine.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {
/// Everything that initialisers are made of; what reaches a database is none.
class InitialiserPlan : public Plan {
public:
  explicit InitialiserPlan(const FunctionInfos &infos) : infos(infos) {}
  bool enters(const Frame &, std::uint32_t, FunctionIndex callee) const override {
    return !infos.reachesDatabase(callee) && !infos.recursive(callee);
  }

private:
  const FunctionInfos &infos;
};
}  // namespace

RestingGlobals::RestingGlobals(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos)
    : index(index), models(models), infos(infos) {}
RestingGlobals::~RestingGlobals() = default;

const RestingGlobals::Content &RestingGlobals::of(std::string_view name) const {
  auto [at, isNew] = known.try_emplace(std::string(name));
  if (isNew) {
    at->second.underWay = true;
    if (facts::TextId id = infos.textId(name))
      if (const facts::GlobalVariable *global = index.global(id); global && global->isConstant && global->initializer)
        at->second = initialised(*global);
    at->second.underWay = false;
  }
  if (at->second.underWay)  // Its own initialiser asks for it: nothing yet, which is no answer to rely on.
    return at->second;
  evidence.see(About::Resting, name, [&] { return at->second.digest; });
  return at->second;
}

RestingGlobals::Content RestingGlobals::initialised(const facts::GlobalVariable &global) const {
  Content content;
  std::span<const FunctionIndex> bodies = index.bodies(global.initializer);
  // Elements of plain arrays are learnt, with the names that statements have by them (FieldTexts).
  if (bodies.size() != 1 || infos.reachesDatabase(bodies.front()) ||
      index.program().strings[global.type].find('[') != std::string_view::npos)
    return content;
  constexpr double seconds = 0.1;
  FieldTexts noFields;
  NamedTexts noNames;
  StatementTexts texts(sql::Dialect::Generic);
  Machine machine(index, models, infos, terms_, texts, noFields, noNames, this);
  InitialiserPlan plan(infos);
  Observer observer;
  Machine::Limits limits;
  limits.deadline = deadlineIn(seconds);
  std::vector<Exit> exits;
  if (!machine.run(bodies.front(), World(), plan, observer, limits, {Start()}, exits) || exits.size() != 1 ||
      exits.front().threw)
    return content;
  const State &state = exits.front().state;
  std::vector<Term> roots{terms_.global(index.program().strings[global.name])};
  auto isAnyElement = [&](Term place) {
    for (; place != noTerm; place = terms_.base(place))
      if (terms_.kind(place) == TermKind::Element && terms_.operand(place, 1) == noTerm)
        return true;
    return false;
  };
  auto isObject = [&](Term root) { return terms_.kind(root) == TermKind::Object; };
  for (std::size_t i = 0; i < roots.size(); ++i)
    for (auto [place, value] : state.store) {
      // What any element would be is no value of the one that is asked for: that depends on the number.
      if (terms_.root(place) != roots[i] || isAnyElement(place))
        continue;
      // Nor does the unknown that all of it was made as: elements are rather named after the global.
      if (i == 0 && place == roots[i] && terms_.kind(value) == TermKind::Symbol)
        continue;
      if (terms_.kind(value) == TermKind::Address) {
        Term to = terms_.root(terms_.operand(value, 0));
        if (terms_.kind(to) == TermKind::Slot)
          continue;  // It is gone with the initialiser.
        if (isObject(to) && std::ranges::find(roots, to) == roots.end())
          roots.push_back(to);
      }
      // How many there are follows from their numbers.
      if (terms_.kind(place) == TermKind::Field && terms_.name(place) == "#size")
        if (Term length = state.get(terms_.field(terms_.base(place), "#length")))
          value = length;
      content.entries.emplace_back(place, value);
    }
  content.digest = digestOf(content);
  return content;
}

std::uint64_t RestingGlobals::digestOf(const Content &content) const {
  if (content.entries.empty())
    return 0;
  const Program &program = index.program();
  Packer out;
  auto add = [&](auto &self, Term term) -> void {
    TermKind kind = terms_.kind(term);
    out.add(kind);
    if (kind == TermKind::Frame) {
      out.number(program.functions[static_cast<FunctionIndex>(terms_.number(term))].hash);
      if (terms_.operand(term, 0) != noTerm)
        self(self, terms_.operand(term, 0));
      out.number(terms_.operand(term, 1));
      return;
    }
    out.text(terms_.name(term));
    out.number(static_cast<std::uint64_t>(terms_.number(term)));
    auto operands = terms_.operands(term);
    out.number(operands.size());
    if (kind == TermKind::Object) {
      self(self, operands[0]);
      out.number(operands[1]);
      return;
    }
    if (terms_.isApply(term, "classes")) {
      for (Term one : operands)
        out.text(program.strings[static_cast<facts::TextId>(terms_.number(one))]);
      return;
    }
    for (Term operand : operands)
      if (operand != noTerm)
        self(self, operand);
      else
        out.number(0);
  };
  std::vector<std::string> entries;  // In an order that does not depend on the terms' numbers.
  for (const auto &[place, value] : content.entries) {
    out.bytes.clear();
    add(add, place);
    add(add, value);
    entries.push_back(out.bytes);
  }
  std::ranges::sort(entries);
  std::string all;
  for (const std::string &entry : entries)
    all += entry;
  return std::max<std::uint64_t>(worlds::digestOf(all), 1);
}

Term RestingGlobals::moved(Term term, Terms &to) const {
  if (term == noTerm)
    return noTerm;
  auto operands = terms_.operands(term);
  auto operand = [&](std::size_t i) { return moved(operands[i], to); };
  auto all = [&] {
    std::vector<Term> moved;
    for (std::size_t i = 0; i < operands.size(); ++i)
      moved.push_back(operand(i));
    return moved;
  };
  std::string_view name = terms_.name(term);
  auto number = static_cast<std::uint32_t>(terms_.number(term));
  switch (terms_.kind(term)) {
  case TermKind::None:
    return noTerm;
  case TermKind::Int:
    return to.integer(terms_.number(term));
  case TermKind::Text:
    return to.text(all());
  case TermKind::Literal:
    return to.literalText(name);
  case TermKind::Address:
    return to.address(operand(0));
  case TermKind::Function:
    return to.function(name);
  case TermKind::Closure:
    return to.closure(name, all());
  case TermKind::Apply:
    return to.apply(name, all());
  case TermKind::Symbol:
    return to.symbol(name, all());
  case TermKind::Run:
    return to.run(operand(0), number);
  case TermKind::Frame:
    return to.frame(operand(0), operands[1], number);
  case TermKind::Slot:
    return to.slot(name, operand(0), number);
  case TermKind::Global:
    return to.global(name);
  case TermKind::Object:
    return to.object(operand(0), operands[1], number);
  case TermKind::Deref:
    return to.deref(operand(0));
  case TermKind::Field:
    return to.field(operand(0), name);
  case TermKind::Element:
    return to.element(operand(0), operand(1));
  }
  return noTerm;
}

}  // namespace dbrace::worlds
