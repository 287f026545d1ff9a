// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Evidence.h"

#include <utility>

namespace dbrace::worlds {

constexpr std::size_t aboutFunctions = static_cast<std::size_t>(About::Contexts) + 1;

Evidence::Evidence(const Program &program) : program(program), seen(program.functions.size() * aboutFunctions, 0) {}

void Evidence::listen() {
  listening = true;
  ++time;
  items.clear();
  seenTexts.clear();
}

std::vector<Evidence::Item> Evidence::stop() {
  listening = false;
  return std::exchange(items, {});
}

bool Evidence::isNew(About about, FunctionIndex function) {
  return std::exchange(seen[function * aboutFunctions + static_cast<std::size_t>(about)], time) != time;
}

bool Evidence::isNew(About about, std::string_view text) {
  std::string key(1, static_cast<char>(about));
  key += text;
  return seenTexts.insert(std::move(key)).second;
}

}  // namespace dbrace::worlds
