// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the smart pointers and error codes of Mozilla's XPCOM.
#ifndef nsCOMPtr_h___
#define nsCOMPtr_h___

#include <cstdint>

enum class nsresult : std::uint32_t {};
constexpr nsresult NS_OK = static_cast<nsresult>(0);
constexpr nsresult NS_ERROR_FAILURE = static_cast<nsresult>(0x80004005);
constexpr nsresult NS_ERROR_UNEXPECTED = static_cast<nsresult>(0x8000ffff);
constexpr nsresult NS_ERROR_NOT_AVAILABLE = static_cast<nsresult>(0x80040111);
constexpr nsresult NS_ERROR_STORAGE_BUSY = static_cast<nsresult>(0x80630001);
constexpr nsresult NS_ERROR_STORAGE_CONSTRAINT = static_cast<nsresult>(0x80630003);
inline bool NS_FAILED(nsresult code) { return (static_cast<std::uint32_t>(code) & 0x80000000u) != 0; }
inline bool NS_SUCCEEDED(nsresult code) { return (static_cast<std::uint32_t>(code) & 0x80000000u) == 0; }
#define NS_ENSURE_SUCCESS(code, result)                                                                                \
  do {                                                                                                                 \
    nsresult stands_in_code = code;                                                                                    \
    if (NS_FAILED(stands_in_code))                                                                                     \
      return result;                                                                                                   \
  } while (false)
#define NS_ENSURE_SUCCESS_VOID(code)                                                                                   \
  do {                                                                                                                 \
    if (NS_FAILED(code))                                                                                               \
      return;                                                                                                          \
  } while (false)
#define NS_ENSURE_TRUE(condition, result)                                                                              \
  do {                                                                                                                 \
    if (!(condition))                                                                                                  \
      return result;                                                                                                   \
  } while (false)
#define NS_ENSURE_STATE(condition) NS_ENSURE_TRUE(condition, NS_ERROR_UNEXPECTED)
#define NS_ENSURE_ARG_POINTER(argument) NS_ENSURE_TRUE(argument, NS_ERROR_FAILURE)
#define MOZ_TRY(code) NS_ENSURE_SUCCESS(code, stands_in_code)
#define NS_IMETHOD virtual nsresult
#define NS_IMETHODIMP nsresult

template <class T> struct already_AddRefed {
  T *pointer;
};
template <class T> class nsCOMPtr {
public:
  nsCOMPtr();
  nsCOMPtr(decltype(nullptr));
  nsCOMPtr(T *);
  nsCOMPtr(const nsCOMPtr &);
  template <class Other> nsCOMPtr(already_AddRefed<Other> &&);
  ~nsCOMPtr();
  nsCOMPtr &operator=(T *);
  nsCOMPtr &operator=(const nsCOMPtr &);
  template <class Other> nsCOMPtr &operator=(already_AddRefed<Other> &&);
  T *get() const;
  operator T *() const;
  T *operator->() const;
  T &operator*() const;
  T **StartAssignment();
  already_AddRefed<T> forget();
};
template <class T> using RefPtr = nsCOMPtr<T>;
template <class T> T **getter_AddRefs(nsCOMPtr<T> &);

#endif
