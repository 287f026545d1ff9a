// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/RestingGlobals.h"

#include "packing/Packed.h"
#include "worlds/FunctionDigests.h"
#include "worlds/Machine.h"

#include <algorithm>
#include <array>

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

/// One block of the root; the states behind it are kept.
class BlockPlan : public InitialiserPlan {
public:
  BlockPlan(const FunctionInfos &infos, std::vector<State> &behind) : InitialiserPlan(infos), behind(behind) {}
  bool wants(const Frame &frame, facts::BlockId, const State &state) const override {
    if (!frame.caller)
      behind.push_back(state);
    return frame.caller;
  }

private:
  std::vector<State> &behind;
};

constexpr double seconds = 0.1;  ///< For one global.
}  // namespace

RestingGlobals::RestingGlobals(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos)
    : index(index), models(models), infos(infos), setOnce(index, infos) {}
RestingGlobals::~RestingGlobals() = default;

template <typename Make> const RestingGlobals::Content &RestingGlobals::once(std::string_view name, Make make) const {
  auto [at, isNew] = known.try_emplace(std::string(name));
  if (isNew) {
    at->second.underWay = true;
    at->second = make();
  }
  if (at->second.underWay)  // Its own initialiser asks for it: nothing yet, which is no answer to rely on.
    return at->second;
  evidence.see(About::Resting, name, [&] { return at->second.digest; });
  return at->second;
}

const RestingGlobals::Content &RestingGlobals::of(std::string_view name) const {
  facts::TextId id = infos.textId(name);
  const facts::GlobalVariable *global = id ? index.global(id) : nullptr;
  if (!global)
    return ofMember(name);
  return once(name, [&] {
    if (global->isConstant && global->initializer)
      return initialised(*global);
    const SetOnce::Setter *setter = setOnce.of(id);
    return setter ? pointedTo(name, false, *setter) : Content();
  });
}

const RestingGlobals::Content &RestingGlobals::ofMember(std::string_view field) const {
  static const Content nothing;
  facts::TextId id = infos.textId(field);
  if (!id || !setOnce.isPointerMember(id))
    return nothing;
  return once(field, [&] {
    const SetOnce::Setter *setter = setOnce.of(id);
    return setter ? pointedTo(field, true, *setter) : Content();
  });
}

bool RestingGlobals::isSetBy(std::string_view field, FunctionIndex function) const {
  const SetOnce::Setter *setter = setOnce.of(infos.textId(field));
  return setter && setter->function == function;
}

bool RestingGlobals::isMadeBy(const facts::GlobalVariable &global, FunctionIndex function) const {
  if (global.initializer && global.initializer == index.program().functions[function].facts.key)
    return true;
  const SetOnce::Setter *setter = global.isConstant ? nullptr : setOnce.of(global.name);
  return setter && setter->function == function;
}

RestingGlobals::Content RestingGlobals::initialised(const facts::GlobalVariable &global) const {
  Content content;
  std::span<const FunctionIndex> bodies = index.bodies(global.initializer);
  // Elements of plain arrays are learnt, with the names that statements have by them (FieldTexts).
  if (bodies.size() != 1 || infos.reachesDatabase(bodies.front()) ||
      index.program().strings[global.type].find('[') != std::string_view::npos)
    return content;
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
  return left(exits.front().state, terms_.global(index.program().strings[global.name]), true);
}

/// The block in which the object is made: what came before it in the function is not known.
RestingGlobals::Content RestingGlobals::pointedTo(std::string_view name, bool isMember,
                                                  const SetOnce::Setter &setter) const {
  Content content;
  FieldTexts noFields;
  NamedTexts noNames;
  StatementTexts texts(sql::Dialect::Generic);
  Machine machine(index, models, infos, terms_, texts, noFields, noNames, this);
  std::vector<State> behind;
  BlockPlan plan(infos, behind);
  Observer observer;
  Machine::Limits limits;
  limits.deadline = deadlineIn(seconds);
  std::vector<Exit> exits;
  if (!machine.run(setter.function, World(), plan, observer, limits, {Start{stepNumber(setter.block, 0), State()}},
                   exits))
    return content;
  for (Exit &exit : exits)
    if (!exit.threw)
      behind.push_back(std::move(exit.state));
  if (behind.empty())
    return content;
  const State &first = behind.front();
  Term pointer = isMember ? noTerm : first.get(terms_.global(name));
  for (const auto &[place, value] : first.store)
    if (isMember && terms_.kind(place) == TermKind::Field && terms_.name(place) == name &&
        terms_.kind(terms_.base(place)) == TermKind::Deref)
      pointer = value;
  Term object = pointer;
  object = object != noTerm && terms_.kind(object) == TermKind::Address ? terms_.operand(object, 0) : noTerm;
  if (object == noTerm || terms_.kind(object) != TermKind::Object)
    return content;
  content = left(first, isMember ? object : terms_.global(name), false);
  content.pointer = isMember ? pointer : noTerm;
  // Its constructor has more to do than to keep what it is given: it reaches a database.
  if (Term whole = first.get(object);
      whole != noTerm && terms_.kind(whole) == TermKind::Apply && terms_.name(whole).starts_with("made:"))
    return Content();
  // What a library knows of an object changes as it is used.
  constexpr std::array<std::string_view, 5> plain{"#size", "#length", "#entries", "#keys", "#class"};
  for (auto [place, value] : content.entries)
    if (terms_.kind(place) == TermKind::Field && terms_.name(place).starts_with("#") &&
        std::ranges::find(plain, terms_.name(place)) == plain.end())
      return Content();
  std::erase_if(content.entries, [&](const AtRest::Entry &entry) {
    return std::ranges::any_of(behind, [&](const State &state) { return state.get(entry.first) != entry.second; });
  });
  content.digest = digestOf(content);
  return content;
}

/// What a state knows of the global or object and of the objects it leads to. `keepsAll`: whoever has these objects
/// changes nothing in them.
RestingGlobals::Content RestingGlobals::left(const State &state, Term root, bool keepsAll) const {
  Content content;
  std::vector<Term> roots{root};
  auto passes = [&](Term place) {
    for (; place != noTerm; place = terms_.base(place)) {
      if (terms_.kind(place) == TermKind::Element && terms_.operand(place, 1) == noTerm)
        return false;
      if (!keepsAll && terms_.kind(place) == TermKind::Field && setOnce.changes(infos.textId(terms_.name(place))))
        return false;
    }
    return true;
  };
  // What depends on where the function came from says nothing elsewhere.
  auto namesSlot = [&](auto &self, Term term) -> bool {
    if (terms_.kind(term) == TermKind::Slot)
      return true;
    if (terms_.kind(term) == TermKind::Run || terms_.kind(term) == TermKind::Frame ||
        terms_.kind(term) == TermKind::Object)
      return false;
    return std::ranges::any_of(terms_.operands(term), [&](Term one) { return one != noTerm && self(self, one); });
  };
  auto isObject = [&](Term root) { return terms_.kind(root) == TermKind::Object; };
  for (std::size_t i = 0; i < roots.size(); ++i)
    for (auto [place, value] : state.store) {
      // What any element would be is no value of the one that is asked for: that depends on the number.
      if (terms_.root(place) != roots[i] || !passes(place))
        continue;
      // Nor does the unknown that all of it was made as: elements are rather named after the global.
      if (i == 0 && place == roots[i] && terms_.kind(value) == TermKind::Symbol)
        continue;
      if (terms_.kind(value) == TermKind::Address) {
        Term to = terms_.root(terms_.operand(value, 0));
        if (terms_.kind(to) == TermKind::Slot)
          continue;  // It is gone with the function.
        if (isObject(to) && std::ranges::find(roots, to) == roots.end())
          roots.push_back(to);
      } else if (!keepsAll && namesSlot(namesSlot, value))
        continue;
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
