// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two or three sessions on a real database, in every order in which their steps can meet.
//
// A step that waits for another session is left waiting while the others go on; whether it waits is the database's
// word. Each order is a run of its own from the same start, found depth first.
#pragma once

#include "witness/Session.h"

#include <functional>

namespace dbrace::witness {

struct Scenario {
  std::vector<Script> sessions;
  bool sharedConnection = false;
  bool insideTransaction = false;  ///< The shared connection is in one, committed when all are done.
  /// Brings the tables to their start. `run` differs from run to run and grows; see Step::holes.
  std::function<void(Client &client, std::size_t run)> prepare;
  /// What the tables show at the end besides: DuplicateRows, or nothing.
  std::function<Outcomes(Client &client, std::size_t run)> inspect;
};

struct Interleaving {
  std::vector<Event> events;
  Outcomes outcomes;  ///< OneRow alone: all went well.
};

/// Calls `seen` for each order; it returns false when it has seen enough.
void runInterleavings(Database &database, const ClientOptions &options, const Scenario &scenario,
                      const std::function<bool(const Interleaving &)> &seen);

/// For races inside one statement, which no order of statements shows: the sessions run as fast as they can, all at
/// once, up to `times` times.
void runAtOnce(Database &database, const ClientOptions &options, const Scenario &scenario, std::size_t times,
               const std::function<bool(const Interleaving &)> &seen);

}  // namespace dbrace::witness
