// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/Pack.h"
#include "apis/Shape.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <numeric>
#include <ranges>

namespace dbrace::apis {
namespace {

class Writer {
public:
  static constexpr bool reads = false;
  std::string bytes;

  /// Seven bits a byte, the lowest first.
  void number(std::uint64_t &value) {
    std::uint64_t rest = value;
    for (; rest > 127; rest >>= 7)
      bytes += static_cast<char>(rest | 128);
    bytes += static_cast<char>(rest);
  }
  void text(std::string &value) {
    std::uint64_t size = value.size();
    number(size);
    bytes += value;
  }
};

class Reader {
public:
  static constexpr bool reads = true;
  explicit Reader(std::string_view bytes) : bytes(bytes) {}

  void number(std::uint64_t &value) {
    value = 0;
    for (unsigned shift = 0;; shift += 7) {
      assert(!bytes.empty() && "broken bytes of built-in models");
      const auto byte = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      value |= std::uint64_t(byte & 127) << shift;
      if (byte < 128)
        return;
    }
  }
  std::string_view view() {
    std::uint64_t size;
    number(size);
    std::string_view text = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return text;
  }
  void text(std::string &value) { value.assign(view()); }

private:
  std::string_view bytes;
};

template <class Bytes> void pass(Bytes &bytes, std::string &value) { bytes.text(value); }

/// Negative numbers are rare here and may take ten bytes.
template <class Bytes, class Value>
  requires(std::is_integral_v<Value> || std::is_enum_v<Value>)
void pass(Bytes &bytes, Value &value) {
  auto number = static_cast<std::uint64_t>(value);
  bytes.number(number);
  value = static_cast<Value>(number);
}

template <class Bytes, class Value> void pass(Bytes &bytes, std::optional<Value> &value) {
  bool given = value.has_value();
  pass(bytes, given);
  if (!given)
    return;
  if constexpr (Bytes::reads)
    value.emplace();
  pass(bytes, *value);
}

template <class Bytes, class Value> void pass(Bytes &bytes, std::vector<Value> &values) {
  std::size_t size = values.size();
  pass(bytes, size);
  if constexpr (Bytes::reads)
    values.resize(size);
  for (Value &value : values)
    pass(bytes, value);
}

/// Most members of most effects are absent: one byte.
template <class Bytes> void pass(Bytes &bytes, Ref &ref) {
  bool plain = !ref.pointee && !ref.array && !ref.rest && ref.number == 0 && ref.text.empty() && ref.field.empty();
  std::uint64_t head = static_cast<std::uint64_t>(ref.base) * 2 + plain;
  bytes.number(head);
  ref.base = static_cast<Ref::Base>(head / 2);
  if (ref.base == Ref::Base::Argument || ref.base == Ref::Base::Type)
    pass(bytes, ref.index);
  if (head % 2)
    return;
  pass(bytes, ref.pointee);
  pass(bytes, ref.array);
  pass(bytes, ref.rest);
  pass(bytes, ref.number);
  pass(bytes, ref.text);
  pass(bytes, ref.field);
}

template <class Bytes> void pass(Bytes &bytes, Yield &yield) {
  pass(bytes, yield.kind);
  pass(bytes, yield.number);
  pass(bytes, yield.exception);
  pass(bytes, yield.text);
}

template <class Bytes> void pass(Bytes &bytes, Effect &effect) {
  std::size_t index = effect.index(), at = 0;
  pass(bytes, index);
  forEachEffect([&]<class E>(const auto &shape, std::type_identity<E>) {
    if (at++ != index)
      return;
    if constexpr (Bytes::reads)
      effect.emplace<E>();
    std::apply([&](const auto &...member) { (pass(bytes, std::get<E>(effect).*member.field), ...); }, shape.members);
  });
}

template <class Bytes> void pass(Bytes &bytes, std::pair<std::string, std::string> &texts) {
  bytes.text(texts.first);
  bytes.text(texts.second);
}

template <class Bytes> void pass(Bytes &bytes, Function &function) {
  pass(bytes, function.id);
  pass(bytes, function.name);
  pass(bytes, function.minArguments);
  pass(bytes, function.maxArguments);
  pass(bytes, function.parameterTypes);
  pass(bytes, function.templateArguments);
  pass(bytes, function.effects);
  for (std::optional<Yield> &yield : function.yields.of)
    pass(bytes, yield);
  pass(bytes, function.throwsOnError);
}

template <class Bytes> void pass(Bytes &bytes, Type &type) {
  pass(bytes, type.name);
  pass(bytes, type.aliases);
  pass(bytes, type.role);
}

template <class Bytes> void pass(Bytes &bytes, Library &library) {
  pass(bytes, library.name);
  pass(bytes, library.dialect);
  pass(bytes, library.embedded);
  pass(bytes, library.drivers);
  pass(bytes, library.naming);
  pass(bytes, library.headers);
  pass(bytes, library.words);
  pass(bytes, library.violations);
  pass(bytes, library.types);
  pass(bytes, library.textHash);
}

}  // namespace

std::pair<std::string_view, std::string_view> splitName(std::string_view name) {
  std::string_view head = name.substr(0, name.find("operator "));
  std::size_t colon = head.rfind("::");
  if (colon == head.npos || (head.size() < name.size() && colon + 2 != head.size()))
    return {"", name};
  return {name.substr(0, colon), name.substr(colon + 2)};
}

// In words of 32 bits: the number of functions, that of libraries, where each library's functions begin (one more than
// there are), where each function's record begins, the numbers of the functions sorted by the last component of their
// names. Then the libraries, then the records, each with id and name in front.

std::string pack(std::vector<LibraryFile> files) {
  std::vector<std::uint32_t> starts, offsets;
  std::vector<std::string> names;
  std::vector<Library> libraries;
  Writer records;
  for (LibraryFile &file : files) {
    starts.push_back(static_cast<std::uint32_t>(offsets.size()));
    for (Function &function : file.functions) {
      offsets.push_back(static_cast<std::uint32_t>(records.bytes.size()));
      names.push_back(function.name);
      pass(records, function);
    }
    libraries.push_back(std::move(file));
  }
  starts.push_back(static_cast<std::uint32_t>(offsets.size()));
  Writer heads;
  pass(heads, libraries);

  std::vector<std::uint32_t> byName(names.size());
  std::iota(byName.begin(), byName.end(), 0u);
  std::ranges::sort(byName, {},
                    [&](std::uint32_t number) { return std::pair(splitName(names[number]).second, number); });
  const std::size_t words = 2 + starts.size() + offsets.size() + byName.size();
  for (std::uint32_t &offset : offsets)
    offset += static_cast<std::uint32_t>(words * sizeof(std::uint32_t) + heads.bytes.size());

  std::string bytes;
  auto add = [&](std::uint32_t word) { bytes.append(reinterpret_cast<const char *>(&word), sizeof word); };
  add(static_cast<std::uint32_t>(names.size()));
  add(static_cast<std::uint32_t>(libraries.size()));
  for (const std::vector<std::uint32_t> *list : {&starts, &offsets, &byName})
    std::ranges::for_each(*list, add);
  return bytes + heads.bytes + records.bytes;
}

Packed::Packed(std::string_view bytes) : bytes(bytes), count(word(0)), libraryCount(word(1)) {}

std::uint32_t Packed::word(std::size_t index) const {
  std::uint32_t word;
  std::memcpy(&word, bytes.data() + index * sizeof word, sizeof word);
  return word;
}

std::uint32_t Packed::firstOf(std::size_t library) const { return word(2 + library); }

std::string_view Packed::record(std::uint32_t number) const { return bytes.substr(word(3 + libraryCount + number)); }

std::vector<Library> Packed::libraries() const {
  std::vector<Library> libraries;
  Reader reader(bytes.substr((3 + libraryCount + 2 * std::size_t(count)) * sizeof(std::uint32_t)));
  pass(reader, libraries);
  return libraries;
}

Function Packed::function(std::uint32_t number) const {
  Function function;
  Reader reader(record(number));
  pass(reader, function);
  return function;
}

std::string_view Packed::idOf(std::uint32_t number) const { return Reader(record(number)).view(); }

std::vector<std::uint32_t> Packed::named(std::string_view lastComponent) const {
  auto numberAt = [&](std::uint32_t place) { return word(3 + libraryCount + count + place); };
  auto lastComponentAt = [&](std::uint32_t place) {
    Reader reader(record(numberAt(place)));
    reader.view();
    return splitName(reader.view()).second;
  };
  auto places = std::ranges::equal_range(std::views::iota(std::uint32_t(0), count), lastComponent, {}, lastComponentAt);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t place : places)
    numbers.push_back(numberAt(place));
  return numbers;
}

}  // namespace dbrace::apis
