// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Glob.h"

#include <string>

namespace dbrace::driver {
namespace {

/// A bracket expression at the pattern's start: its length and whether `c` is in it. Length 0: not closed, an ordinary
/// '['.
struct Bracket {
  std::size_t length = 0;
  bool matches = false;
};
Bracket bracket(std::string_view pattern, char c) {
  std::size_t i = 1;
  bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated)
    ++i;
  bool found = false;
  for (std::size_t first = i; i < pattern.size(); ++i) {
    if (pattern[i] == ']' && i != first)
      return {i + 1, found != negated && c != '/'};
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      found |= pattern[i] <= c && c <= pattern[i + 2];
      i += 2;
    } else {
      found |= pattern[i] == c;
    }
  }
  return {};
}

/// With the last `*` and the last `**` as the only places to come back to, no pattern takes more than cubic time.
bool matches(std::string_view pattern, std::string_view text) {
  struct Retry {
    std::size_t pattern = std::string_view::npos, text = 0;
  } star, deep;
  std::size_t p = 0, t = 0;
  while (true) {
    if (p < pattern.size() && pattern[p] == '*') {
      if (pattern.substr(p, 2) == "**") {
        p += 2;
        if (p < pattern.size() && pattern[p] == '/' && (p == 2 || pattern[p - 3] == '/')) {
          // "**/" also stands for no folder at all.
          if (matches(pattern.substr(p + 1), text.substr(t)))
            return true;
        }
        deep = {p, t};
        star = {};
      } else {
        star = {++p, t};
      }
      continue;
    }
    if (t == text.size() && p == pattern.size())
      return true;
    if (t < text.size() && p < pattern.size()) {
      Bracket set = pattern[p] == '[' ? bracket(pattern.substr(p), text[t]) : Bracket{};
      bool one = set.length != 0 ? set.matches : pattern[p] == '?' ? text[t] != '/' : pattern[p] == text[t];
      if (one) {
        p += set.length != 0 ? set.length : 1;
        ++t;
        continue;
      }
    }
    if (star.pattern != std::string_view::npos && star.text < text.size() && text[star.text] != '/') {
      p = star.pattern;
      t = ++star.text;
    } else if (deep.pattern != std::string_view::npos && deep.text < text.size()) {
      p = deep.pattern;
      t = ++deep.text;
      star = {};
    } else {
      return false;
    }
  }
}

}  // namespace

bool globMatches(std::string_view pattern, std::string_view text) { return matches(pattern, text); }

bool excludes(std::string_view pattern, std::string_view path) {
  while (pattern.ends_with('/'))
    pattern.remove_suffix(1);
  bool anywhere = pattern.find('/') == std::string_view::npos;
  if (pattern.starts_with('/'))
    pattern.remove_prefix(1);
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    std::string_view prefix = path.substr(0, end);
    std::size_t last = prefix.rfind('/');
    std::string_view name = last == std::string_view::npos ? prefix : prefix.substr(last + 1);
    if (globMatches(pattern, anywhere ? name : prefix))
      return true;
    if (end == std::string_view::npos)
      return false;
  }
}

}  // namespace dbrace::driver
