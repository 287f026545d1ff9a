// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the texts of Mozilla's XPCOM.
#ifndef nsString_h___
#define nsString_h___

#include <cstddef>
#include <cstdint>

class nsACString {
public:
  const char *BeginReading() const;
  std::uint32_t Length() const;
  bool IsEmpty() const;
  bool Equals(const nsACString &) const;
  bool EqualsLiteral(const char *) const;
  void Assign(const nsACString &);
  void Assign(const char *);
  void AssignLiteral(const char *);
  void Append(const nsACString &);
  void Append(const char *);
  void Append(char);
  void AppendLiteral(const char *);
  void AppendASCII(const char *);
  void AppendInt(std::int64_t);
  void AppendPrintf(const char *, ...);
  void Truncate();
  nsACString &operator=(const nsACString &);
  nsACString &operator=(const char *);
  nsACString &operator+=(const nsACString &);
  nsACString &operator+=(const char *);
};
class nsCString : public nsACString {
public:
  nsCString();
  nsCString(const char *);
  nsCString(const nsACString &);
  const char *get() const;
  using nsACString::operator=;
};
using nsAutoCString = nsCString;
using nsCAutoString = nsCString;
class nsLiteralCString : public nsCString {
public:
  nsLiteralCString(const char *);
};
class nsDependentCString : public nsCString {
public:
  nsDependentCString(const char *);
};
class nsPrintfCString : public nsCString {
public:
  explicit nsPrintfCString(const char *, ...);
};
nsCString operator+(const nsACString &, const nsACString &);

class nsAString {
public:
  std::uint32_t Length() const;
  bool IsEmpty() const;
};
class nsString : public nsAString {
public:
  nsString();
  nsString(const nsAString &);
};
using nsAutoString = nsString;
class NS_ConvertUTF16toUTF8 : public nsCString {
public:
  explicit NS_ConvertUTF16toUTF8(const nsAString &);
};
class NS_ConvertUTF8toUTF16 : public nsString {
public:
  explicit NS_ConvertUTF8toUTF16(const nsACString &);
};

#define NS_LITERAL_CSTRING(text) nsLiteralCString(text)
namespace mozilla {
inline namespace literals {
inline namespace string_literals {
nsLiteralCString operator""_ns(const char *, std::size_t);
}
}  // namespace literals
}  // namespace mozilla
using namespace mozilla::literals::string_literals;

#endif
