// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The expressions of one function as text: the part of Dump.h that knows names.
#pragma once

#include "facts/Facts.h"

#include <string>
#include <vector>

namespace dbrace::facts {

/// Text in quotes, with escapes for what would not print.
std::string quoted(std::string_view text);

class Listing {
public:
  Listing(const Function &function, const Strings &strings);

  std::string value(ValueId id) const;
  std::string place(PlaceId id) const;
  std::string callee(const Callee &it) const;
  std::string step(const Step &it) const;
  std::string terminator(const Terminator &it) const;
  std::string cleanup(const Cleanup &it) const;
  const std::string &parameter(std::size_t index) const { return parameters[index]; }
  const std::string &local(std::size_t index) const { return locals[index]; }
  const std::string &capture(std::size_t index) const { return captures[index]; }

private:
  /// These append to `out`, and stop when it is full.
  void addValue(std::string &out, ValueId id, bool nested) const;
  void addPlace(std::string &out, PlaceId id) const;
  void addValues(std::string &out, const std::vector<ValueId> &ids) const;
  void addOperation(std::string &out, const Operation &it, bool nested) const;
  void addField(std::string &out, const Field &it) const;
  std::string assignment(const Assign &it) const;
  std::string call(const Call &it) const;

  const Function &function;
  const Strings &strings;
  std::vector<std::string> parameters, locals, captures;
};

}  // namespace dbrace::facts
