// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a finding can be mended in the source, and what must be known to say so.
//
// Rules leave the ground, tool/fixes makes edits of it, reports and the driver read them: all that write a fix
// somewhere (text, SARIF, --fix, --export-fixes) take it from here.
#pragma once

#include "schema/Schema.h"
#include "worlds/CheckedWrite.h"

#include <optional>
#include <string>
#include <vector>

namespace dbrace {

struct Case;

/// The bytes from `begin` to `end` become `text`. Only right while the file's content has the hash.
struct Edit {
  CodePlace at;  ///< `begin` and `end` are what counts.
  std::string text;
  std::uint64_t fileHash = 0;
  bool operator==(const Edit &) const = default;
};

struct Fix {
  std::string what;         ///< "insert ON CONFLICT (email) DO NOTHING".
  bool safe = true;         ///< The program means the same as before, but for the race.
  std::string reservation;  ///< Of an unsafe one: what to look at. The end of a sentence.
  std::vector<Edit> edits;  ///< Never empty.
};

/// Of a write that a unique key refuses.
struct FixGround {
  sql::Dialect dialect = sql::Dialect::Generic;
  CheckedWrite write;
  schema::Table table;
  schema::UniqueKey key;  ///< The covering one, of `table`.
  bool narrower = false;  ///< As in Covered: it refuses rows that the lookup does not find.
  bool certain = true;    ///< Nothing about the finding is a guess.
  bool plain = true;      ///< An INSERT that names no conflict yet.
};
FixGround fixGround(const Case &facts);

}  // namespace dbrace
