// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Links units as they arrive, so that no two of them need be in memory together.
//
// Content that is there already (the bodies of a header that every unit includes) is told by its hash and dropped
// before its texts are touched. What is new is moved.
#pragma once

#include "worlds/Program.h"

#include <memory>

namespace dbrace::worlds {

class Linker {
public:
  Linker();
  Linker(Linker &&) noexcept;
  Linker &operator=(Linker &&) noexcept;
  ~Linker();

  void add(const facts::Unit &unit);
  void add(facts::Unit &&unit);
  /// Its hashes need not be set.
  void add(const Program &program);
  void add(Program &&program);

  /// Everything added, in canonical order. The linker is empty afterwards.
  Program finish();

private:
  struct State;
  std::unique_ptr<State> state;
};

}  // namespace dbrace::worlds
