// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Refuses facts that a reader could stumble over.
//
// Checked once, where facts enter: every id points into its table, nothing contains itself, nesting is bounded. Behind
// that line the interpreter and the printers index and recurse without asking.
#pragma once

#include "facts/Expected.h"
#include "facts/Visitor.h"

#include <array>
#include <optional>

namespace dbrace::facts {

class Validator : public Visitor<Validator> {
public:
  /// `units`: how many there are to refer to, in a program.
  explicit Validator(const Strings &strings, std::size_t units = 0) : strings(strings) { size(Table::Unit) = units; }

  template <class T> std::optional<FormatError> check(const T &it) {
    describe(*this, it);
    return std::move(error);
  }

  void text(std::string_view name, TextId id) {
    member(name, [&] { this->within(id, strings.size(), "texts"); });
  }
  void texts(std::string_view name, const std::vector<TextId> &ids) {
    each(name, ids, [&](TextId id) { this->within(id, strings.size(), "texts"); });
  }
  void range(std::string_view name, const Range &it, const Range &usual) { object(name, it); }
  void reference(std::string_view name, Table table, std::uint32_t id) {
    member(name, [&] { this->within(id, table); });
  }
  void optional(std::string_view name, Table table, std::uint32_t id) {
    if (id != none)
      reference(name, table, id);
  }
  void index(std::string_view name, Table table, std::uint32_t index) { reference(name, table, index); }
  void references(std::string_view name, Table table, const std::vector<std::uint32_t> &ids) {
    each(name, ids, [&](std::uint32_t id) { this->within(id, table); });
  }
  void object(std::string_view name, const auto &it) {
    member(name, [&] { this->visit(it); });
  }
  void alternatives(std::string_view name, const auto &it) {
    member(name, [&] { this->element(it); });
  }
  void list(std::string_view name, const auto &items) {
    each(name, items, [&](const auto &item) { this->element(item); });
  }

private:
  void fail(std::string pointer, std::string message) { error = FormatError{std::move(pointer), std::move(message)}; }
  std::size_t &size(Table table) { return sizes[static_cast<std::size_t>(table)]; }
  void within(std::uint32_t id, std::size_t count, const char *what);
  void within(std::uint32_t id, Table table);
  void visit(const Function &it);
  void visit(const Call &it);
  void visit(const Range &it);
  void visit(const auto &it) { describe(*this, it); }
  void checkNesting(const Function &it);
  void checkCleanups(const Function &it);

  template <class T> void element(const T &item) {
    if constexpr (isVariant<T>)
      std::visit([this](const auto &alternative) { this->visit(alternative); }, item);
    else
      visit(item);
  }
  void member(std::string_view name, auto &&check) {
    if (error)
      return;
    check();
    if (error)
      error->pointer = "/" + std::string(name) + error->pointer;
  }
  void each(std::string_view name, const auto &items, auto &&check) {
    member(name, [&] {
      for (std::size_t i = 0; i < items.size() && !error; ++i) {
        check(items[i]);
        if (error)
          error->pointer = "/" + std::to_string(i) + error->pointer;
      }
    });
  }

  const Strings &strings;
  std::array<std::size_t, static_cast<std::size_t>(Table::Unit) + 1> sizes{};
  std::optional<FormatError> error;
};

}  // namespace dbrace::facts
