// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run has to say, independent of how it is said.
//
// The driver fills one `Report`; every format is a function from it to text. Formats decide nothing: levels, order and
// what is suppressed are settled before.
#pragma once

#include "rules/Finding.h"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::report {

/// What is known of a rule apart from its findings. The page is Markdown and the only text about the rule.
struct RuleText {
  std::string id;
  Level level = Level::Warning;  ///< The highest it reports at.
  std::string summary;           ///< One sentence.
  std::string page;
};

/// A comment in the code, or an entry of .dbrace.json, that asks for silence.
struct SuppressedBy {
  CodePlace at;
  std::string reason;  ///< As written behind the comment or in the entry; may be empty.
  bool inSource = true;
};

/// Against an older report or revision. Updated: it was there, but the change touches one of its places.
enum class Baseline : std::uint8_t { New, Unchanged, Updated };

struct Result {
  Finding finding;
  std::optional<SuppressedBy> suppressed;
  bool mended = false;               ///< Its fix is written into the source by this run.
  std::optional<Baseline> baseline;  ///< Nothing: not compared.
  bool fails = true;                 ///< Makes the exit code 1.
};

/// A finding of the baseline that is gone.
struct Fixed {
  std::string rule, message, table, fingerprint;
  CodePlace at;  ///< Where it was.
};

/// Something that kept the run from seeing everything: a unit that was not read, a function over budget.
struct Notice {
  Level level = Level::Warning;
  std::string id;       ///< "unit-not-read", "over-budget", "unit-with-errors" …
  std::string message;  ///< One sentence; no trailing full stop.
  std::string file;     ///< Relative to the root; may be empty.
  std::string repeat;   ///< The shell command that shows the problem again; may be empty.
  std::uint32_t line = 0;
};

/// The schema against the code: one table that either of them names.
struct TableUse {
  std::string name;
  bool described = false;             ///< By a schema.
  std::vector<std::string> keys;      ///< As in SQL: "PRIMARY KEY (id)", "UNIQUE (email) WHERE active".
  std::optional<CodePlace> at;        ///< Where it is created.
  std::size_t reads = 0, writes = 0;  ///< Statements of the program.
  std::size_t checkedWrites = 0;      ///< Writes that a lookup of the same key decides.
  std::set<std::string> libraries;
};

struct Summary {
  std::size_t unitsRead = 0, unitsSkipped = 0, unitsFailed = 0;
  std::size_t unitsWithErrors = 0;  ///< Among the read ones: the compiler complained.
  /// Missing headers of client libraries that dbrace's own stood in for: names by module ("sqlite3": "sqlite3.h").
  std::map<std::string, std::set<std::string>> standIns;
  InterpretSummary analysis;
  double seconds = 0;
};

struct Report {
  std::string toolVersion;
  std::string informationUri;  ///< The project's home page; empty: not said.
  std::filesystem::path root;  ///< Absolute; findings' files are relative to it.
  std::vector<std::string> commandLine;
  std::vector<RuleText> rules;
  std::vector<Result> results;
  std::vector<Fixed> fixed;
  std::vector<TableUse> tables;  ///< By name.
  std::vector<Notice> notices;
  Summary summary;
  std::string finished;  ///< UTC, "2026-01-31T12:00:00Z"; may be empty.
  int exitCode = 0;
  bool sawNothing = false;  ///< The gate must not pass, findings or not.
};

/// To people who ask what is to be done: neither suppressed nor known before.
bool isShown(const Result &result);
/// What a reader is shown beneath a finding, in order: its places, and the steps of the way that none of them stands
/// on.
std::vector<RelatedPlace> placesOf(const Finding &finding);
/// What is said in words below that: assumptions, and how to fix it.
std::vector<std::string> remarksOf(const Finding &finding);
/// What a fix would write and where, or has written, or why there is none; nothing where that is not asked.
std::optional<RelatedPlace> fixRemark(const Finding &finding, bool mended = false);

/// "note", "warning", "error": the spelling of text, SARIF and configuration alike.
std::string_view name(Level level);
/// "new", "unchanged", "updated": as SARIF spells them.
std::string_view name(Baseline baseline);
/// "low", "medium", "high".
std::string_view name(Confidence confidence);
/// The closing lines: what was read, seen, understood. Ends in a newline.
std::string describe(const Report &report);

}  // namespace dbrace::report
