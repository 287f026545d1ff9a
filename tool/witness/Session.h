// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One session on its way through its script.
#pragma once

#include "witness/Client.h"
#include "witness/Script.h"

namespace dbrace::witness {

/// What happened to a statement; a run is a list of them, in the order of time.
struct Event {
  std::size_t session = 0;
  std::string step, statement;
  enum class Kind { Waits, Replied } kind = Kind::Replied;  ///< Waits: for another session, until its Replied.
  Reply reply;
};

class Session {
public:
  /// `run` is the number that keys of this run are made from; events go to `events`. Whose transaction it is ends it
  /// after an error.
  Session(Client &client, const Script &script, std::size_t number, std::size_t run, std::vector<Event> &events,
          bool ownsTransaction = true)
      : client(&client), script(&script), number(number), run(run), events(&events), ownsTransaction(ownsTransaction) {
    skip();
  }

  bool done() const { return finished; }
  bool pending() const { return waiting; }  ///< A statement was started and has not answered.
  Client &connection() const { return *client; }

  /// Starts the next statement.
  void start();
  /// Takes its answer, if there is one by then; steps that nobody else notices are run at once.
  bool settle(std::chrono::milliseconds patience);
  /// For the list of events.
  void noteWaiting();

  const Outcomes &failures() const { return failed; }
  bool failedAtAll() const { return !(failed == Outcomes()); }
  bool hasRow() const { return found || dropped; }
  /// It believes that its row is stored.
  bool stored() const { return hasStored && !dropped && !failedAtAll(); }
  std::string filled(const std::string &text) const;

private:
  const std::vector<Step> &steps() const { return handling ? script->handler : script->steps; }
  void take(const Reply &reply);
  void fail(const Reply &reply);
  void again();
  void skip();

  Client *client;
  const Script *script;
  std::size_t number, run;
  std::vector<Event> *events;
  bool ownsTransaction;
  std::size_t at = 0;
  int tries = 0;
  std::string current, read = "1";
  bool handling = false, found = false, hasStored = false, dropped = false, waiting = false, ending = false,
       finished = false;
  Outcomes failed;
};

}  // namespace dbrace::witness
