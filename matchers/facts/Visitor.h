// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An archive that walks through facts and does nothing.
//
// Archives that look at one role only (texts, references) derive from it and say what happens there.
#pragma once

#include "facts/DescribeUnit.h"

#include <string_view>
#include <variant>

namespace dbrace::facts {

template <class T> inline constexpr bool isVariant = false;
template <class... Ts> inline constexpr bool isVariant<std::variant<Ts...>> = true;

/// Makes `it` hold its alternative number `kind`, by default. False if there is no such.
template <class... Ts> bool choose(std::variant<Ts...> &it, std::size_t kind) {
  std::size_t number = 0;
  return ((number++ == kind && (it.template emplace<Ts>(), true)) || ...);
}

template <class Derived> class Visitor {
public:
  void text(std::string_view, auto &) {}
  void texts(std::string_view name, auto &ids) {
    for (auto &id : ids)
      self().text(name, id);
  }
  void number(std::string_view, auto &, Show = Show::UnlessDefault) {}
  void flag(std::string_view, auto &) {}
  void choice(std::string_view, auto &, Show = Show::UnlessDefault) {}
  /// `usual` is what a range left out stands for.
  void range(std::string_view name, auto &it, const Range &usual) { self().object(name, it); }
  /// An id that must be there; one that may be `none`; a plain index that is 0 when left out.
  void reference(std::string_view, Table, auto &) {}
  void optional(std::string_view, Table, auto &) {}
  void index(std::string_view, Table, auto &) {}
  void references(std::string_view name, Table table, auto &ids) {
    for (auto &id : ids)
      self().reference(name, table, id);
  }
  void object(std::string_view, auto &it) { describe(self(), it); }
  void alternatives(std::string_view, auto &it) { self().element(it); }
  void list(std::string_view, auto &items) {
    for (auto &item : items)
      self().element(item);
  }
  template <class T> void element(T &item) {
    if constexpr (isVariant<std::remove_const_t<T>>)
      std::visit([this](auto &alternative) { describe(self(), alternative); }, item);
    else
      describe(self(), item);
  }

private:
  Derived &self() { return static_cast<Derived &>(*this); }
};

}  // namespace dbrace::facts
