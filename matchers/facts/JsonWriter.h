// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes described values as JSON: objects with named members, texts in place, members at their default left out.
//
// The alternative of a variant is named by the member "is". A text that is not UTF-8 is {"hex": "c3ff"}.
#pragma once

#include "facts/Names.h"
#include "facts/Visitor.h"

#include <nlohmann/json.hpp>

#include <string>

namespace dbrace::facts {

class JsonWriter : public Visitor<JsonWriter> {
public:
  using Json = nlohmann::ordered_json;

  explicit JsonWriter(const Strings &strings) : strings(strings) {}

  template <class T> std::string document(std::string_view format, int version, const T &it) {
    Json whole = {{"format", format}, {"version", version}};
    members = &whole;
    describe(*this, it);
    return whole.dump(1) + "\n";
  }

  void text(std::string_view name, TextId id) {
    if (id != 0)
      put(name, print(id));
  }
  void texts(std::string_view name, const std::vector<TextId> &ids) {
    Json array = Json::array();
    for (TextId id : ids)
      array.push_back(print(id));
    putUnlessEmpty(name, std::move(array));
  }
  void number(std::string_view name, auto number, Show show = Show::UnlessDefault) {
    if (number != 0 || show == Show::Always)
      put(name, number);
  }
  void flag(std::string_view name, bool flag) {
    if (flag)
      put(name, true);
  }
  template <class E> void choice(std::string_view name, E chosen, Show show = Show::UnlessDefault) {
    if (chosen != E() || show == Show::Always)
      put(name, namesOf<E>[static_cast<std::size_t>(chosen)]);
  }
  void range(std::string_view name, const Range &it, const Range &usual) {
    if (it != usual)
      put(name, structure(it));
  }
  void reference(std::string_view name, Table, std::uint32_t id) {
    if (id != none)
      put(name, id);
  }
  void optional(std::string_view name, Table table, std::uint32_t id) { reference(name, table, id); }
  void index(std::string_view name, Table, std::uint32_t index) {
    if (index != 0)
      put(name, index);
  }
  void references(std::string_view name, Table, const std::vector<std::uint32_t> &ids) {
    putUnlessEmpty(name, Json(ids));
  }
  void object(std::string_view name, const auto &it) { putUnlessEmpty(name, structure(it)); }
  void alternatives(std::string_view name, const auto &it) { put(name, element(it)); }
  void list(std::string_view name, const auto &items) {
    Json array = Json::array();
    for (const auto &item : items)
      array.push_back(element(item));
    putUnlessEmpty(name, std::move(array));
  }

private:
  void put(std::string_view name, Json value) { members->push_back({std::string(name), std::move(value)}); }
  void putUnlessEmpty(std::string_view name, Json value) {
    if (!value.empty())
      put(name, std::move(value));
  }
  Json print(TextId id) const;

  template <class T> Json structure(const T &it, Json nested = Json::object()) {
    Json *outer = std::exchange(members, &nested);
    describe(*this, it);
    members = outer;
    return nested;
  }
  template <class T> Json element(const T &item) {
    if constexpr (isVariant<T>)
      return std::visit([&](const auto &it) { return structure(it, {{"is", namesOf<T>[item.index()]}}); }, item);
    else
      return structure(item);
  }

  const Strings &strings;
  Json *members = nullptr;  // Gets the members.
};

}  // namespace dbrace::facts
