// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Rules.h"

#include "rules/Backends.h"
#include "rules/Deciders.h"
#include "rules/FalseLock.h"
#include "schema/Names.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace dbrace {

struct Embedded {
  std::string_view name, content;
};
std::span<const Embedded> rulePages();  // Generated from docs/rules by CMake.

namespace {

constexpr std::array<Rule, 11> list{{
    {"dbrace-duplicate-insert", "a lookup decides an insert, and nothing refuses the second of two rivals",
     Level::Error, Decision::RowMissing, judgeDuplicateInsert},
    {"dbrace-unhandled-conflict", "a lookup decides an insert, and nothing expects it to fail on the unique key",
     Level::Warning, Decision::RowMissing, judgeUnhandledConflict},
    {"dbrace-stale-reread", "a refused insert is followed by a lookup that cannot see the row, or cannot run",
     Level::Warning, Decision::RowMissing, judgeStaleReread},
    {"dbrace-shared-transaction", "concurrent tasks use one connection inside one transaction", Level::Error,
     Decision::Beside, judgeSharedTransaction},
    {"dbrace-ineffective-lock", "a lookup decides an insert under a lock of the database that lets the rival in",
     Level::Warning, Decision::RowMissing, judgeIneffectiveLock},
    {"dbrace-ineffective-upsert", "an upsert names, or needs, a unique key that the table does not have", Level::Error,
     Decision::Upsert, judgeIneffectiveUpsert},
    {"dbrace-not-exists-insert", "an insert asks in the same statement whether the row is there, and no key is unique",
     Level::Warning, Decision::NotExists, judgeNotExistsInsert},
    {"dbrace-count-then-insert", "a count that is compared with a limit decides an insert", Level::Warning,
     Decision::BelowLimit, judgeCountThenInsert},
    {"dbrace-max-plus-one", "a new number is computed from the greatest one in use", Level::Warning,
     Decision::NextNumber, judgeMaxPlusOne},
    {"dbrace-delete-then-insert", "rows are deleted and inserted again outside of a transaction", Level::Warning,
     Decision::Replaced, judgeDeleteThenInsert},
    {"dbrace-kv-check-then-set", "a lookup decides a write of the same key, where the store could do both at once",
     Level::Warning, Decision::RowMissing, judgeKvCheckThenSet},
}};

/// FNV-1a. Equal findings of different versions of a program must agree, so nothing of the standard library's hashing.
std::string hashed(const std::string &text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (unsigned char byte : text)
    hash = (hash ^ byte) * 0x100000001b3u;
  std::string hex(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4)
    hex[i] = "0123456789abcdef"[hash & 15];
  return hex;
}

/// Rule, function, table and key columns; lines are not in it, so that moved code keeps its identity.
std::string identity(const Finding &finding) {
  std::vector<std::string> columns;
  for (const std::string &column : finding.keyColumns)
    columns.push_back(schema::folded(column));
  std::ranges::sort(columns);
  std::string text = finding.rule + '\n' + finding.function + '\n' + schema::folded(finding.table);
  for (const std::string &column : columns)
    text += '\n' + column;
  return text;
}

auto order(const Finding &finding) {
  const CodePlace &read = finding.related.empty() ? finding.at : finding.related.front().at;
  return std::tie(finding.at.file, finding.at.line, finding.at.column, finding.rule, finding.table, read.file,
                  read.line, read.column, finding.message);
}

}  // namespace

std::span<const Rule> rules() { return list; }

const Rule *ruleNamed(std::string_view name) {
  auto found = std::ranges::find(list, name, &Rule::name);
  return found == list.end() ? nullptr : &*found;
}

std::string_view Rule::page() const {
  for (const Embedded &page : rulePages())
    if (page.name == std::string(name) + ".md")
      return page.content;
  return {};
}

std::vector<Finding> judge(const std::vector<CheckedWrite> &writes, const schema::Schema *schema,
                           const JudgeOptions &options) {
  std::vector<Case> cases;
  for (const CheckedWrite &write : writes)
    cases.push_back(caseOf(write, schema, options));
  compareLockKeys(cases);
  std::vector<Finding> findings;
  for (const Case &facts : cases)
    for (const Rule &rule : list) {
      // A store of keys and values has no constraints and statements for the other rules to speak of.
      if (sql::isKeyValue(facts.dialect) != (rule.judge == judgeKvCheckThenSet))
        continue;
      if (auto finding = rule.about == facts.write->decision ? rule.judge(facts) : std::nullopt)
        findings.push_back(std::move(*finding));
    }
  std::ranges::sort(findings, {}, order);
  mergeBackends(findings);
  nameDeciders(findings);
  std::map<std::string, int> ordinals;
  for (Finding &finding : findings) {
    std::string text = identity(finding);
    finding.fingerprint = hashed(text + '\n' + std::to_string(ordinals[text]++));
  }
  // Last, so that what is shown does not change anybody's fingerprint.
  std::erase_if(findings, [&](const Finding &finding) { return finding.confidence < options.minConfidence; });
  return findings;
}

}  // namespace dbrace
