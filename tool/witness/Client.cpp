// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Client.h"

#include <stdexcept>

namespace dbrace::witness {

Reply Client::run(const std::string &statement) {
  start(statement);
  for (;;)
    if (auto done = reply(std::chrono::seconds(1)))
      return std::move(*done);
}

Reply Client::must(const std::string &statement) {
  Reply done = run(statement);
  if (done.failure)
    throw std::runtime_error(done.error + " (" + statement + ")");
  return done;
}

}  // namespace dbrace::witness
