// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes described values as CBOR (RFC 8949), in the compact form: arrays without member names.
//
// A document is ["<format>", version, [text…], body]. An object is the array of its members without trailing defaults,
// an alternative of a variant has its number in front, a text is its index in the list of texts (0: the empty text,
// which is not in the list; texts come in the order of their first use, so that equal content gives equal bytes). A
// range is relative to the one written before it. docs/facts.md has the details.
#pragma once

#include "facts/Names.h"
#include "facts/Visitor.h"

#include <string>

namespace dbrace::facts {

class CborWriter : public Visitor<CborWriter> {
public:
  explicit CborWriter(const Strings &strings) : strings(strings), numbers(strings.size(), 0) {}

  template <class T> std::string document(std::string_view format, int version, const T &it) {
    structure(it);
    std::string body = std::move(out);
    out.clear();
    head(4, 4);
    string(format);
    head(0, version);
    head(4, used.size());
    for (TextId id : used)
      string(strings[id]);
    return out + body;
  }

  void text(std::string_view, TextId id) {
    head(0, numberOf(id));
    wrote(id != 0);
  }
  void texts(std::string_view, const std::vector<TextId> &ids) {
    head(4, ids.size());
    for (TextId id : ids)
      head(0, numberOf(id));
    wrote(!ids.empty());
  }
  template <class T> void number(std::string_view, T number, Show = Show::UnlessDefault) {
    integer(number);
    wrote(number != 0);
  }
  void flag(std::string_view, bool flag) {
    out += static_cast<char>(flag ? 0xf5 : 0xf4);
    wrote(flag);
  }
  template <class E> void choice(std::string_view, E chosen, Show = Show::UnlessDefault) {
    head(0, static_cast<std::uint64_t>(chosen));
    wrote(chosen != E());
  }
  void range(std::string_view, const Range &it, const Range &usual);
  void reference(std::string_view, Table, std::uint32_t id) {
    identifier(id);
    wrote(id != none);
  }
  void optional(std::string_view name, Table table, std::uint32_t id) { reference(name, table, id); }
  void index(std::string_view, Table, std::uint32_t index) {
    head(0, index);
    wrote(index != 0);
  }
  void references(std::string_view, Table, const std::vector<std::uint32_t> &ids) {
    head(4, ids.size());
    for (std::uint32_t id : ids)
      identifier(id);
    wrote(!ids.empty());
  }
  void object(std::string_view, const auto &it) { wrote(structure(it)); }
  void alternatives(std::string_view, const auto &it) {
    element(it);
    wrote(true);
  }
  void list(std::string_view, const auto &items) {
    head(4, items.size());
    for (const auto &item : items)
      element(item);
    wrote(!items.empty());
  }

private:
  /// How much of the array being written has to stay.
  struct Members {
    std::size_t written = 0, kept = 0, end = 0;
  };

  void head(unsigned major, std::uint64_t argument);
  void integer(std::int64_t number) {
    number < 0 ? head(1, static_cast<std::uint64_t>(-(number + 1))) : head(0, static_cast<std::uint64_t>(number));
  }
  void integer(std::uint64_t number) { head(0, number); }
  void integer(std::uint32_t number) { head(0, number); }
  void identifier(std::uint32_t id) { id == none ? void(out += '\xf6') : head(0, id); }
  void string(std::string_view text);
  std::uint32_t numberOf(TextId id);
  void wrote(bool keep) {
    ++members.written;
    if (keep) {
      members.kept = members.written;
      members.end = out.size();
    }
  }
  std::size_t begin(Members &outer);
  bool finish(std::size_t start, const Members &outer);

  /// Whether any member differed from its default.
  template <class T> bool structure(const T &it) {
    Members outer;
    const std::size_t start = begin(outer);
    describe(*this, it);
    return finish(start, outer);
  }
  template <class T> void element(const T &item) {
    if constexpr (isVariant<T>) {
      Members outer;
      const std::size_t start = begin(outer);
      head(0, item.index());
      wrote(true);
      std::visit([this](const auto &alternative) { describe(*this, alternative); }, item);
      finish(start, outer);
    } else {
      structure(item);
    }
  }

  const Strings &strings;
  std::vector<std::uint32_t> numbers;  // In the document, per text; 0: not used yet.
  std::vector<TextId> used;
  std::string out;
  Members members;
  Range last;
};

}  // namespace dbrace::facts
