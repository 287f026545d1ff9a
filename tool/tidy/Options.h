// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CheckOptions of the checks, as texts.
//
// Every check has the same ones. What they mean and whether they are right is the driver's to say, as for the command
// line; here they only get their names.
#pragma once

#include "driver/OneUnit.h"

#include <functional>
#include <string>

namespace dbrace::tidy {

driver::OneUnitOptions readOptions(const std::function<std::string(const std::string &name)> &valueOf);
void storeOptions(driver::OneUnitOptions options,
                  const std::function<void(const std::string &name, const std::string &value)> &store);

}  // namespace dbrace::tidy
