// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's dates and times.
#ifndef FMT_CHRONO_H_
#define FMT_CHRONO_H_

#include "format.h"

#include <chrono>
#include <ctime>

namespace fmt {

std::tm localtime(std::time_t);
std::tm gmtime(std::time_t);
template <class Duration> std::tm localtime(std::chrono::time_point<std::chrono::system_clock, Duration>);
template <class Duration> std::tm gmtime(std::chrono::time_point<std::chrono::system_clock, Duration>);

}  // namespace fmt

#endif
