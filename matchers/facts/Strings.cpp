// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Facts.h"

namespace dbrace::facts {

Strings::Strings() { intern(""); }

Strings::Strings(const Strings &other) {
  texts.reserve(other.texts.size());
  for (const std::string *text : other.texts)
    intern(*text);
}

Strings &Strings::operator=(const Strings &other) {
  if (this != &other)
    *this = Strings(other);
  return *this;
}

TextId Strings::intern(std::string_view text) {
  if (auto known = ids.find(text); known != ids.end())
    return known->second;
  auto [added, _] = ids.emplace(std::string(text), static_cast<TextId>(texts.size()));
  texts.push_back(&added->first);
  return added->second;
}

TextId Strings::find(std::string_view text) const {
  const auto known = ids.find(text);
  return known == ids.end() ? 0 : known->second;
}

}  // namespace dbrace::facts
