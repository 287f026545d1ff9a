// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/FixChecks.h"

#include "fixes/Apply.h"

#include <algorithm>
#include <fstream>
#include <sqlite3.h>
#include <sstream>
#ifdef DBRACE_HAS_PG_QUERY
extern "C" {
#include <pg_query.h>
}
#endif

namespace dbrace::testing {
namespace fs = std::filesystem;
namespace {

std::string contentOf(const fs::path &file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The statement as the database gets it. What only a run knows is a number, which stands for a text inside quotes.
std::string runnable(const CheckedWrite &write) {
  std::string text;
  for (const auto &piece : write.write.wholeText->pieces()) {
    const auto *literal = std::get_if<std::string>(&piece);
    text += literal ? *literal : "1";
  }
  return text;
}

std::string parseAsPostgreSql([[maybe_unused]] std::string text) {
#ifdef DBRACE_HAS_PG_QUERY
  // Qt's drivers number placeholders before the database sees them.
  for (std::size_t at; (at = text.find('?')) != std::string::npos;)
    text.replace(at, 1, "$1");
  PgQueryParseResult result = pg_query_parse(text.c_str());
  std::string error = result.error ? result.error->message : "";
  pg_query_free_parse_result(result);
  return error;
#else
  return "";
#endif
}

/// Runs the statement twice with one set of values, as the winner and as the loser of a race; what goes wrong, or
/// empty.
std::string runOnSqlite(const std::string &text, const std::vector<fs::path> &schemas, const std::string &table) {
  sqlite3 *db = nullptr;
  sqlite3_open(":memory:", &db);
  std::string wrong;
  auto say = [&](const std::string &what) { wrong = what + ": " + sqlite3_errmsg(db); };
  for (const fs::path &file : schemas)
    if (sqlite3_exec(db, contentOf(file).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      say("the schema");
  auto rows = [&] {
    sqlite3_stmt *count = nullptr;
    sqlite3_prepare_v2(db, ("SELECT COUNT(*) FROM " + table).c_str(), -1, &count, nullptr);
    int number = sqlite3_step(count) == SQLITE_ROW ? sqlite3_column_int(count, 0) : -1;
    sqlite3_finalize(count);
    return number;
  };
  for (int round = 1; round <= 2 && wrong.empty(); ++round) {
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(db, text.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      say("SQLite does not take it");
      break;
    }
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i)
      sqlite3_bind_int(statement, i, 1);
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
      ;
    if (code != SQLITE_DONE)
      say(round == 1 ? "the winner's insert" : "the loser's insert");
    else if (rows() != 1)
      wrong = "there are " + std::to_string(rows()) + " rows after insert " + std::to_string(round);
    sqlite3_finalize(statement);
  }
  sqlite3_close(db);
  return wrong;
}

bool sameFinding(const Finding &left, const Finding &right) {
  return left.rule == right.rule && left.at.file == right.at.file && left.at.line == right.at.line &&
         left.message == right.message;
}

}  // namespace

std::vector<Mismatch> checkFixes(const Input &input, const ReadInput &read, const fs::path &testInputs) {
  std::vector<Mismatch> wrong;
  const Judged before = judgeInput(input, read, testInputs, {});
  std::vector<const Fix *> fixes;
  std::vector<const Finding *> fixed;
  for (const Finding &finding : before.findings)
    if (finding.fix) {
      fixes.push_back(&*finding.fix);
      fixed.push_back(&finding);
    }
  if (fixes.empty())
    return wrong;
  const ChosenFixes chosen = choose(fixes);
  for (std::size_t index : chosen.leftOut)
    wrong.push_back({fixed[index]->at.file, fixed[index]->at.line, "the fix touches that of another finding"});
  std::map<std::string, std::string> instead;
  for (const auto &[file, edits] : chosen.files)
    instead[(testInputs / file).string()] = edited(contentOf(testInputs / file), edits);
  const ReadInput again = readInput(input, testInputs, Headers::Real, instead);
  if (again.compilerErrors > read.compilerErrors || !again.errors.empty())
    wrong.push_back({input.name, 1, "does not compile with its fixes"});
  // A string that has become longer moves columns, not lines.
  const Judged after = judgeInput(input, again, testInputs, {});
  for (const Finding &finding : after.findings) {
    bool known = std::ranges::any_of(before.findings, [&](const Finding &old) {
      return sameFinding(old, finding) && std::ranges::find(fixed, &old) == fixed.end();
    });
    if (!known)
      wrong.push_back({finding.at.file, finding.at.line,
                       "with its fixes the input still has a finding: [" + finding.rule + "] " + finding.message});
  }
  for (const CheckedWrite &write : after.writes) {
    const auto *insert = std::get_if<sql::Insert>(&write.write.statement->body);
    bool wasFixed = std::ranges::any_of(fixed, [&](const Finding *finding) {
      return finding->at.file == write.write.at.file && finding->at.line == write.write.at.line;
    });
    if (!insert || insert->conflicts.empty() || !wasFixed)
      continue;
    const std::string text = runnable(write);
    const sql::Dialect dialect = write.write.dialect;
    std::string problem;
    if (dialect == sql::Dialect::PostgreSql)
      problem = parseAsPostgreSql(text);
    else if (dialect == sql::Dialect::Sqlite)
      problem = runOnSqlite(text, input.schemas, write.table);
    if (!problem.empty())
      wrong.push_back({write.write.at.file, write.write.at.line, "the fixed statement: " + problem + ": " + text});
  }
  return wrong;
}

}  // namespace dbrace::testing
