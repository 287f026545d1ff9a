// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/Problems.h"

#include <algorithm>
#include <numeric>

namespace dbrace::apis {
namespace {

std::string escaped(std::string_view key) {
  std::string out;
  for (char c : key)
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t replaced = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

Node Node::at(std::string_view key) const {
  return {json.at(std::string(key)), shortForm ? pointer : pointer + "/" + escaped(key)};
}

bool Problems::wrongType(const Node &node, std::string_view wanted) {
  std::string found = node.json.type_name();
  if (node.json.is_primitive())
    found += " " + node.json.dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, 60);
  add(node, "found " + found, "write " + std::string(wanted));
  return false;
}

bool Problems::isObject(const Node &node) { return node.json.is_object() || wrongType(node, "an object {…}"); }

bool Problems::isArray(const Node &node) { return node.json.is_array() || wrongType(node, "an array […]"); }

bool Problems::read(const Node &node, std::string &out) {
  if (!node.json.is_string())
    return wrongType(node, "a text in double quotes");
  out = node.json.get_ref<const std::string &>();
  return true;
}

bool Problems::read(const Node &node, std::int64_t &out) {
  if (!node.json.is_number_integer() || (node.json.is_number_unsigned() && node.json.get<std::uint64_t>() > INT64_MAX))
    return wrongType(node, "an integer");
  out = node.json.get<std::int64_t>();
  return true;
}

bool Problems::read(const Node &node, bool &out) {
  if (!node.json.is_boolean())
    return wrongType(node, "true or false");
  out = node.json.get<bool>();
  return true;
}

bool Problems::read(const Node &node, std::vector<std::string> &out) {
  if (!isArray(node))
    return false;
  std::size_t before = errors.size();
  for (std::size_t i = 0; i < node.json.size(); ++i) {
    std::string text;
    if (!read(node.at(i), text))
      continue;
    if (text.empty())
      add(node.at(i), "an empty text means nothing here", "remove it");
    out.push_back(std::move(text));
  }
  return errors.size() == before;
}

void Problems::checkMembers(const Node &object, std::span<const std::string_view> known, std::string_view what) {
  for (const auto &[key, value] : object.json.items())
    if (std::find(known.begin(), known.end(), key) == known.end())
      add(object.at(key), "'" + key + "' is no member of " + std::string(what), allowedHere(known, key));
}

std::string allowedHere(std::span<const std::string_view> names, std::string_view given) {
  std::string list;
  std::string_view closest;
  std::size_t distance = 1 + given.size() / 3;  // Further off it is another word, not a slip.
  for (std::string_view name : names) {
    if (name.empty())
      continue;
    list += (list.empty() ? "" : ", ") + std::string(name);
    if (std::size_t d = editDistance(name, given); d <= distance) {
      distance = d;
      closest = name;
    }
  }
  std::string guess = closest.empty() ? "" : "did you mean '" + std::string(closest) + "'? ";
  return list.empty() ? "nothing is allowed here" : guess + "allowed here: " + list;
}

}  // namespace dbrace::apis
