// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Replays a finding: its statements in two sessions, in every order, on tables of its own.
#pragma once

#include "rules/Replay.h"
#include "witness/Interleavings.h"
#include "witness/Scratch.h"

namespace dbrace::witness {

struct Shown {
  Outcomes outcomes;  ///< Over all orders.
  std::size_t orders = 0, bad = 0;
  bool complete = true;  ///< There are no further orders.
  Interleaving example;  ///< The first order that shows what was looked for; else the first bad one, else any.
  std::vector<std::string> columns;
  std::vector<Row> rows;  ///< With the key, after the example.
};

struct Testimony {
  std::string why;  ///< Why it could not be replayed; then all else is empty.
  std::string database;
  Shown found;
  std::optional<Shown> alternative;
  bool happens() const { return why.empty() && found.bad != 0; }
  bool alternativeHolds() const { return alternative && alternative->bad == 0 && alternative->complete; }
};

/// `looked` are the outcomes that the finding names. The scratch is of the replay's dialect. Orders beyond `most` are
/// not run.
Testimony testify(const Replay &replay, const Outcomes &looked, Scratch &scratch, std::size_t most = 1000);

}  // namespace dbrace::witness
