// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whole documents, for every type that holds its own `strings`: a unit here, a program in tool/worlds.
#pragma once

#include "facts/CborReader.h"
#include "facts/CborWriter.h"
#include "facts/JsonReader.h"
#include "facts/JsonWriter.h"

namespace dbrace::facts {

/// How a kind of document opens, and what to run when its version does not fit.
struct DocumentKind {
  std::string_view format;
  int version = 0;
  std::string_view again;
};

template <class T> std::string writeCbor(const DocumentKind &kind, const T &it) {
  return CborWriter(it.strings).document(kind.format, kind.version, it);
}
template <class T> std::string writeJson(const DocumentKind &kind, const T &it) {
  return JsonWriter(it.strings).document(kind.format, kind.version, it);
}
/// Not validated yet.
template <class T> Expected<T> readCbor(const DocumentKind &kind, std::string_view bytes) {
  T it;
  if (auto error = CborReader(bytes, it.strings).document(kind.format, kind.version, kind.again, it))
    return std::move(*error);
  return it;
}
template <class T> Expected<T> readJson(const DocumentKind &kind, std::string_view text) {
  T it;
  if (auto error = JsonReader(it.strings).document(kind.format, kind.version, kind.again, text, it))
    return std::move(*error);
  return it;
}

}  // namespace dbrace::facts
