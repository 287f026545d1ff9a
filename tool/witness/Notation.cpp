// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Notation.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <stdexcept>

namespace dbrace::witness {
namespace {

using Base = dbrace::Database;
using Yields = Step::Yields;

std::vector<std::string> words(const std::string &text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string word; stream >> word;)
    result.push_back(word);
  return result;
}

struct Meaning {
  std::string text;
  Yields yields = Yields::Nothing;
  bool onlyIfAbsent = false;
  bool local = false;
};
using Meanings = std::map<std::string, Meaning>;

/// The columns of the row: in a table whose key is narrower than the lookup, each session has its own n.
struct Columns {
  std::string where, names, values;
};
Columns columnsOf(const NotedSessions &noted) {
  if (noted.shape.key == KeyKind::Narrower)
    return {"k = {k} AND n = {own}", "k, n", "{k}, {own}"};
  return {"k = {k}", "k", "{k}"};
}

Meanings common(const Columns &row) {
  const std::string lookup = "SELECT id FROM t WHERE " + row.where;
  const std::string insert = "INSERT INTO t(" + row.names + ") VALUES (" + row.values + ")";
  const std::string next = "SELECT coalesce(max(n), 0) + 1 FROM t";
  return {
      {"B", {"BEGIN", Yields::Nothing, false, true}},
      {"C", {"COMMIT"}},
      {"R", {"ROLLBACK", Yields::Dropped}},
      {"V", {"SAVEPOINT s", Yields::Nothing, false, true}},
      {"Va", {"SAVEPOINT a", Yields::Nothing, false, true}},
      {"Vc", {"SAVEPOINT c", Yields::Nothing, false, true}},
      {"Vb", {"ROLLBACK TO SAVEPOINT s", Yields::Dropped}},
      {"Vab", {"ROLLBACK TO SAVEPOINT a", Yields::Dropped}},
      {"Vcb", {"ROLLBACK TO SAVEPOINT c", Yields::Dropped}},
      {"Var", {"RELEASE SAVEPOINT a"}},
      {"Vcr", {"RELEASE SAVEPOINT c"}},
      {"S", {lookup, Yields::Row}},
      {"Su", {lookup + " FOR UPDATE", Yields::Row}},
      {"K", {"SELECT nullif(count(*), 0) FROM t WHERE " + row.where, Yields::Row}},
      {"Ku", {"SELECT nullif(count(*), 0) FROM t WHERE " + row.where + " FOR UPDATE", Yields::Row}},
      {"Q", {next, Yields::Number}},
      {"Qu", {next + " FOR UPDATE", Yields::Number}},
      {"Pl", {"SELECT n FROM t ORDER BY n DESC LIMIT 1 FOR UPDATE"}},
      {"X", {"UPDATE t SET v = coalesce(v, 0) + 1 WHERE " + row.where, Yields::Affected}},
      {"Xv", {"UPDATE t SET v = coalesce(v, 0) + 1 WHERE " + row.where, Yields::Affected}},
      {"E", {"DELETE FROM t WHERE " + row.where}},
      {"I", {insert, Yields::Stored, true}},
      {"J", {insert, Yields::Stored, true}},
      {"I2", {"INSERT INTO t(k) VALUES ({k2})"}},
      {"Ja", {"INSERT INTO t(k) VALUES ({k})", Yields::Stored}},
      {"Jb", {"INSERT INTO t(k) VALUES ({k2})", Yields::Stored}},
      {"Jm", {"INSERT INTO t(n, r) VALUES ({n}, {run})", Yields::Stored}},
      {"Nx", {"INSERT INTO t(k) SELECT {k} WHERE NOT EXISTS (SELECT id FROM t WHERE k = {k})", Yields::Stored, true}},
      {"Nq", {"INSERT INTO t(n, r) SELECT coalesce(max(n), 0) + 1, {run} FROM t", Yields::Stored}},
      {"Nc", {"INSERT INTO t(k) SELECT {k} WHERE (SELECT count(*) FROM t WHERE k = {k}) < 1", Yields::Stored}},
      {"Dn", {insert + " ON CONFLICT (k) DO NOTHING RETURNING id", Yields::Row, true}},
      {"Dx", {insert + " ON CONFLICT DO NOTHING RETURNING id", Yields::Row, true}},
      {"Du", {insert + " ON CONFLICT (k) DO UPDATE SET v = 1 RETURNING id", Yields::Row, true}},
      {"P", {"SELECT id FROM p WHERE id = 1 FOR UPDATE"}},
      {"Pr", {"SELECT id FROM p WHERE id = 1"}},
      {"Pw", {"UPDATE p SET v = v + 1 WHERE id = 1"}},
      {"again", {""}},
  };
}

Meanings ofPostgreSql(const Columns &row) {
  const std::string insert = "INSERT INTO t(" + row.names + ") VALUES (" + row.values + ")";
  Meanings own{
      {"Ss", {"SELECT id FROM t WHERE " + row.where + " FOR SHARE", Yields::Row}},
      {"Ps", {"SELECT id FROM p WHERE id = 1 FOR SHARE"}},
      {"Nd",
       {"INSERT INTO t(k) SELECT {k} WHERE NOT EXISTS (SELECT id FROM t WHERE k = {k}) ON CONFLICT DO NOTHING",
        Yields::Stored}},
      {"Mg",
       {"MERGE INTO t USING (SELECT {k} AS k) AS s ON t.k = s.k WHEN MATCHED THEN UPDATE SET v = 1 WHEN NOT MATCHED "
        "THEN INSERT (k) VALUES (s.k)",
        Yields::Stored}},
      {"Dv", {insert + " ON CONFLICT (k) DO UPDATE SET k = EXCLUDED.k RETURNING id", Yields::Row, true}},
      {"Dc",
       {"WITH i AS (" + insert +
            " ON CONFLICT (k) DO NOTHING RETURNING id) SELECT id FROM i UNION ALL SELECT id FROM t " + "WHERE " +
            row.where,
        Yields::Row}},
      {"A", {"SELECT pg_advisory_xact_lock(1)"}},
      {"Ah", {"SELECT pg_advisory_xact_lock_shared(1)"}},
      {"As", {"SELECT pg_advisory_lock(1)"}},
      {"Au", {"SELECT pg_advisory_unlock(1)"}},
  };
  for (const auto &[word, mode] : std::map<std::string, std::string>{{"Lrx", "ROW EXCLUSIVE"},
                                                                     {"Lsux", "SHARE UPDATE EXCLUSIVE"},
                                                                     {"Ls", "SHARE"},
                                                                     {"Lsrx", "SHARE ROW EXCLUSIVE"},
                                                                     {"Lx", "EXCLUSIVE"},
                                                                     {"Lax", "ACCESS EXCLUSIVE"}})
    own.emplace(word, Meaning{"LOCK TABLE t IN " + mode + " MODE"});
  return own;
}

Meanings ofMariaDb(const Columns &row) {
  const std::string columns = " INTO t(" + row.names + ") VALUES (" + row.values + ")";
  return {
      {"B", {"START TRANSACTION", Yields::Nothing, false, true}},
      {"Bc", {"START TRANSACTION WITH CONSISTENT SNAPSHOT"}},
      {"Bz", {"SET autocommit = 0"}},
      {"Ss", {"SELECT id FROM t WHERE " + row.where + " LOCK IN SHARE MODE", Yields::Row}},
      {"Ps", {"SELECT id FROM p WHERE id = 1 LOCK IN SHARE MODE"}},
      {"Nx",
       {"INSERT INTO t(k) SELECT {k} FROM DUAL WHERE NOT EXISTS (SELECT id FROM t WHERE k = {k})", Yields::Stored,
        true}},
      {"O", {"INSERT" + columns + " ON DUPLICATE KEY UPDATE v = coalesce(v, 0) + 1", Yields::Stored, true}},
      {"O2", {"INSERT INTO t(k) VALUES ({k2}) ON DUPLICATE KEY UPDATE v = coalesce(v, 0) + 1"}},
      {"Ig", {"INSERT IGNORE" + columns, Yields::Stored, true}},
      {"Wp", {"REPLACE" + columns, Yields::Stored, true}},
      {"G", {"SELECT GET_LOCK('k', 10)"}},
      {"Gr", {"SELECT RELEASE_LOCK('k')"}},
      {"L", {"LOCK TABLES t WRITE"}},
      {"Lr", {"LOCK TABLES t READ"}},
      {"U", {"UNLOCK TABLES"}},
  };
}

Meanings ofSqlite(const Columns &row) {
  const std::string columns = " INTO t(" + row.names + ") VALUES (" + row.values + ")";
  return {
      {"Bi", {"BEGIN IMMEDIATE"}},
      {"Be", {"BEGIN EXCLUSIVE"}},
      {"Ig", {"INSERT OR IGNORE" + columns, Yields::Stored, true}},
      {"Wp", {"INSERT OR REPLACE" + columns, Yields::Stored, true}},
  };
}

Meanings meaningsOf(const NotedSessions &noted) {
  Columns row = columnsOf(noted);
  Meanings own = noted.database == Base::PostgreSql ? ofPostgreSql(row)
                 : noted.database == Base::MariaDb  ? ofMariaDb(row)
                                                    : ofSqlite(row);
  own.merge(common(row));  // What a database has of its own stays.
  return own;
}

std::vector<Step> stepsOf(const std::string &text, const Meanings &meanings, bool localStepsExist) {
  std::vector<Step> steps;
  bool allLocal = localStepsExist;  // A lock taken before BEGIN may end with it.
  for (const std::string &word : words(text)) {
    auto known = meanings.find(word);
    if (known == meanings.end())
      throw std::runtime_error("unknown step " + word + " in " + text);
    const Meaning &meaning = known->second;
    bool savepoint = word.starts_with("V");
    allLocal = allLocal && meaning.local;
    steps.push_back({.name = word,
                     .text = meaning.text,
                     .holes = true,
                     .onlyIfAbsent = meaning.onlyIfAbsent,
                     .yields = meaning.yields,
                     .local = allLocal || (savepoint && meaning.local && localStepsExist)});
  }
  return steps;
}

Script scriptOf(const std::string &text, const Meanings &meanings, bool shared) {
  Script script;
  std::size_t mark = text.find_first_of("!*");
  script.steps = stepsOf(text.substr(0, mark), meanings, !shared);
  if (mark != std::string::npos) {
    script.handler = stepsOf(text.substr(mark + 1), meanings, false);
    script.handles = text[mark] == '!' ? Script::Handles::Violation : Script::Handles::Rival;
  }
  for (const Step &step : script.steps)
    if (step.yields == Yields::Stored && step.text.find("{run}") == std::string::npos)
      script.ownRow = std::string("SELECT 1 FROM t WHERE k = ") + (step.name == "Jb" ? "{k2}" : "{k}");
  return script;
}

}  // namespace

Scenario scenarioOf(const NotedSessions &noted) {
  Scenario scenario;
  std::string text = noted.text;
  char start = text.empty() ? ' ' : text[0];
  if (start == '+' || start == '-' || start == '=')
    text.erase(0, 1);
  Meanings meanings = meaningsOf(noted);
  for (std::size_t bar; (bar = text.find("||")) != std::string::npos; text.erase(0, bar + 2))
    scenario.sessions.push_back(scriptOf(text.substr(0, bar), meanings, noted.sharedConnection));
  scenario.sessions.push_back(scriptOf(text, meanings, noted.sharedConnection));
  if (scenario.sessions.size() == 1)
    scenario.sessions.push_back(scenario.sessions[0]);
  scenario.sharedConnection = noted.sharedConnection;
  scenario.insideTransaction = noted.insideTransaction;
  bool neighbours = noted.database == Base::MariaDb && start != '-';
  scenario.prepare = [start, neighbours](Client &client, std::size_t run) {
    if (start == '-')
      client.must("DELETE FROM t");
    if (start == '+')
      client.must("INSERT INTO t(k) VALUES (" + std::to_string(run + 1) + ")");
    if (neighbours)
      client.must("INSERT INTO t(k) VALUES (" + std::to_string(run - 10) + "), (" + std::to_string(run + 10) + ")");
  };
  bool numbers = countsNumbers(noted);
  scenario.inspect = [numbers](Client &client, std::size_t run) {
    std::string query =
        numbers ? "SELECT 1 FROM t WHERE r = " + std::to_string(run) + " GROUP BY n HAVING count(*) > 1"
                : "SELECT 1 FROM t WHERE k = " + std::to_string(run + 1) + " GROUP BY k HAVING count(*) > 1";
    return client.must(query).rows.empty() ? Outcomes() : Outcomes{Outcome::DuplicateRows};
  };
  return scenario;
}

bool countsNumbers(const NotedSessions &noted) {
  auto list = words(noted.text);
  return std::ranges::any_of(list, [](const std::string &word) { return word == "Jm" || word == "Nq"; });
}

std::vector<std::string> tablesOf(const NotedSessions &noted) {
  std::string column = countsNumbers(noted) ? "n" : "k", key, id, engine;
  switch (noted.database) {
  case Base::PostgreSql:
    id = "id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";
    break;
  case Base::MariaDb:
    id = "id bigint AUTO_INCREMENT PRIMARY KEY";
    engine = " ENGINE = InnoDB";
    break;
  default:
    id = "id INTEGER PRIMARY KEY";
  }
  if (noted.shape.key != KeyKind::None)
    key = ", UNIQUE (" + column + ")" + (noted.shape.key == KeyKind::Deferred ? " DEFERRABLE INITIALLY DEFERRED" : "");
  std::vector<std::string> list{
      "DROP TABLE IF EXISTS t", "DROP TABLE IF EXISTS p",
      "CREATE TABLE t(" + id + ", k bigint, n bigint, r bigint, v bigint" + key + ")" + engine,
      "CREATE TABLE p(id bigint PRIMARY KEY, v bigint)" + engine, "INSERT INTO p VALUES (1, 0)"};
  if (noted.shape.plainIndex)
    list.push_back("CREATE INDEX t_plain ON t(" + column + ")");
  return list;
}

}  // namespace dbrace::witness
