// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A finding carries its reasons, so that reports, fixes and SARIF flows only render it.
#pragma once

#include "rules/Fix.h"
#include "rules/Replay.h"
#include "worlds/CheckedWrite.h"

#include <memory>
#include <string>
#include <vector>

namespace dbrace {

enum class Level : std::uint8_t { Note, Warning, Error };

struct RelatedPlace {
  CodePlace at;
  std::string message;
};

struct Finding {
  std::string rule;  ///< "dbrace-duplicate-insert"
  Level level = Level::Warning;
  Confidence confidence = Confidence::High;
  std::string message;  ///< One sentence that says what goes wrong; no trailing full stop.
  std::string advice;   ///< What to write instead, one or two sentences; may be empty.
  CodePlace at;         ///< The write.
  std::vector<RelatedPlace>
      related;                     ///< The read, the deciding branch, the constraint or table, guards that do not hold.
  std::vector<RelatedPlace> flow;  ///< The way from read to write, in order.
  std::vector<std::string> assumptions;
  std::vector<std::string> outcomes;  ///< Of the outcome table: "duplicate-rows", "unique-violation" …
  std::string table;
  std::vector<std::string> keyColumns;
  std::vector<std::string> backends;        ///< The classes of an interface for which it holds; empty: no such choice.
  std::string library;                      ///< The client library of the write: "sqlite3".
  std::string lookup, insert;               ///< The two statements as shown to people.
  std::string function;                     ///< Lowest function that contains both ends.
  Replay replay;                            ///< What the witness runs.
  std::shared_ptr<const FixGround> ground;  ///< Null: no edit can mend it.
  std::optional<Fix> fix;                   ///< Made of the ground by tool/fixes, or
  std::string noFix;                        ///< why there is none; the end of a sentence.
  std::string fingerprint;  ///< Stable under moved lines: rule, function, table, key, ordinal among equals; hex.
};

}  // namespace dbrace
