// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A hash of facts that does not depend on how their texts are numbered.
//
// Linking tells equal bodies by it. It is never stored: the standard library may hash differently elsewhere.
#pragma once

#include "facts/Visitor.h"

#include <string>

namespace dbrace::facts {

class Hasher : public Visitor<Hasher> {
public:
  /// Texts added to `strings` later are fine, its ids must stay.
  explicit Hasher(const Strings &strings) : strings(strings) {}

  template <class T> std::uint64_t of(const T &it) {
    bytes.clear();
    describe(*this, it);
    return std::hash<std::string_view>()(bytes);
  }

  void text(std::string_view, TextId id) { append(hashOf(id)); }
  void texts(std::string_view name, const std::vector<TextId> &ids) {
    append(ids.size());
    for (TextId id : ids)
      append(hashOf(id));
  }
  void number(std::string_view, auto number, Show = Show::UnlessDefault) { append(number); }
  void flag(std::string_view, bool flag) { append(flag); }
  void choice(std::string_view, auto chosen, Show = Show::UnlessDefault) { append(chosen); }
  void reference(std::string_view, Table, std::uint32_t id) { append(id); }
  void optional(std::string_view, Table, std::uint32_t id) { append(id); }
  void index(std::string_view, Table, std::uint32_t index) { append(index); }
  void references(std::string_view, Table, const std::vector<std::uint32_t> &ids) {
    append(ids.size());
    bytes.append(reinterpret_cast<const char *>(ids.data()), ids.size() * sizeof(std::uint32_t));
  }
  void alternatives(std::string_view, const auto &it) { element(it); }
  void list(std::string_view, const auto &items) {
    append(items.size());
    for (const auto &item : items)
      element(item);
  }

private:
  template <class T> void element(const T &item) {
    if constexpr (isVariant<T>)
      append(item.index());
    Visitor::element(item);
  }
  template <class T> void append(T value) {
    static_assert(std::has_unique_object_representations_v<T>);
    bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
  }
  std::uint64_t hashOf(TextId id) {
    if (id >= hashes.size())
      hashes.resize(strings.size(), 0);
    if (hashes[id] == 0)  // A text whose hash is 0 is hashed again every time: right, only slower.
      hashes[id] = std::hash<std::string_view>()(strings[id]);
    return hashes[id];
  }

  const Strings &strings;
  std::vector<std::uint64_t> hashes;
  std::string bytes;
};

}  // namespace dbrace::facts
