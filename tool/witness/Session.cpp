// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Session.h"

#include <utility>

namespace dbrace::witness {

std::string Session::filled(const std::string &text) const {
  const std::pair<std::string_view, std::string> values[] = {{"{k}", std::to_string(run + 1)},
                                                             {"{k2}", std::to_string(run + 2)},
                                                             {"{run}", std::to_string(run)},
                                                             {"{own}", std::to_string(number + 1)},
                                                             {"{n}", read}};
  std::string result = text;
  for (const auto &[hole, value] : values)
    for (std::size_t place; (place = result.find(hole)) != std::string::npos;)
      result.replace(place, hole.size(), value);
  return result;
}

void Session::start() {
  if (ending)
    current = "ROLLBACK";
  else
    current = steps()[at].holes ? filled(steps()[at].text) : steps()[at].text;
  client->start(current);
  waiting = true;
}

bool Session::settle(std::chrono::milliseconds patience) {
  auto reply = client->reply(patience);
  if (!reply)
    return false;
  waiting = false;
  bool local = !ending && steps()[at].local;
  events->push_back({number, ending ? "R" : steps()[at].name, current, Event::Kind::Replied, *reply});
  if (ending)
    finished = true;
  else if (reply->failure)
    fail(*reply);
  else
    take(*reply);
  if (local && !finished) {
    start();
    return settle(patience);
  }
  return true;
}

void Session::noteWaiting() {
  events->push_back({number, ending ? "R" : steps()[at].name, current, Event::Kind::Waits, {}});
}

void Session::take(const Reply &reply) {
  switch (steps()[at].yields) {
  case Step::Yields::Nothing:
    break;
  case Step::Yields::Row:
    found = !reply.rows.empty() && !reply.rows[0].empty() && reply.rows[0][0];
    break;
  case Step::Yields::Answer:
    found = answerOf(reply) != steps()[at].absent;
    break;
  case Step::Yields::Affected:
    found = reply.affected > 0;
    break;
  case Step::Yields::Stored:
    found = hasStored = true;
    break;
  case Step::Yields::Number:
    if (!reply.rows.empty() && !reply.rows[0].empty())
      read = reply.rows[0][0].value_or("1");
    break;
  case Step::Yields::Dropped:
    dropped = !handling;
    found = false;
    break;
  }
  ++at;
  skip();
}

void Session::fail(const Reply &reply) {
  using Handles = Script::Handles;
  bool violation = reply.failure == Outcome::UniqueViolation;
  bool rival = violation || reply.failure == Outcome::Deadlock || reply.failure == Outcome::SerializationFailure ||
               reply.failure == Outcome::Busy;
  bool handled = (violation && script->handles != Handles::Nothing) || (rival && script->handles == Handles::Rival);
  if (handled && !handling) {
    handling = true;
    found = hasStored = false;
    at = 0;
    skip();
    return;
  }
  failed.add(*reply.failure);
  ending = ownsTransaction && client->inTransaction();
  finished = !ending;
}

void Session::again() {
  handling = found = hasStored = false;
  at = 0;
  if (++tries == 8) {
    failed.add(Outcome::Busy);
    finished = true;
  }
}

/// Steps that are not run at all are no choice for the scheduler.
void Session::skip() {
  while (!finished) {
    if (at == steps().size())
      finished = true;
    else if (steps()[at].text.empty())
      again();
    else if (steps()[at].onlyIfAbsent && found)
      ++at;
    else
      break;
  }
}

}  // namespace dbrace::witness
