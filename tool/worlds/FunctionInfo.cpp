// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/FunctionInfo.h"

#include "worlds/IdleBranches.h"
#include "worlds/Liveness.h"

#include <algorithm>
#include <functional>

namespace dbrace::worlds {

namespace {

std::vector<FunctionIndex> possibleCallees(const ProgramIndex &index, const FunctionTables &tables,
                                           const facts::Call &call, FunctionIndex caller) {
  std::vector<FunctionIndex> all = index.callees(call, caller);
  if (facts::TextId member = FunctionTables::memberCalled(index.program().functions[caller].facts, call))
    for (FunctionTables::Table table : tables.with(member))
      for (FunctionIndex body : index.bodies(tables.function(table, member)))
        if (std::find(all.begin(), all.end(), body) == all.end())
          all.push_back(body);
  if (call.callee.isVirtual)
    for (facts::TextId key : index.overriders(call.callee.key)) {
      if (key == call.callee.key)
        continue;
      for (FunctionIndex body : index.bodies(key))
        if (std::find(all.begin(), all.end(), body) == all.end())
          all.push_back(body);
    }
  return all;
}

std::vector<std::uint32_t> reversePostOrder(const facts::Function &function) {
  std::vector<std::uint32_t> position(function.blocks.size(), 0);
  std::vector<char> visited(function.blocks.size(), 0);
  std::vector<facts::BlockId> postOrder;
  std::vector<std::pair<facts::BlockId, std::vector<facts::BlockId>>> stack;
  if (!function.blocks.empty()) {
    visited[0] = 1;
    stack.emplace_back(0, successorsOf(function, 0));
  }
  while (!stack.empty()) {
    auto &[block, next] = stack.back();
    if (next.empty()) {
      postOrder.push_back(block);
      stack.pop_back();
      continue;
    }
    facts::BlockId to = next.back();
    next.pop_back();
    if (to < visited.size() && !visited[to]) {
      visited[to] = 1;
      stack.emplace_back(to, successorsOf(function, to));
    }
  }
  for (std::size_t i = 0; i < postOrder.size(); ++i)
    position[postOrder[i]] = static_cast<std::uint32_t>(postOrder.size() - i);
  return position;
}

/// A variable that is no pointer: what is written to it stays in the function.
bool isPlainVariable(const Program &program, const facts::Function &function, facts::ValueId value) {
  const auto *load = std::get_if<facts::Load>(&function.values[value]);
  const auto *local = load ? std::get_if<facts::Local>(&function.places[load->place]) : nullptr;
  if (!local)
    return false;
  const facts::Variable &variable = function.locals[local->index];
  return !variable.isReference && program.strings[variable.type].find_first_of("*[") == std::string_view::npos;
}

/// What an object is made of is handed to its constructor, which is a call of its own.
bool onlyReads(const apis::Function &model) {
  for (const apis::Effect &effect : model.effects)
    if (!(std::holds_alternative<apis::Same>(effect) || std::holds_alternative<apis::Size>(effect) ||
          std::holds_alternative<apis::ElementOf>(effect) || std::holds_alternative<apis::PointerOf>(effect) ||
          std::holds_alternative<apis::CompareValues>(effect) || std::holds_alternative<apis::PartOf>(effect) ||
          std::holds_alternative<apis::SearchText>(effect) || std::holds_alternative<apis::Pure>(effect) ||
          std::holds_alternative<apis::Nothing>(effect) || std::holds_alternative<apis::Measure>(effect) ||
          std::holds_alternative<apis::New>(effect)))
      return false;
  return true;
}

bool callsByValue(const facts::Function &function) {
  return std::ranges::any_of(function.blocks, [](const facts::Block &block) {
    return std::ranges::any_of(block.steps, [](const facts::Step &step) {
      const auto *call = std::get_if<facts::Call>(&step.what);
      return call && call->callee.indirect != facts::none;
    });
  });
}

bool addOnce(std::vector<facts::TextId> &types, facts::TextId type) {
  constexpr std::size_t maxTypes = 6;
  if (types.size() >= maxTypes || std::find(types.begin(), types.end(), type) != types.end())
    return false;
  types.push_back(type);
  return true;
}

/// Adds what writing to `place` may change.
void addWritten(const facts::Function &function, facts::PlaceId id, WriteSet &set) {
  while (true) {
    const facts::Place &place = function.places[id];
    if (const auto *field = std::get_if<facts::Field>(&place)) {
      set.fields.insert(field->name);
      id = field->base;
    } else if (const auto *element = std::get_if<facts::Element>(&place))
      id = element->base;
    else if (const auto *global = std::get_if<facts::Global>(&place)) {
      set.globals.insert(global->name);
      return;
    } else if (const auto *pointee = std::get_if<facts::Pointee>(&place)) {
      const auto *load = std::get_if<facts::Load>(&function.values[pointee->pointer]);
      if (!load || !std::holds_alternative<facts::This>(function.places[load->place]))
        set.writesThroughParameters = true;
      return;
    } else
      return;
  }
}

}  // namespace

bool isDatabase(const apis::Function &model) {
  for (const apis::Effect &effect : model.effects)
    if (std::visit(
            [](const auto &one) {
              using One = std::decay_t<decltype(one)>;
              return std::is_same_v<One, apis::Prepare> || std::is_same_v<One, apis::Bind> ||
                     std::is_same_v<One, apis::Run> || std::is_same_v<One, apis::Record> ||
                     std::is_same_v<One, apis::Entity> || std::is_same_v<One, apis::Answer> ||
                     std::is_same_v<One, apis::TakeResult> || std::is_same_v<One, apis::NextRow> ||
                     std::is_same_v<One, apis::ForEachRow> || std::is_same_v<One, apis::Rewind> ||
                     std::is_same_v<One, apis::Measure> || std::is_same_v<One, apis::ReadColumn> ||
                     std::is_same_v<One, apis::BindResult> || std::is_same_v<One, apis::Transaction> ||
                     std::is_same_v<One, apis::Open> || std::is_same_v<One, apis::ConnectOptions> ||
                     std::is_same_v<One, apis::Maps>;
            },
            effect))
      return true;
  return false;
}

facts::TextId functionIn(const facts::Value &value) {
  if (const auto *lambda = std::get_if<facts::LambdaRef>(&value))
    return lambda->key;
  const auto *function = std::get_if<facts::FunctionRef>(&value);
  return function ? function->key : 0;
}

FunctionInfos::FunctionInfos(const ProgramIndex &index, const apis::Models &models, const AbsentClasses &absent)
    : index(index), classes_(index, absent), tables_(index) {
  const Program &program = index.program();
  std::size_t count = program.functions.size();
  infos.resize(count);
  direct.resize(count);
  throws_.resize(count);
  graph.resize(count);
  callers_.resize(count);
  writeSets.resize(count);
  reaches.assign(count, 0);
  absent_.assign(count, 0);
  recursive_.assign(count, 0);
  for (facts::TextId id = 0; id < program.strings.size(); ++id)
    textIds.emplace(program.strings[id], id);
  std::unordered_map<facts::TextId, const apis::Function *> modelOf;
  std::unordered_map<facts::TextId, facts::TextId> initializers;
  for (const facts::GlobalVariable &global : program.globals)
    if (global.initializer)
      initializers.emplace(global.name, global.initializer);
  auto addReferred = [&](const facts::Function &from, std::vector<FunctionIndex> &to) {
    for (const facts::Value &value : from.values)
      if (facts::TextId key = functionIn(value))
        for (FunctionIndex body : index.bodies(key))
          to.push_back(body);
  };
  auto runsOnlyOnAbsent = [&](facts::TextId method, FunctionIndex body) {
    const facts::TextId owner = absent.empty() ? 0 : index.classOf(body);
    if (owner == 0)
      return false;
    std::vector<facts::TextId> family = index.subclasses(owner);
    family.push_back(owner);
    auto runsIt = [&](facts::TextId one) { return classes_.method(method, one) == program.functions[body].facts.key; };
    bool anyAbsent = false;
    for (facts::TextId one : family)
      anyAbsent |= absent.contains(one) && runsIt(one);
    return anyAbsent && std::ranges::none_of(classes_.concrete(owner), runsIt);
  };
  for (FunctionIndex f = 0; f < count; ++f) {
    const facts::Function &function = program.functions[f].facts;
    if (absent.contains(index.classOf(f))) {
      absent_[f] = true;
      continue;
    }
    WriteSet &set = writeSets[f];
    std::vector<FunctionIndex> &to = graph[f];
    auto addressed = [&](facts::ValueId id) -> const facts::AddressOf * {
      return id == facts::none ? nullptr : std::get_if<facts::AddressOf>(&function.values[id]);
    };
    for (const facts::Block &block : function.blocks)
      for (const facts::Step &step : block.steps) {
        if (const auto *assign = std::get_if<facts::Assign>(&step.what)) {
          addWritten(function, assign->place, set);
          continue;  // Not through a call: whoever asks reads the step.
        }
        const auto &call = std::get<facts::Call>(step.what);
        const apis::Function *model = nullptr;
        if (call.callee.model) {
          auto [at, isNew] = modelOf.try_emplace(call.callee.model, nullptr);
          if (isNew) {
            at->second = models.find(program.strings[call.callee.model]);
            if (at->second && isDatabase(*at->second))
              databaseModels.insert(call.callee.model);
          }
          model = at->second;
          reaches[f] |= databaseModels.contains(call.callee.model);
        }
        if (!model || !onlyReads(*model)) {
          WriteSet through;
          if (const auto *object = addressed(call.receiver); object && (model || call.callee.key == 0))
            addWritten(function, object->place, through);
          for (const facts::Argument &argument : call.arguments)
            if (argument.writable) {
              if (const auto *object = addressed(argument.value))
                addWritten(function, object->place, through);
              else if (call.callee.key != 0 || !isPlainVariable(program, function, argument.value))
                through.writesThroughParameters = true;
            }
          set.fields.insert(through.fields.begin(), through.fields.end());
          set.globals.insert(through.globals.begin(), through.globals.end());
          set.writesThroughParameters |= through.writesThroughParameters;
          direct[f].insert(direct[f].end(), through.fields.begin(), through.fields.end());
          direct[f].insert(direct[f].end(), through.globals.begin(), through.globals.end());
        }
        if (model)
          continue;
        std::vector<FunctionIndex> all = possibleCallees(index, tables_, call, f);
        if (call.callee.isVirtual)
          std::erase_if(all, [&](FunctionIndex body) { return runsOnlyOnAbsent(call.callee.key, body); });
        if (all.empty())
          continue;
        to.insert(to.end(), all.begin(), all.end());
        calleesOf.emplace(&call, std::move(all));
      }
    for (const facts::Block &block : function.blocks)
      if (const auto *thrown = std::get_if<facts::Throw>(&block.end); thrown && thrown->value != facts::none)
        addOnce(throws_[f], thrown->type);
    // A function whose address is taken here may be called from here, and so may one that a global is made with.
    addReferred(function, to);
    if (callsByValue(function))
      for (const facts::Place &place : function.places)
        if (const auto *global = std::get_if<facts::Global>(&place))
          if (auto initializer = initializers.find(global->name); initializer != initializers.end())
            for (FunctionIndex body : index.bodies(initializer->second))
              addReferred(program.functions[body].facts, to);
    std::sort(to.begin(), to.end());
    to.erase(std::unique(to.begin(), to.end()), to.end());
    for (FunctionIndex callee : to)
      callers_[callee].push_back(f);
  }
  order();
  // Callees first; recursion needs another round until nothing changes.
  bool changed = true;
  for (int round = 0; changed && round < 8; ++round) {
    changed = false;
    for (FunctionIndex f : bottomUp_)
      for (FunctionIndex callee : graph[f]) {
        if (reaches[callee] && !reaches[f])
          reaches[f] = 1, changed = true;
        WriteSet &mine = writeSets[f];
        const WriteSet &theirs = writeSets[callee];
        std::size_t before = mine.fields.size() + mine.globals.size();
        if (callee != f) {
          mine.fields.insert(theirs.fields.begin(), theirs.fields.end());
          mine.globals.insert(theirs.globals.begin(), theirs.globals.end());
        }
        for (facts::TextId type : throws_[callee])
          changed |= addOnce(throws_[f], type);
        if (mine.fields.size() + mine.globals.size() != before)
          changed = true;
      }
  }
  pure_.assign(count, 0);
  for (FunctionIndex f : bottomUp_)
    pure_[f] =
        !reaches[f] && !recursive_[f] && writeSets[f].empty() && callsOnlyPure(program.functions[f].facts, models);
  idle = std::make_unique<IdleBranches>(index, models, *this);
}

FunctionInfos::~FunctionInfos() = default;

/// A call whose body nobody has read, or whose result a model does not know, may give something else each time.
bool FunctionInfos::callsOnlyPure(const facts::Function &function, const apis::Models &models) const {
  const Program &program = index.program();
  for (const facts::Block &block : function.blocks)
    for (const facts::Step &step : block.steps) {
      const auto *call = std::get_if<facts::Call>(&step.what);
      if (!call)
        continue;
      if (call->callee.model) {
        const apis::Function *model = models.find(program.strings[call->callee.model]);
        bool unknown = !model || std::ranges::any_of(model->effects, [](const apis::Effect &effect) {
          return std::holds_alternative<apis::Nothing>(effect);
        });
        bool makes = call->callee.kind == facts::CallKind::Constructor;
        if (unknown && !makes && call->result != facts::none)
          return false;
      } else if (bool makes = call->callee.kind == facts::CallKind::Constructor ||
                              call->callee.kind == facts::CallKind::Destructor;
                 makes && program.strings[call->callee.name].starts_with("std::")) {
        continue;  // Allocators and the like.
      } else if (std::span<const FunctionIndex> bodies = callees(*call);
                 bodies.empty() || std::ranges::any_of(bodies, [&](FunctionIndex one) { return !pure_[one]; }))
        return false;
    }
  return true;
}

void FunctionInfos::order() {
  std::vector<char> state(graph.size(), 0);  // 1: on the stack, 2: done
  for (FunctionIndex root = 0; root < graph.size(); ++root) {
    if (state[root])
      continue;
    std::vector<std::pair<FunctionIndex, std::size_t>> stack{{root, 0}};
    state[root] = 1;
    while (!stack.empty()) {
      auto &[at, next] = stack.back();
      if (next < graph[at].size()) {
        FunctionIndex callee = graph[at][next++];
        if (state[callee] == 0) {
          state[callee] = 1;
          stack.emplace_back(callee, 0);
        } else if (state[callee] == 1)
          recursive_[callee] = 1;
      } else {
        state[at] = 2;
        bottomUp_.push_back(at);
        stack.pop_back();
      }
    }
  }
}

/// Temporaries that are loaded, pointed to, or looked into.
static std::vector<char> readTemporaries(const facts::Function &function) {
  std::vector<char> read(function.temporaries, 0);
  auto note = [&](facts::PlaceId id) {
    if (const auto *temporary = std::get_if<facts::Temporary>(&function.places[id]))
      read[temporary->index] = 1;
  };
  for (const facts::Value &value : function.values)
    if (const auto *load = std::get_if<facts::Load>(&value))
      note(load->place);
    else if (const auto *address = std::get_if<facts::AddressOf>(&value))
      note(address->place);
  for (const facts::Place &place : function.places)
    if (const auto *field = std::get_if<facts::Field>(&place))
      note(field->base);
    else if (const auto *element = std::get_if<facts::Element>(&place))
      note(element->base);
  return read;
}

const FunctionInfo &FunctionInfos::of(FunctionIndex function) const {
  evidence.see(About::Body, function, [] { return 0; });  // Answered from the program, when the run is over.
  auto &info = infos[function];
  if (!info) {
    info = std::make_unique<FunctionInfo>();
    const facts::Function &facts = index.program().functions[function].facts;
    info->order = reversePostOrder(facts);
    info->live = liveSlots(facts);
    info->read = readTemporaries(facts);
    for (const facts::Block &block : facts.blocks)
      info->steps += block.steps.size();
  }
  return *info;
}

facts::TextId FunctionInfos::textId(std::string_view text) const {
  auto at = textIds.find(text);
  return at == textIds.end() ? 0 : at->second;
}

std::span<const FunctionIndex> FunctionInfos::bodiesNamed(std::string_view key) const {
  facts::TextId id = textId(key);
  return id ? index.bodies(id) : std::span<const FunctionIndex>();
}

}  // namespace dbrace::worlds
