// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Interleavings.h"

#include <stdexcept>
#include <utility>

namespace dbrace::witness {
namespace {

using namespace std::chrono_literals;

constexpr auto longestWait =
    30s;  ///< For a step that the database does not say to be waiting; then something is wrong.

class Stage {
public:
  Stage(Database &database, const ClientOptions &options, const Scenario &scenario)
      : database(database), options(options), scenario(scenario), keeper(database.take({})) {
    std::size_t count = scenario.sharedConnection ? 1 : scenario.sessions.size();
    for (std::size_t i = 0; i < count; ++i)
      clients.push_back(database.take(options));
  }
  ~Stage() {
    if (!sound)
      return;
    for (auto &client : clients)
      database.giveBack(options, std::move(client));
    database.giveBack({}, std::move(keeper));
  }
  Stage(const Stage &) = delete;
  Stage &operator=(const Stage &) = delete;

  void open() {
    goOn();
    sound = false;
    run = database.nextRun();
    scenario.prepare(*keeper, run);
    result = Interleaving();
    sessions.clear();
    for (std::size_t i = 0; i < scenario.sessions.size(); ++i)
      sessions.emplace_back(*clients[scenario.sharedConnection ? 0 : i], scenario.sessions[i], i, run, result.events,
                            !scenario.insideTransaction);
    if (scenario.insideTransaction)
      clients[0]->must("BEGIN");
  }

  const Interleaving &close() {
    Outcomes outcomes;
    bool allSucceeded = true;
    if (scenario.insideTransaction && clients[0]->inTransaction())
      if (Reply end = clients[0]->run("COMMIT"); end.failure) {
        outcomes.add(*end.failure);
        allSucceeded = false;
      }
    for (const auto &client : clients)
      database.reset(*client);
    for (const Session &session : sessions) {
      outcomes.add(session.failures());
      allSucceeded = allSucceeded && !session.failedAtAll();
      if (!session.failedAtAll() && !session.hasRow())
        outcomes.add(Outcome::RowNotVisible);
    }
    for (std::size_t i = 0; i < sessions.size() && allSucceeded; ++i) {
      const std::string &query = scenario.sessions[i].ownRow;
      if (!query.empty() && sessions[i].stored() && keeper->must(sessions[i].filled(query)).rows.empty())
        outcomes.add(Outcome::LostRow);
    }
    outcomes.add(scenario.inspect(*keeper, run));
    if (outcomes == Outcomes())
      outcomes.add(Outcome::OneRow);
    result.outcomes = outcomes;
    sound = true;
    return result;
  }

  void goOn() const {
    if (database.stops && database.stops())
      throw std::runtime_error("interrupted");
  }

  /// Until it has answered, or waits for another session.
  void settle(Session &session, std::chrono::milliseconds first) {
    auto patience = std::chrono::steady_clock::now() + longestWait;
    int asked = 0;
    while (!session.settle(asked == 0 ? first : 0ms)) {
      goOn();
      // Twice: one who was just let go may for a moment look as if it still waited.
      if (database.isBlocked(session.connection()) && ++asked == 2)
        return;
      if (std::chrono::steady_clock::now() > patience)
        throw std::runtime_error("a statement neither answers nor waits for another session");
    }
  }

  Database &database;
  const ClientOptions options;
  const Scenario &scenario;
  std::vector<std::unique_ptr<Client>> clients;
  std::unique_ptr<Client> keeper;  ///< For start and end of a run.
  std::vector<Session> sessions;
  std::size_t run = 0;
  bool sound = true;  ///< No session is in the middle of something.
  Interleaving result;
};

class Explorer {
public:
  explicit Explorer(Stage &stage) : stage(stage), triedInVain(stage.scenario.sessions.size()) {
    // Sessions that are alike may change places: the first step is always the first one's.
    for (const Script &script : stage.scenario.sessions)
      alike = alike && texts(script) == texts(stage.scenario.sessions[0]);
  }

  void all(const std::function<bool(const Interleaving &)> &seen) {
    std::vector<std::size_t> choices;
    do {
      // Seen of InnoDB, though rarely: two wait for each other, and it does not notice. Then the same order once more.
      for (int tries = 0; tries < 4; ++tries) {
        spoiled = false;
        once(choices);
        if (!spoiled)
          break;
        choices = taken;
        stage.close();
      }
      if (spoiled)
        throw std::runtime_error("all sessions wait, and the database sees no deadlock");
      if (!seen(stage.close()))
        return;
    } while (advance(choices));
  }

private:
  static std::string texts(const Script &script) {
    std::string all = std::to_string(static_cast<int>(script.handles));
    for (const auto *list : {&script.steps, &script.handler}) {
      all += "\n";
      for (const Step &step : *list)
        all += step.text + "\n";
    }
    return all;
  }

  /// The next branch not yet taken, depth first.
  bool advance(std::vector<std::size_t> &choices) {
    choices = taken;
    while (!choices.empty() && choices.back() + 1 >= options[choices.size() - 1])
      choices.pop_back();
    if (choices.empty())
      return false;
    ++choices.back();
    return true;
  }

  std::size_t choose(const std::vector<std::size_t> &choices, std::size_t count) {
    if (taken.empty() && alike)
      count = 1;
    std::size_t choice = taken.size() < choices.size() ? choices[taken.size()] : 0;
    // The database may decide otherwise than the last time, as whom to make a deadlock's victim.
    choice = std::min(choice, count - 1);
    taken.push_back(choice);
    options.push_back(count);
    return choice;
  }

  void once(const std::vector<std::size_t> &choices) {
    taken.clear();
    options.clear();
    interrupts = 0;
    triedInVain.assign(triedInVain.size(), false);
    stage.open();
    auto &sessions = stage.sessions;
    for (;;) {
      std::vector<std::size_t> able, waiting;
      for (std::size_t i = 0; i < sessions.size(); ++i) {
        bool waits = sessions[i].pending() && (!stage.database.waitsByTrying() || triedInVain[i]);
        if (!sessions[i].done())
          (waits ? waiting : able).push_back(i);
      }
      if (able.empty() && waiting.empty())
        return;
      if (able.empty())
        untangle(waiting, choices);
      else
        advance(able[choose(choices, able.size())]);
    }
  }

  void advance(std::size_t number) {
    Session &session = stage.sessions[number];
    bool again = session.pending();
    if (!again)
      session.start();
    stage.settle(session, 1ms);
    if (session.pending() && !again)
      session.noteWaiting();
    if (stage.database.waitsByTrying())
      triedInVain[number] = session.pending();
    settleWaiting(number);
  }

  /// Whoever waited may be free now, and have freed others by what it did, or by being a deadlock's victim.
  void settleWaiting(std::size_t mover) {
    if (stage.database.waitsByTrying()) {
      for (std::size_t i = 0; i < triedInVain.size(); ++i)
        triedInVain[i] = triedInVain[i] && (i == mover || stage.sessions[mover].pending());
      return;
    }
    bool first = true;
    for (bool changed = true; changed; first = false) {
      changed = false;
      for (std::size_t i = 0; i < stage.sessions.size(); ++i) {
        Session &session = stage.sessions[i];
        if (!session.pending() || (first && i == mover))  // It was asked about just now.
          continue;
        stage.settle(session, 0ms);
        changed = changed || !session.pending();
      }
    }
  }

  /// All wait for each other: the database notices after a while, or somebody's patience ends.
  void untangle(const std::vector<std::size_t> &waiting, const std::vector<std::size_t> &choices) {
    constexpr auto longest = 2s;
    constexpr std::size_t mostInterrupts = 6;
    auto patience = std::chrono::steady_clock::now() + longest;
    while (!stage.database.waitsByTrying()) {
      stage.goOn();
      for (std::size_t i : waiting)
        if (stage.sessions[i].settle(2ms))
          return settleWaiting(i);
      if (std::chrono::steady_clock::now() < patience)
        continue;
      if (interrupts == mostInterrupts)
        throw std::runtime_error("all sessions wait, and the database sees no deadlock");
      spoiled = true;
      stage.database.interrupt(stage.sessions[waiting[interrupts++ % waiting.size()]].connection());
      patience += longest;
    }
    std::size_t tired = waiting[choose(choices, waiting.size())];
    stage.sessions[tired].connection().giveUp();
    stage.sessions[tired].settle(0ms);
    triedInVain[tired] = false;
    settleWaiting(tired);
  }

  Stage &stage;
  bool alike = true;
  bool spoiled = false;           ///< This order was helped on by an interrupt: it tells nothing.
  std::size_t interrupts = 0;     ///< In this order.
  std::vector<bool> triedInVain;  ///< Since somebody else has done something; only where waiting is trying.
  std::vector<std::size_t> taken, options;
};

}  // namespace
void runInterleavings(Database &database, const ClientOptions &options, const Scenario &scenario,
                      const std::function<bool(const Interleaving &)> &seen) {
  Stage stage(database, options, scenario);
  Explorer(stage).all(seen);
}

void runAtOnce(Database &database, const ClientOptions &options, const Scenario &scenario, std::size_t times,
               const std::function<bool(const Interleaving &)> &seen) {
  Stage stage(database, options, scenario);
  for (std::size_t i = 0; i < times; ++i) {
    stage.open();
    auto patience = std::chrono::steady_clock::now() + longestWait;
    for (bool busy = true; busy;) {
      stage.goOn();
      if (std::chrono::steady_clock::now() > patience)
        throw std::runtime_error("sessions that run at once do not come to an end");
      busy = false;
      for (Session &session : stage.sessions)
        if (!session.done() && !session.pending())
          session.start();
      for (Session &session : stage.sessions)
        if (session.pending())
          session.settle(0ms);
      for (const Session &session : stage.sessions)
        busy = busy || !session.done();
    }
    if (!seen(stage.close()))
      return;
  }
}

}  // namespace dbrace::witness
