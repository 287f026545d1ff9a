// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Backends.h"

#include "worlds/Classes.h"
#include "worlds/FunctionInfo.h"

#include <algorithm>
#include <bit>
#include <map>

namespace dbrace::worlds {

using facts::TextId;

Backends::Backends(const ProgramIndex &index, const apis::Models &models) : index(index), program(index.program()) {
  readUses(models);
  choose();
}

/// What a virtual call comes to depends on the object, so that it says nothing of the class it is made in.
void Backends::readUses(const apis::Models &models) {
  uses.assign(program.functions.size(), 0);
  std::vector<std::vector<FunctionIndex>> callers(program.functions.size());
  std::map<std::string_view, Libraries> bits;
  std::vector<FunctionIndex> work;
  for (FunctionIndex f = 0; f < program.functions.size(); ++f) {
    const facts::Function &function = program.functions[f].facts;
    for (const facts::Block &block : function.blocks)
      for (const facts::Step &step : block.steps) {
        const auto *call = std::get_if<facts::Call>(&step.what);
        if (!call)
          continue;
        const std::string_view model = program.strings[call->callee.model];
        if (const apis::Function *known = call->callee.model ? models.find(model) : nullptr) {
          constexpr std::size_t most = 64;
          if (isDatabase(*known) && bits.size() < most)
            uses[f] |= bits.try_emplace(model.substr(0, model.find('/')), Libraries{1} << bits.size()).first->second;
        } else if (!call->callee.isVirtual)
          for (FunctionIndex callee : index.callees(*call, f))
            callers[callee].push_back(f);
      }
    for (const facts::Value &value : function.values)
      if (TextId key = functionIn(value))
        for (FunctionIndex body : index.bodies(key))
          callers[body].push_back(f);
    if (uses[f])
      work.push_back(f);
  }
  while (!work.empty()) {
    const FunctionIndex callee = work.back();
    work.pop_back();
    for (FunctionIndex caller : callers[callee])
      if ((uses[caller] | uses[callee]) != uses[caller]) {
        uses[caller] |= uses[callee];
        work.push_back(caller);
      }
  }
  for (FunctionIndex f = 0; f < program.functions.size(); ++f)
    if (TextId name = index.classOf(f); name && uses[f] && !program.functions[f].facts.isStatic)
      ofMethods[name] |= uses[f];
}

/// By its own methods and those it inherits.
Backends::Libraries Backends::usedBy(TextId className) const {
  Libraries all = 0;
  std::vector<TextId> line{className};
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (auto own = ofMethods.find(line[i]); own != ofMethods.end())
      all |= own->second;
    if (const facts::Class *known = index.classNamed(line[i]))
      for (TextId base : known->bases)
        if (std::ranges::find(line, base) == line.end())
          line.push_back(base);
  }
  return all;
}

void Backends::choose() {
  const Classes classes(index);
  struct Layer {
    std::vector<std::pair<TextId, Libraries>> members;  // Those that use one library.
    Libraries all = 0;
  };
  std::vector<Layer> layers;
  Libraries choices = 0;
  for (const facts::Class &base : program.classes) {
    if (!classes.isPolymorphic(base.name))
      continue;
    Layer layer;
    for (TextId one : classes.concrete(base.name))
      if (Libraries used = usedBy(one); std::has_single_bit(used)) {
        layer.members.emplace_back(one, used);
        layer.all |= used;
      }
    if (std::popcount(layer.all) < 2)
      continue;
    choices |= layer.all;
    layers.push_back(std::move(layer));
  }
  constexpr std::size_t mostBackends = 6;
  for (; choices != 0 && judged.size() < mostBackends; choices &= choices - 1)  // From the lowest bit on.
    judged.push_back(choices & (~choices + 1));
  absent_.resize(std::max<std::size_t>(1, judged.size()));
  Libraries haveATurn = 0;
  for (Libraries one : judged)
    haveATurn |= one;
  for (const Layer &layer : layers)
    for (std::size_t backend = 0; backend < judged.size(); ++backend) {
      // An interface to other databases than this one: any of them will do, the others have a turn of their own.
      const Libraries any = layer.all & haveATurn, here = any & judged[backend] ? judged[backend] : any & (~any + 1);
      for (const auto &[name, used] : layer.members)
        if (used != here && (used & haveATurn))
          absent_[backend].insert(name);
    }
  std::unordered_map<TextId, Libraries> members;
  for (const Layer &layer : layers)
    members.insert(layer.members.begin(), layer.members.end());
  for (FunctionIndex f = 0; f < program.functions.size(); ++f)
    if (auto member = members.find(index.classOf(f)); member != members.end())
      ofSource[program.strings[program.functions[f].facts.source.expansion.file]] |= member->second;
}

bool Backends::isElsewhere(std::size_t backend, std::string_view source) const {
  auto found = ofSource.find(source);
  if (judged.empty() || found == ofSource.end())
    return false;
  return (found->second & judged[backend]) == 0 &&
         std::ranges::any_of(judged, [&](Libraries one) { return (found->second & one) != 0; });
}

}  // namespace dbrace::worlds
