// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Client.h"

#include <stdexcept>

namespace dbrace::witness {

std::string answerOf(const Reply &reply) {
  std::string text;
  for (const Row &row : reply.rows) {
    for (const auto &value : row)
      text += value ? "'" + *value + "' " : "NULL ";
    text += "\n";
  }
  return text;
}

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

std::unique_ptr<Client> Database::take(const ClientOptions &options) {
  for (auto each = idle.begin(); each != idle.end(); ++each)
    if (each->first == options) {
      std::unique_ptr<Client> client = std::move(each->second);
      idle.erase(each);
      return client;
    }
  std::unique_ptr<Client> client = connect(options);
  for (const std::string &statement : greeting)
    client->must(statement);
  return client;
}

void Database::giveBack(const ClientOptions &options, std::unique_ptr<Client> client) {
  if (waitsByTrying())
    return;             // SQLite's would go on with the tables they have seen; and to make one costs nothing.
  if (idle.size() > 8)  // A server has a limit.
    idle.erase(idle.begin());
  idle.emplace_back(options, std::move(client));
}

}  // namespace dbrace::witness
