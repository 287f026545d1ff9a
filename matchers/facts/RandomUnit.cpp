// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/RandomUnit.h"

#include "facts/Names.h"
#include "facts/Visitor.h"

#include <array>
#include <random>

namespace dbrace::facts {
namespace {

using Random = std::mt19937_64;

/// Sizes every list and fills in all but the references.
class Filler : public Visitor<Filler> {
public:
  Filler(Random &random, Strings &strings, RandomSize size) : random(random), strings(strings), size(size) {}

  void text(std::string_view, TextId &id) {
    static constexpr std::array<std::string_view, 12> words{"",
                                                            "a.cpp",
                                                            "Shop::find",
                                                            "c:@F@find#",
                                                            "sqlite3/sqlite3_step",
                                                            "int",
                                                            "SELECT 1 FROM t WHERE k = '%s'\n",
                                                            "ключ",
                                                            "\xff\x80",
                                                            "x",
                                                            "\"\\",
                                                            std::string_view("nul\0nul", 7)};
    const std::size_t choice = below(words.size() + 4);
    id = strings.intern(choice < words.size() ? std::string(words[choice]) : "name" + std::to_string(below(40)));
  }
  void texts(std::string_view name, std::vector<TextId> &ids) {
    ids.resize(below(size.items));
    Visitor::texts(name, ids);
  }
  template <class T> void number(std::string_view, T &number, Show = Show::UnlessDefault) {
    number = static_cast<T>(random() >> below(64));
    if (std::is_signed_v<T> && below(2))
      number = static_cast<T>(~number);
  }
  void flag(std::string_view, bool &flag) { flag = below(2); }
  template <class E> void choice(std::string_view, E &chosen, Show = Show::UnlessDefault) {
    chosen = static_cast<E>(below(namesOf<E>.size()));
  }
  void range(std::string_view, Range &it, const Range &usual) {
    it = usual;
    if (below(4) == 0)
      return;
    describe(*this, it);
    if (it.end < it.begin)
      std::swap(it.begin, it.end);
  }
  void references(std::string_view, Table, std::vector<std::uint32_t> &ids) { ids.resize(below(4)); }
  void alternatives(std::string_view, auto &it) { element(it); }
  void list(std::string_view, auto &items) {
    items.resize(below(size.items));
    for (auto &item : items)
      element(item);
  }
  void list(std::string_view, std::vector<Function> &functions) {
    functions.resize(below(size.functions + 1));
    for (Function &function : functions)
      fill(function);
  }

private:
  std::size_t below(std::size_t limit) { return random() % limit; }
  template <class T> void element(T &item) {
    if constexpr (isVariant<T>)
      choose(item, below(std::variant_size_v<T>));
    Visitor::element(item);
  }
  /// The first value and the first place are leaves, all else may refer to them.
  void fill(Function &it) {
    describe(*this, it);
    it.key = strings.intern("c:@F@f" + std::to_string(below(20)));
    it.temporaries = 1 + below(5);
    const auto nonempty = [](auto &items) {
      if (items.empty())
        items.emplace_back();
    };
    nonempty(it.parameters);
    nonempty(it.locals);
    nonempty(it.captures);
    nonempty(it.sources);
    nonempty(it.values);
    it.values[0] = IntConstant{1};
    nonempty(it.places);
    it.places[0] = Parameter{0};
    nonempty(it.blocks);
  }

  Random &random;
  Strings &strings;
  RandomSize size;
};

/// Fills the references in, such that a value or place refers to earlier numbers only.
class Referrer : public Visitor<Referrer> {
public:
  explicit Referrer(Random &random) : random(random) {}

  void reference(std::string_view, Table table, std::uint32_t &id) { id = random() % limit(table); }
  void optional(std::string_view name, Table table, std::uint32_t &id) {
    if (limit(table) > 0 && random() % 3 != 0)
      reference(name, table, id);
  }
  void index(std::string_view name, Table table, std::uint32_t &id) { reference(name, table, id); }
  void object(std::string_view, auto &it) { visit(it); }
  void alternatives(std::string_view, auto &it) { Visitor::element(it); }
  void list(std::string_view, auto &items) {
    for (auto &item : items)
      element(item);
  }

private:
  friend class Visitor<Referrer>;
  void element(auto &item) { Visitor::element(item); }
  void element(Function &it) { visit(it); }
  void element(Step &it) {
    if (const auto *call = std::get_if<Call>(&it.what))
      limit(Table::ArgumentOrEnd) = call->arguments.size() + 1;
    Visitor::element(it);
  }
  void visit(auto &it) { describe(*this, it); }
  void visit(Function &it) {
    limit(Table::Source) = it.sources.size();
    limit(Table::Parameter) = it.parameters.size();
    limit(Table::Local) = it.locals.size();
    limit(Table::Temporary) = it.temporaries;
    limit(Table::Capture) = it.captures.size();
    limit(Table::Block) = it.blocks.size();
    for (std::size_t i = 0; i < std::max(it.values.size(), it.places.size()); ++i) {
      limit(Table::Value) = std::min(i, it.values.size());
      limit(Table::Place) = std::min(i, it.places.size());
      if (i < it.values.size())
        Visitor::element(it.values[i]);
      if (i < it.places.size())
        Visitor::element(it.places[i]);
    }
    limit(Table::Value) = it.values.size();
    limit(Table::Place) = it.places.size();
    for (std::size_t i = 0; i < it.cleanups.size(); ++i) {
      limit(Table::Cleanup) = i;
      element(it.cleanups[i]);
    }
    limit(Table::Cleanup) = it.cleanups.size();
    for (Block &block : it.blocks)
      element(block);
  }
  std::size_t &limit(Table table) { return limits[static_cast<std::size_t>(table)]; }

  Random &random;
  std::array<std::size_t, static_cast<std::size_t>(Table::Unit) + 1> limits{};
};

}  // namespace

Unit randomUnit(std::uint64_t seed, RandomSize size) {
  Random random(seed);
  Unit unit;
  Filler filler(random, unit.strings, size);
  describe(filler, unit);
  Referrer referrer(random);
  describe(referrer, unit);
  return unit;
}

}  // namespace dbrace::facts
