// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values as bytes and back, for what the same build of dbrace wrote and reads: the cache. No format that anybody else
// may rely on; facts and reports have those.
//
// Reading believes nothing: bytes that do not fit give no value, and never ask for more memory than they take up.
#pragma once

#include "packing/Members.h"

#include <bit>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace dbrace {

namespace packing {
template <typename T> inline constexpr bool isList = false;
template <typename T> inline constexpr bool isList<std::vector<T>> = true;
template <typename T> inline constexpr bool isList<std::set<T>> = true;
template <typename K, typename V> inline constexpr bool isList<std::map<K, V>> = true;
template <typename T> inline constexpr bool isOptional = false;
template <typename T> inline constexpr bool isOptional<std::optional<T>> = true;
template <typename T> inline constexpr bool isPair = false;
template <typename A, typename B> inline constexpr bool isPair<std::pair<A, B>> = true;
template <typename T> inline constexpr bool isVariant = false;
template <typename... T> inline constexpr bool isVariant<std::variant<T...>> = true;
template <typename T> inline constexpr bool isShared = false;
template <typename T> inline constexpr bool isShared<std::shared_ptr<T>> = true;
/// What only serves to make other members: it is empty when it comes back.
template <typename T> inline constexpr bool isLeftOut = false;
/// For types whose members are their own affair: `add(packer, value)` and `take(unpacker, value)`.
template <typename T> struct Custom;
template <typename T>
concept IsCustom = requires { sizeof(Custom<T>); };

/// Of a list, as it can be made before it is put in: keys of maps are not const.
template <typename List> struct ElementOf {
  using Type = typename List::value_type;
};
template <typename K, typename V> struct ElementOf<std::map<K, V>> {
  using Type = std::pair<K, V>;
};
}  // namespace packing

class Packer {
public:
  void number(std::uint64_t value) {
    for (; value >= 128; value >>= 7)
      bytes += static_cast<char>(value | 128);
    bytes += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    bytes += value;
  }
  template <typename T> void add(const T &value) {
    if constexpr (packing::isLeftOut<T>) {
    } else if constexpr (packing::IsCustom<T>) {
      packing::Custom<T>::add(*this, value);
    } else if constexpr (std::is_same_v<T, std::string>) {
      text(value);
    } else if constexpr (std::is_same_v<T, std::filesystem::path>) {
      text(value.native());
    } else if constexpr (std::is_floating_point_v<T>) {
      number(std::bit_cast<std::uint64_t>(static_cast<double>(value)));
    } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      number(static_cast<std::uint64_t>(value));
    } else if constexpr (packing::isOptional<T>) {
      number(value.has_value());
      if (value)
        add(*value);
    } else if constexpr (packing::isList<T>) {
      number(value.size());
      for (const auto &element : value)
        add(element);
    } else if constexpr (packing::isPair<T>) {
      add(value.first);
      add(value.second);
    } else if constexpr (packing::isVariant<T>) {
      number(value.index());
      std::visit([this](const auto &one) { this->add(one); }, value);
    } else if constexpr (packing::isShared<T>) {
      number(value != nullptr);
      if (value)
        add(*value);
    } else {
      std::apply([this](const auto &...members) { (this->add(members), ...); }, membersOf(value));
    }
  }
  std::string bytes;
};

class Unpacker {
public:
  explicit Unpacker(std::string_view bytes) : left(bytes) {}
  /// 0 and an empty text once something did not fit.
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (left.empty())
        break;
      auto byte = static_cast<unsigned char>(left.front());
      left.remove_prefix(1);
      value |= std::uint64_t(byte & 127) << shift;
      if (byte < 128)
        return value;
    }
    good = false;
    return 0;
  }
  std::string_view text() {
    std::uint64_t size = number();
    good &= size <= left.size();
    std::string_view value = left.substr(0, good ? size : 0);
    left.remove_prefix(value.size());
    return value;
  }
  template <typename T> void take(T &value) {
    if constexpr (packing::isLeftOut<T>) {
    } else if constexpr (packing::IsCustom<T>) {
      packing::Custom<T>::take(*this, value);
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::filesystem::path>) {
      value = T(text());
    } else if constexpr (std::is_floating_point_v<T>) {
      value = static_cast<T>(std::bit_cast<double>(number()));
    } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      value = static_cast<T>(number());
    } else if constexpr (packing::isOptional<T>) {
      if (number() != 0)
        take(value.emplace());
    } else if constexpr (packing::isList<T>) {
      for (std::uint64_t count = number(); good && count != 0; --count) {
        typename packing::ElementOf<T>::Type element{};
        take(element);
        good &= !left.empty() || count == 1;
        value.insert(value.end(), std::move(element));
      }
    } else if constexpr (packing::isPair<T>) {
      take(value.first);
      take(value.second);
    } else if constexpr (packing::isVariant<T>) {
      takeAlternative(value, number());
    } else if constexpr (packing::isShared<T>) {
      if (number() == 0)
        return;
      auto made = std::make_shared<std::remove_const_t<typename T::element_type>>();
      take(*made);
      value = std::move(made);
    } else {
      std::apply([this](auto &...members) { (this->take(members), ...); }, membersOf(value));
    }
  }
  bool atEnd() const { return good && left.empty(); }

  std::string_view left;
  bool good = true;

private:
  template <std::size_t At = 0, typename... T> void takeAlternative(std::variant<T...> &value, std::uint64_t index) {
    if constexpr (At < sizeof...(T)) {
      if (index == At)
        take(value.template emplace<At>());
      else
        takeAlternative<At + 1>(value, index);
    } else {
      good = false;
    }
  }
};

template <typename T> std::string packed(const T &value) {
  Packer packer;
  packer.add(value);
  return std::move(packer.bytes);
}

/// Nothing if these are not the bytes of such a value.
template <typename T> std::optional<T> unpacked(std::string_view bytes) {
  Unpacker unpacker(bytes);
  T value{};
  unpacker.take(value);
  return unpacker.atEnd() ? std::optional<T>(std::move(value)) : std::nullopt;
}

}  // namespace dbrace
