// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Collects what is wrong with a model file while it is read.
//
// Users write these files by hand: reading goes on after an error, so that one run shows all of them, and every error
// says what may stand there instead.
#pragma once

#include "apis/Model.h"

#include <nlohmann/json.hpp>
#include <span>

namespace dbrace::apis {

using Json = nlohmann::ordered_json;

/// A value and the JSON pointer that leads to it.
struct Node {
  const Json &json;
  std::string pointer;
  bool shortForm = false;  ///< The file has the only member in place of this object: it has no pointer of its own.

  Node at(std::string_view key) const;
  Node at(std::size_t index) const { return {json[index], pointer + "/" + std::to_string(index)}; }
};

class Problems {
public:
  explicit Problems(std::string_view file) : file(file) {}

  void add(const Node &node, std::string message, std::string remedy) {
    errors.push_back({file, node.pointer, std::move(message), std::move(remedy)});
  }
  bool empty() const { return errors.empty(); }
  std::vector<ModelError> take() { return std::move(errors); }

  /// Each reports a value of another type and returns false.
  bool isObject(const Node &node);
  bool isArray(const Node &node);
  bool read(const Node &node, std::string &out);
  bool read(const Node &node, std::int64_t &out);
  bool read(const Node &node, bool &out);
  /// An array of texts, none of them empty.
  bool read(const Node &node, std::vector<std::string> &out);

  /// Reports each member of the object that `known` does not list.
  void checkMembers(const Node &object, std::span<const std::string_view> known, std::string_view what);

private:
  bool wrongType(const Node &node, std::string_view wanted);

  std::string file;
  std::vector<ModelError> errors;
};

/// "allowed here: a, b", after "did you mean 'a'?" if one of them is close to what was given. Empty names are skipped.
std::string allowedHere(std::span<const std::string_view> names, std::string_view given);

}  // namespace dbrace::apis
