// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Classes.h"

#include <algorithm>

namespace dbrace::worlds {

using facts::TextId;

TextId Classes::method(TextId key, TextId className) const {
  auto [at, isNew] = methods.try_emplace({key, className}, 0);
  if (isNew)
    at->second = index.dispatch(key, className);
  return at->second;
}

bool Classes::isPolymorphic(TextId className) const {
  const facts::Class *known = index.classNamed(className);
  return known && !known->methods.empty();
}

bool Classes::hasPolymorphicBase(TextId className) const {
  auto [at, isNew] = derived.try_emplace(className, false);
  const facts::Class *known = isNew ? index.classNamed(className) : nullptr;
  if (!known)
    return at->second;
  bool has =
      std::ranges::any_of(known->bases, [&](TextId base) { return isPolymorphic(base) || hasPolymorphicBase(base); });
  return derived[className] = has;
}

bool Classes::isAbstract(TextId className) const {
  const facts::Class *known = index.classNamed(className);
  std::vector<const facts::Class *> line{known};
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i])
      for (TextId base : line[i]->bases)
        line.push_back(index.classNamed(base));
  for (const facts::Class *one : line)
    for (TextId virtualMethod : one ? one->methods : std::vector<TextId>()) {
      TextId runs = method(virtualMethod, className);
      if (runs == 0 || !index.bodies(runs).empty())
        continue;
      for (TextId overrider : index.overriders(runs))
        if (overrider != runs && !index.bodies(overrider).empty())
          return true;
    }
  return false;
}

const std::vector<TextId> &Classes::concrete(TextId staticClass) const {
  auto [at, isNew] = concreteOf.try_emplace(staticClass);
  if (!isNew || !index.classNamed(staticClass))
    return at->second;
  std::vector<TextId> all = index.subclasses(staticClass);
  all.push_back(staticClass);
  std::erase_if(all, [&](TextId one) { return absent.contains(one) || isAbstract(one); });
  std::sort(all.begin(), all.end());
  return at->second = std::move(all);
}

}  // namespace dbrace::worlds
