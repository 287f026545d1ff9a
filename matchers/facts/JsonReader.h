// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads what JsonWriter.h writes, or what a person or another front end wrote in its place.
//
// The first error wins and ends the reading. A member that no type knows is an error: a misspelt one would be lost
// silently otherwise.
#pragma once

#include "facts/Expected.h"
#include "facts/Names.h"
#include "facts/Visitor.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <optional>
#include <span>

namespace dbrace::facts {

class JsonReader : public Visitor<JsonReader> {
public:
  using Json = nlohmann::json;

  explicit JsonReader(Strings &strings) : strings(strings) {}

  template <class T>
  std::optional<FormatError> document(std::string_view format, int version, std::string_view again,
                                      std::string_view text, T &it) {
    Json whole;
    if (opening(format, version, again, text, whole))
      structure(it, whole, {"format", "version"});
    return std::move(error);
  }

  void text(std::string_view name, TextId &id) {
    member(name, [&](const Json &json) { readText(json, id); });
  }
  void texts(std::string_view name, std::vector<TextId> &ids) {
    member(name,
           [&](const Json &json) { elements(json, ids, [&](const Json &one, TextId &id) { readText(one, id); }); });
  }
  template <class T> void number(std::string_view name, T &number, Show show = Show::UnlessDefault) {
    member(name, [&](const Json &json) { integer(json, number); }, show);
  }
  void flag(std::string_view name, bool &flag) {
    member(name, [&](const Json &json) {
      if (!json.is_boolean())
        return fail("must be true or false");
      flag = json.get<bool>();
    });
  }
  template <class E> void choice(std::string_view name, E &chosen, Show show = Show::UnlessDefault) {
    member(name, [&](const Json &json) { chosen = static_cast<E>(word(json, namesOf<E>)); }, show);
  }
  void range(std::string_view name, Range &it, const Range &usual) {
    it = usual;
    member(name, [&](const Json &json) {
      it = Range();
      structure(it, json);
    });
  }
  void reference(std::string_view name, Table, std::uint32_t &id) {
    member(name, [&](const Json &json) { integer(json, id); });
  }
  void optional(std::string_view name, Table table, std::uint32_t &id) { reference(name, table, id); }
  void index(std::string_view name, Table table, std::uint32_t &index) { reference(name, table, index); }
  void references(std::string_view name, Table, std::vector<std::uint32_t> &ids) {
    member(name, [&](const Json &json) {
      elements(json, ids, [&](const Json &one, std::uint32_t &id) { integer(one, id); });
    });
  }
  void object(std::string_view name, auto &it) {
    member(name, [&](const Json &json) { structure(it, json); });
  }
  void alternatives(std::string_view name, auto &it) {
    member(name, [&](const Json &json) { element(json, it); }, Show::Always);
  }
  void list(std::string_view name, auto &items) {
    member(name,
           [&](const Json &json) { elements(json, items, [&](const Json &one, auto &item) { element(one, item); }); });
  }

private:
  bool opening(std::string_view format, int version, std::string_view again, std::string_view text, Json &whole);
  void fail(std::string message) { error = FormatError{"", std::move(message)}; }
  void readText(const Json &json, TextId &id);
  std::size_t word(const Json &json, std::span<const std::string_view> words);
  void failUnknownMember(const Json &json, const std::vector<std::string_view> &known);
  template <class T> void integer(const Json &json, T &number) {
    constexpr T lowest = std::numeric_limits<T>::min(), highest = std::numeric_limits<T>::max();
    bool fits = false;
    if (json.is_number_unsigned())
      fits = json.get<std::uint64_t>() <= static_cast<std::uint64_t>(highest);
    else if constexpr (std::is_signed_v<T>)
      fits = json.is_number_integer() && json.get<std::int64_t>() >= lowest;
    if (!fits)
      return fail("must be a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
    number = json.get<T>();
  }

  void member(std::string_view name, auto &&read, Show show = Show::UnlessDefault) {
    if (error)
      return;
    known.push_back(name);
    const auto found = members->find(name);
    if (found == members->end()) {
      if (show == Show::Always)
        fail("the member \"" + std::string(name) + "\" is missing");
      return;
    }
    ++seen;
    read(*found);
    if (error)
      error->pointer = "/" + std::string(name) + error->pointer;
  }
  template <class T> void elements(const Json &json, std::vector<T> &items, auto &&read) {
    if (!json.is_array())
      return fail("must be an array");
    items.reserve(json.size());
    for (std::size_t i = 0; i < json.size() && !error; ++i) {
      read(json[i], items.emplace_back());
      if (error)
        error->pointer = "/" + std::to_string(i) + error->pointer;
    }
  }
  template <class T> void structure(T &it, const Json &json, std::vector<std::string_view> apart = {}) {
    if (!json.is_object())
      return fail("must be an object");
    const Json *outer = std::exchange(members, &json);
    const std::size_t outerSeen = std::exchange(seen, apart.size());
    std::swap(known, apart);
    describe(*this, it);
    if (!error && seen != json.size())
      failUnknownMember(json, known);
    std::swap(known, apart);
    seen = outerSeen;
    members = outer;
  }
  template <class T> void element(const Json &json, T &item) {
    if constexpr (isVariant<T>) {
      if (!json.is_object() || !json.contains("is"))
        return fail("must be an object with the member \"is\"");
      const std::size_t kind = word(json["is"], namesOf<T>);
      if (error) {
        error->pointer = "/is" + error->pointer;
        return;
      }
      choose(item, kind);
      std::visit([&](auto &alternative) { structure(alternative, json, {"is"}); }, item);
    } else {
      structure(item, json);
    }
  }

  Strings &strings;
  const Json *members = nullptr;        // Of the object being read.
  std::size_t seen = 0;                 // How many of them are known.
  std::vector<std::string_view> known;  // What may be there.
  std::optional<FormatError> error;
};

}  // namespace dbrace::facts
