// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace dbrace::worlds {

/// One function for each alternative of a variant.
template <class... Fs> struct Overload : Fs... {
  using Fs::operator()...;
};
template <class... Fs> Overload(Fs...) -> Overload<Fs...>;

}  // namespace dbrace::worlds
