// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/EffectJson.h"
#include "apis/Notation.h"
#include "apis/Shape.h"

#include <algorithm>

namespace dbrace::apis {
namespace {

std::span<const std::string_view> given(const Names &names) {
  return {names.begin(), std::find(names.begin(), names.end(), std::string_view())};
}

std::string list(const Names &names) {
  std::string text;
  for (std::string_view name : given(names))
    text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

// One member -----------------------------------------------------------------------------------------------------

void readValue(const Node &node, Ref &out, const Names &, Problems &problems) {
  std::string text;
  if (!problems.read(node, text))
    return;
  if (auto ref = parseRef(text))
    out = *ref;
  else
    problems.add(node, "'" + text + "' refers to nothing", "allowed here: " + std::string(refForms));
}

void readValue(const Node &node, std::vector<Ref> &out, const Names &allowed, Problems &problems) {
  if (!problems.isArray(node))
    return;
  for (std::size_t i = 0; i < node.json.size(); ++i)
    readValue(node.at(i), out.emplace_back(), allowed, problems);
}

void readValue(const Node &node, bool &out, const Names &, Problems &problems) { problems.read(node, out); }
void readValue(const Node &node, std::int64_t &out, const Names &, Problems &problems) { problems.read(node, out); }

void readValue(const Node &node, std::string &out, const Names &allowed, Problems &problems) {
  if (!problems.read(node, out) || allowed[0].empty())
    return;
  if (std::ranges::find(given(allowed), out) == given(allowed).end())
    problems.add(node, "'" + out + "' is unknown", allowedHere(allowed, out));
}

template <class Enum>
  requires std::is_enum_v<Enum>
void readValue(const Node &node, Enum &out, const Names &, Problems &problems) {
  std::string text;
  readValue(node, text, spellings<Enum>, problems);
  auto found = std::ranges::find(spellings<Enum>, text);
  if (!text.empty() && found != spellings<Enum>.end())
    out = static_cast<Enum>(found - spellings<Enum>.begin());
}

Json printValue(const Ref &ref) { return printRef(ref); }
Json printValue(const std::vector<Ref> &refs) {
  Json json = Json::array();
  for (const Ref &ref : refs)
    json.push_back(printRef(ref));
  return json;
}
template <class Value> Json printValue(const Value &value) {
  if constexpr (std::is_enum_v<Value>)
    return spellings<Value>[static_cast<std::size_t>(value)];
  else
    return value;
}

// One effect -----------------------------------------------------------------------------------------------------

template <class... Members> Names namesOf(const Shape<Members...> &shape) {
  Names names{};
  std::size_t count = 0;
  std::apply([&](const auto &...member) { ((names[count++] = member.name), ...); }, shape.members);
  return names;
}

void checkRule(const Node &node, std::string_view effect, const Rule &rule, Problems &problems) {
  auto count = [&](const Names &names) {
    return std::ranges::count_if(given(names), [&](auto name) { return node.json.contains(std::string(name)); });
  };
  std::string subject = "'" + std::string(effect) + "' ";
  for (std::string_view name : given(rule.all))
    if (!node.json.contains(std::string(name)))
      problems.add(node, subject + "needs '" + std::string(name) + "'", "add \"" + std::string(name) + "\"");
  if (!rule.one[0].empty() && count(rule.one) != 1)
    problems.add(node, subject + "needs exactly one of " + list(rule.one), "give one of them");
  if (!rule.any[0].empty() && count(rule.any) == 0)
    problems.add(node, subject + "needs one of " + list(rule.any), "give one of them or both");
  if (!rule.most[0].empty() && count(rule.most) > 1)
    problems.add(node, subject + "takes at most one of " + list(rule.most), "remove the others");
}

template <class E, class... Members>
E readMembers(const Node &node, const Shape<Members...> &shape, Problems &problems) {
  E effect;
  Names names = namesOf(shape);
  problems.checkMembers(node, given(names), "'" + std::string(shape.name) + "'");
  checkRule(node, shape.name, shape.rule, problems);
  std::apply(
      [&](const auto &...member) {
        ((node.json.contains(std::string(member.name))
              ? readValue(node.at(member.name), effect.*member.field, member.allowed, problems)
              : void()),
         ...);
      },
      shape.members);
  return effect;
}

template <class E, class... Members>
std::optional<Effect> readBody(const Node &node, const Shape<Members...> &shape, Problems &problems) {
  if (node.json.is_object())
    return readMembers<E>(node, shape, problems);
  // Members are checked by name: the short forms are written out before.
  static const Json nothing = Json::object();
  if (node.json.is_boolean() && node.json.get<bool>())
    return readMembers<E>({nothing, node.pointer}, shape, problems);
  if (sizeof...(Members) > 0 && (node.json.is_string() || node.json.is_array())) {
    Json object = {{std::string(namesOf(shape)[0]), node.json}};
    return readMembers<E>({object, node.pointer, true}, shape, problems);
  }
  problems.isObject(node);
  return std::nullopt;
}

}  // namespace

std::optional<Effect> readEffect(const Node &node, Problems &problems) {
  if (!problems.isObject(node))
    return std::nullopt;
  if (node.json.size() != 1) {
    problems.add(node, "an effect has exactly one member, its name",
                 "write each effect as an object of its own, in order");
    return std::nullopt;
  }
  const std::string &key = node.json.begin().key();
  std::optional<Effect> effect;
  bool known = false;
  forEachEffect([&]<class E>(const auto &shape, std::type_identity<E>) {
    if (shape.name != key)
      return;
    known = true;
    effect = readBody<E>(node.at(key), shape, problems);
  });
  if (!known) {
    std::vector<std::string_view> names;
    forEachEffect([&](const auto &shape, auto) { names.push_back(shape.name); });
    problems.add(node.at(key), "there is no effect '" + key + "'", allowedHere(names, key));
  }
  return effect;
}

Json printEffect(const Effect &effect) {
  return std::visit(
      []<class E>(const E &effect) -> Json {
        Json members = Json::object();
        const E standard;
        std::apply(
            [&](const auto &...member) {
              // What a rule asks for is printed even where it is the default (`"kind": "begin"`).
              ((effect.*member.field == standard.*member.field &&
                        std::ranges::find(shape<E>.rule.all, member.name) == shape<E>.rule.all.end()
                    ? void()
                    : void(members[std::string(member.name)] = printValue(effect.*member.field))),
               ...);
            },
            shape<E>.members);
        if (members.empty())
          return {{std::string(shape<E>.name), true}};
        Json first = members.begin().value();
        bool shortForm = members.size() == 1 && members.begin().key() == namesOf(shape<E>)[0] &&
                         (first.is_string() || first.is_array());
        return {{std::string(shape<E>.name), shortForm ? first : members}};
      },
      effect);
}

std::optional<std::uint32_t> highestArgument(const Effect &effect) {
  std::optional<std::uint32_t> highest;
  auto see = [&](const Ref &ref) {
    if (ref.base == Ref::Base::Argument)
      highest = std::max(highest.value_or(0), ref.index);
  };
  auto seeMember = [&]<class Value>(const Value &value) {
    if constexpr (std::is_same_v<Value, Ref>)
      see(value);
    else if constexpr (std::is_same_v<Value, std::vector<Ref>>)
      std::ranges::for_each(value, see);
  };
  std::visit(
      [&]<class E>(const E &effect) {
        std::apply([&](const auto &...member) { (seeMember(effect.*member.field), ...); }, shape<E>.members);
      },
      effect);
  return highest;
}

}  // namespace dbrace::apis
