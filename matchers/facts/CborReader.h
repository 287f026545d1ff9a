// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads what CborWriter.h writes, from bytes nobody vouches for.
//
// The first error wins and ends the reading; its pointer is put together on the way out of the nested calls. Lists grow
// as elements arrive: a length that the input claims allocates nothing.
#pragma once

#include "facts/Expected.h"
#include "facts/Names.h"
#include "facts/Visitor.h"

#include <limits>
#include <optional>

namespace dbrace::facts {

class CborReader : public Visitor<CborReader> {
public:
  CborReader(std::string_view bytes, Strings &strings) : rest(bytes), strings(strings) {}

  /// `again` is what to run when the version does not fit.
  template <class T>
  std::optional<FormatError> document(std::string_view format, int version, std::string_view again, T &it) {
    if (opening(format, version, again)) {
      structure(it);
      if (!error && !rest.empty())
        fail("bytes follow after the end of the document");
    }
    return std::move(error);
  }

  void text(std::string_view name, TextId &id) {
    member(name, [&] { textNumber(id); });
  }
  void texts(std::string_view name, std::vector<TextId> &ids) {
    member(name, [&] { elements(ids, [&](TextId &id) { textNumber(id); }); });
  }
  template <class T> void number(std::string_view name, T &number, Show = Show::UnlessDefault) {
    member(name, [&] { integer(number); });
  }
  void flag(std::string_view name, bool &flag) {
    member(name, [&] { boolean(flag); });
  }
  template <class E> void choice(std::string_view name, E &chosen, Show = Show::UnlessDefault) {
    member(name, [&] {
      std::uint32_t number = 0;
      integer(number);
      if (!error && number >= namesOf<E>.size())
        fail("there are only the numbers 0 to " + std::to_string(namesOf<E>.size() - 1) + " here");
      chosen = static_cast<E>(number);
    });
  }
  void range(std::string_view name, Range &it, const Range &usual);
  void reference(std::string_view name, Table, std::uint32_t &id) {
    member(name, [&] { identifier(id); });
  }
  void optional(std::string_view name, Table table, std::uint32_t &id) { reference(name, table, id); }
  void index(std::string_view name, Table, std::uint32_t &index) {
    member(name, [&] { integer(index); });
  }
  void references(std::string_view name, Table, std::vector<std::uint32_t> &ids) {
    member(name, [&] { elements(ids, [&](std::uint32_t &id) { identifier(id); }); });
  }
  void object(std::string_view name, auto &it) {
    member(name, [&] { structure(it); });
  }
  void alternatives(std::string_view name, auto &it) {
    if (left == 0 && !error)
      fail(std::string(name) + " is missing");
    member(name, [&] { element(it); });
  }
  void list(std::string_view name, auto &items) {
    member(name, [&] { elements(items, [&](auto &item) { element(item); }); });
  }

private:
  bool opening(std::string_view format, int version, std::string_view again);
  void fail(std::string message) { error = FormatError{"", std::move(message)}; }
  /// False at an error.
  bool head(unsigned &major, std::uint64_t &argument);
  bool head(unsigned wanted, std::uint64_t &argument, const char *what);
  bool string(std::string_view &text);
  void boolean(bool &flag);
  void identifier(std::uint32_t &id);
  void textNumber(TextId &id);
  void signedInteger(std::int64_t &number, std::int64_t lowest, std::int64_t highest);
  void relative(std::uint32_t &number, std::uint32_t base);
  template <class T> void integer(T &number) {
    if constexpr (sizeof(T) == 8 && std::is_unsigned_v<T>) {
      head(0, number, "a number that is not negative");
    } else {
      std::int64_t wide = 0;
      signedInteger(wide, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
      number = static_cast<T>(wide);
    }
  }

  /// Reads a member, unless the array has ended: then it keeps its default.
  void member(std::string_view name, auto &&read) {
    if (error || left == 0)
      return;
    --left;
    read();
    if (error)
      error->pointer = "/" + std::string(name) + error->pointer;
  }
  template <class T> void elements(std::vector<T> &items, auto &&read) {
    std::uint64_t count = 0;
    if (!head(4, count, "an array"))
      return;
    if (count > rest.size())  // Every element takes a byte at least.
      return fail("the document ends before this array does");
    if (count < 64)
      items.reserve(count);
    for (std::uint64_t i = 0; i < count && !error; ++i) {
      read(items.emplace_back());
      if (error)
        error->pointer = "/" + std::to_string(i) + error->pointer;
    }
  }
  template <class T> void structure(T &it) {
    const std::uint64_t outer = left;
    if (!head(4, left, "an array of members"))
      return;
    describe(*this, it);
    finish(outer);
  }
  template <class T> void element(T &item) {
    if constexpr (isVariant<T>) {
      const std::uint64_t outer = left;
      if (!head(4, left, "an array that starts with the number of its kind"))
        return;
      std::uint32_t kind = std::variant_size_v<T>;
      if (left > 0) {
        --left;
        integer(kind);
      }
      if (!error && !choose(item, kind))
        fail("there are only the kinds 0 to " + std::to_string(std::variant_size_v<T> - 1) + " here");
      if (!error)
        std::visit([this](auto &alternative) { describe(*this, alternative); }, item);
      finish(outer);
    } else {
      structure(item);
    }
  }
  void finish(std::uint64_t outer) {
    if (!error && left > 0)
      fail("has more members than this version knows");
    left = outer;
  }

  std::string_view rest;
  Strings &strings;
  std::vector<TextId> texts_;  // By their number in the document.
  std::uint64_t left = 0;      // Members to come of the array being read.
  std::optional<FormatError> error;
  Range last;
};

}  // namespace dbrace::facts
