// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What fields, globals and names stand for, before anything is judged.
//
// A member's text is often set in one function, made a statement in another, and run in a third. Functions are
// therefore run once to see what they hand over; those that take a text from there, or by a name, are run again with
// what is known then.
#include "worlds/Registrations.h"
#include "worlds/Summaries.h"
#include "worlds/TransactionFlags.h"

#include <algorithm>

namespace dbrace::worlds {

static bool isFieldOrGlobal(const facts::Place &place) {
  return std::holds_alternative<facts::Field>(place) || std::holds_alternative<facts::Global>(place);
}

/// Does it make an object of the program's own in a field or global, from texts of its own?
static bool makesFromTexts(const ProgramIndex &index, const facts::Function &facts) {
  if (std::ranges::none_of(
          facts.values, [](const facts::Value &value) { return std::holds_alternative<facts::TextConstant>(value); }))
    return false;
  return std::ranges::any_of(facts.blocks, [&](const facts::Block &block) {
    return std::ranges::any_of(block.steps, [&](const facts::Step &step) {
      const auto *call = std::get_if<facts::Call>(&step.what);
      if (!call || call->callee.kind != facts::CallKind::Constructor || call->receiver == facts::none)
        return false;
      const auto *object = std::get_if<facts::AddressOf>(&facts.values[call->receiver]);
      return object && isFieldOrGlobal(facts.places[object->place]) && !index.bodies(call->callee.key).empty();
    });
  });
}

/// Small functions that set fields and globals are run to learn the texts they give them.
bool Summaries::initializes(FunctionIndex function) const {
  constexpr std::size_t maxSteps = 1000;
  const facts::Function &facts = program().functions[function].facts;
  return facts.isInitializer || (infos.of(function).steps <= maxSteps &&
                                 (!infos.directWrites(function).empty() || makesFromTexts(index, facts)));
}

/// What the steps of a function that is not run to its end write to fields and globals: of that only literal texts are
/// known.
void Summaries::addUnseenWrites(FunctionIndex f, FieldTexts &into) const {
  const Program &program = index.program();
  const facts::Function &function = program.functions[f].facts;
  for (const facts::Block &block : function.blocks)
    for (const facts::Step &step : block.steps)
      if (const auto *assign = std::get_if<facts::Assign>(&step.what)) {
        const facts::Place &place = function.places[assign->place];
        facts::TextId name = 0;
        if (const auto *field = std::get_if<facts::Field>(&place))
          name = field->name;
        else if (const auto *global = std::get_if<facts::Global>(&place))
          name = global->name;
        if (!name)
          continue;
        learnFlagUnseen(program.strings[name], function.values[assign->value], into);
        if (const auto *text = std::get_if<facts::TextConstant>(&function.values[assign->value])) {
          std::string whole;
          for (const auto &piece : text->pieces)
            whole += program.strings[piece.text];
          into.add(program.strings[name], whole);
        } else
          into.addUnknown(program.strings[name]);
      }
  for (facts::TextId name : infos.directWrites(f))
    into.addUnknown(program.strings[name]);
}

FieldTexts Summaries::writesOfOthers() const {
  FieldTexts into;
  for (FunctionIndex f = 0; f < program().functions.size(); ++f)
    if (!infos.isAbsent(f) && !learnt.contains(f) && !learntAgain.contains(f))
      addUnseenWrites(f, into);
  return into;
}

void Summaries::learn(const Progress &progress) {
  std::size_t all = 0, done = 0;
  for (FunctionIndex f : infos.bottomUp())
    all += infos.reachesDatabase(f);
  fieldTexts_ = writesOfOthers();  // Constants: names of statements among them.
  for (FunctionIndex f = 0; f < program().functions.size(); ++f)
    if (!infos.isAbsent(f))
      readRegistrations(program(), f, dialect, names);
  pass = Pass::Learn;
  for (FunctionIndex f : infos.bottomUp()) {
    bool reaches = infos.reachesDatabase(f);
    if (!infos.isAbsent(f) && (reaches || initializes(f) || holdsStatement(program(), f)))
      learnt[f] = summarize(f, true);
    summaries[f].done = true;
    if (reaches && progress)
      progress(++done, all * 2);
  }
  names.finish();
}

/// Runs the chosen functions again with what is known so far: what they hand over now counts.
void Summaries::learnAgain(const std::function<bool(FunctionIndex)> &chosen) {
  std::unordered_map<FunctionIndex, FieldTexts> again;
  // Who runs one of them inside of its own body, as a derived class does the constructor of its base, has told the same
  // with less known.
  auto runsOne = [&](FunctionIndex f) {
    return learnt.contains(f) && std::ranges::any_of(infos.callGraph()[f], [&](FunctionIndex callee) {
             return again.contains(callee) && isAlwaysEntered(callee);
           });
  };
  for (FunctionIndex f : infos.bottomUp()) {
    if (infos.isAbsent(f))
      continue;
    if (chosen(f))
      again[f] = summarize(f, true, true);
    else if (runsOne(f))
      again[f] = summarize(f, true);
  }
  for (auto &[function, texts] : again)
    learntAgain[function] = std::move(texts);
  fieldTexts_ = writesOfOthers();
  for (const auto &[function, texts] : learntAgain)
    fieldTexts_.merge(texts);
  for (const auto &[function, texts] : learnt)
    if (!learntAgain.contains(function))
      fieldTexts_.merge(texts);
}

bool Summaries::teaches(FunctionIndex function) const {
  const facts::Function &facts = program().functions[function].facts;
  return facts.isInitializer || !infos.directWrites(function).empty() || holdsStatement(program(), function) ||
         std::ranges::any_of(facts.values, [&](const facts::Value &value) {
           const auto *address = std::get_if<facts::AddressOf>(&value);
           return address && isFieldOrGlobal(facts.places[address->place]);
         });
}

/// Has it a constant that names a statement?
bool Summaries::mentionsName(FunctionIndex function) const {
  const facts::Function &facts = program().functions[function].facts;
  return std::any_of(facts.values.begin(), facts.values.end(), [&](const facts::Value &value) {
    if (const auto *number = std::get_if<facts::IntConstant>(&value))
      return number->name != 0 && names.find(program().strings[number->name]) != nullptr;
    const auto *text = std::get_if<facts::TextConstant>(&value);
    return text && text->pieces.size() == 1 && names.find(program().strings[text->pieces.front().text]) != nullptr;
  });
}

/// Does it read a field that holds a statement, and change fields itself?
bool Summaries::passesOnTexts(FunctionIndex function) const {
  const facts::Function &facts = program().functions[function].facts;
  bool reads = false, writes = !infos.directWrites(function).empty();
  for (const facts::Place &place : facts.places)
    if (const auto *field = std::get_if<facts::Field>(&place))
      if (const std::string *text = fieldTexts_.find(program().strings[field->name]))
        reads |= mayBeStatement(*text);
  for (const facts::Block &block : facts.blocks)
    for (const facts::Step &step : block.steps)
      if (const auto *assign = std::get_if<facts::Assign>(&step.what))
        writes |= isFieldOrGlobal(facts.places[assign->place]) ||
                  std::holds_alternative<facts::Element>(facts.places[assign->place]);
  return reads && writes;
}

/// Positions in arrays, such as the next parameter of a statement: members that are set to one number only and
/// otherwise counted on. At rest they hold that number.
static void addPositions(const Program &program, FieldTexts &into) {
  std::unordered_map<facts::TextId, std::optional<std::int64_t>> starts;
  std::unordered_set<facts::TextId> positions;
  for (const LinkedFunction &function : program.functions) {
    const facts::Function &facts = function.facts;
    for (const facts::Place &place : facts.places)
      if (const auto *element = std::get_if<facts::Element>(&place))
        if (const auto *index = std::get_if<facts::Load>(&facts.values[element->index]))
          if (const auto *field = std::get_if<facts::Field>(&facts.places[index->place]))
            positions.insert(field->name);
    for (const facts::Block &block : facts.blocks)
      for (const facts::Step &step : block.steps) {
        const auto *assign = std::get_if<facts::Assign>(&step.what);
        const auto *field = assign ? std::get_if<facts::Field>(&facts.places[assign->place]) : nullptr;
        if (!field || assign->kind == facts::AssignKind::Increment)
          continue;
        const auto *number = std::get_if<facts::IntConstant>(&facts.values[assign->value]);
        auto [at, isNew] = starts.try_emplace(field->name);
        if (isNew && number)
          at->second = number->number;
        else if (!number || at->second != number->number)
          at->second.reset();
      }
    // Whoever has its address may set it.
    for (const facts::Value &value : facts.values)
      if (const auto *address = std::get_if<facts::AddressOf>(&value))
        if (const auto *field = std::get_if<facts::Field>(&facts.places[address->place]))
          starts[field->name].reset();
  }
  for (facts::TextId name : positions)
    if (auto start = starts.find(name); start != starts.end() && start->second)
      into.add("#at-rest:" + std::string(program.strings[name]), *start->second);
}

void Summaries::build(const Progress &progress) {
  learntAgain.clear();
  learnAgain([](FunctionIndex) { return false; });
  if (!fieldTexts_.knowsAny() && names.empty())
    return;
  pass = Pass::LearnNames;
  if (!names.empty())
    learnAgain([&](FunctionIndex f) { return mentionsName(f); });
  pass = Pass::LearnFields;
  if (fieldTexts_.knowsAny())
    learnAgain([&](FunctionIndex f) { return passesOnTexts(f); });
  pass = Pass::Summary;
  addPositions(program(), fieldTexts_);
  for (auto &contexts : contexts_)
    contexts.clear();
  std::size_t all = 0, done = 0;
  for (FunctionIndex f : infos.bottomUp())
    all += infos.reachesDatabase(f);
  for (FunctionIndex f : infos.bottomUp())
    if (infos.reachesDatabase(f)) {
      summarize(f, false);
      if (progress)
        progress(all + ++done, all * 2);
    }
}

/// What one library says of its database holds for another one's connections to it.
bool Summaries::isEmbedded(const apis::Library &library, sql::Dialect dialect) const {
  if (library.drivers.empty())
    return library.embedded;
  return std::any_of(models.libraries().begin(), models.libraries().end(), [&](const apis::Library &other) {
    return other.embedded && dialect != sql::Dialect::Generic && dialectNamed(other.dialect) == dialect;
  });
}

}  // namespace dbrace::worlds
