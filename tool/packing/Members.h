// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The members of a plain struct as a tuple of references, so that one function can go through all of them.
//
// A type takes part by saying how many members it has. Whoever adds a member to it is told by the compiler: the
// structured binding no longer fits.
#pragma once

#include <cstddef>
#include <tuple>

namespace dbrace {

/// `template <> inline constexpr std::size_t memberCount<Point> = 2;` 0: not known as a plain struct.
template <typename T> inline constexpr std::size_t memberCount = 0;

template <typename T> auto membersOf(T &it) {
  constexpr std::size_t count = memberCount<std::remove_const_t<T>>;
  static_assert(count >= 1 && count <= 25);
  // clang-format off
  if constexpr (count == 1) { auto &[a] = it; return std::tie(a); }
  else if constexpr (count == 2) { auto &[a, b] = it; return std::tie(a, b); }
  else if constexpr (count == 3) { auto &[a, b, c] = it; return std::tie(a, b, c); }
  else if constexpr (count == 4) { auto &[a, b, c, d] = it; return std::tie(a, b, c, d); }
  else if constexpr (count == 5) { auto &[a, b, c, d, e] = it; return std::tie(a, b, c, d, e); }
  else if constexpr (count == 6) { auto &[a, b, c, d, e, f] = it; return std::tie(a, b, c, d, e, f); }
  else if constexpr (count == 7) { auto &[a, b, c, d, e, f, g] = it; return std::tie(a, b, c, d, e, f, g); }
  else if constexpr (count == 8) { auto &[a, b, c, d, e, f, g, h] = it; return std::tie(a, b, c, d, e, f, g, h); }
  else if constexpr (count == 9) { auto &[a, b, c, d, e, f, g, h, i] = it; return std::tie(a, b, c, d, e, f, g, h, i); }
  else if constexpr (count == 10) { auto &[a, b, c, d, e, f, g, h, i, j] = it; return std::tie(a, b, c, d, e, f, g, h, i, j); }
  else if constexpr (count == 11) { auto &[a, b, c, d, e, f, g, h, i, j, k] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k); }
  else if constexpr (count == 12) { auto &[a, b, c, d, e, f, g, h, i, j, k, l] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l); }
  else if constexpr (count == 13) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m); }
  else if constexpr (count == 14) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n); }
  else if constexpr (count == 15) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o); }
  else if constexpr (count == 16) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p); }
  else if constexpr (count == 17) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q); }
  else if constexpr (count == 18) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r); }
  else if constexpr (count == 19) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s); }
  else if constexpr (count == 20) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t); }
  else if constexpr (count == 21) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u); }
  else if constexpr (count == 22) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v); }
  else if constexpr (count == 23) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w); }
  else if constexpr (count == 24) { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x); }
  else { auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y] = it; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y); }
  // clang-format on
}

}  // namespace dbrace
