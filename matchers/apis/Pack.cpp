// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/Pack.h"
#include "apis/Shape.h"

#include <cassert>

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
  void text(std::string &value) {
    std::uint64_t size;
    number(size);
    value.assign(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }

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
  pass(bytes, library.functions);
  pass(bytes, library.textHash);
}

}  // namespace

std::string pack(std::vector<Library> libraries) {
  Writer writer;
  pass(writer, libraries);
  return std::move(writer.bytes);
}

std::vector<Library> unpack(std::string_view bytes) {
  std::vector<Library> libraries;
  Reader reader(bytes);
  pass(reader, libraries);
  return libraries;
}

}  // namespace dbrace::apis
