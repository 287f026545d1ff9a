// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/SqliteSessions.h"

#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace dbrace {
namespace {

std::vector<std::string> words(const std::string &text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string word; stream >> word;)
    result.push_back(word);
  return result;
}

struct Program {
  std::vector<std::string> steps, handler;
  bool handlesAll = false;  ///< `*`: BUSY too.

  explicit Program(const std::string &text) {
    std::size_t mark = text.find_first_of("!*");
    steps = words(text.substr(0, mark));
    if (mark != std::string::npos) {
      handler = words(text.substr(mark + 1));
      handlesAll = text[mark] == '*';
    }
  }
};

struct Result {
  int code = SQLITE_OK;
  bool wouldWait = false;
  std::optional<long long> value;  ///< First column of the first row.
  int changes = 0;
};

class Connection {
public:
  explicit Connection(const std::string &path) {
    if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK)
      throw std::runtime_error("cannot open " + path);
    sqlite3_busy_handler(
        handle,
        [](void *flag, int) {
          *static_cast<bool *>(flag) = true;
          return 0;
        },
        &asked);
  }
  ~Connection() { sqlite3_close_v2(handle); }
  Connection(const Connection &) = delete;
  Connection &operator=(const Connection &) = delete;

  Result run(const std::string &text) {
    asked = false;
    Result result;
    sqlite3_stmt *statement = nullptr;
    result.code = sqlite3_prepare_v2(handle, text.c_str(), -1, &statement, nullptr);
    while (result.code == SQLITE_OK || result.code == SQLITE_ROW) {
      result.code = sqlite3_step(statement);
      if (result.code == SQLITE_ROW && !result.value && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        result.value = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    result.changes = sqlite3_changes(handle);
    result.wouldWait = result.code == SQLITE_BUSY && asked;
    return result;
  }
  bool inTransaction() const { return !sqlite3_get_autocommit(handle); }

private:
  sqlite3 *handle = nullptr;
  bool asked = false;
};

class Session {
public:
  Session(Connection &connection, const Program &program, const SqliteRun &run, int number)
      : connection(connection), program(program), run(run), number(number) {}

  bool done() const { return finished; }
  const Outcomes &failures() const { return failed; }
  bool failedAtAll() const { return !(failed == Outcomes()); }
  bool hasRow() const { return found; }

  /// False if the step would wait; `giveUp` makes waiting a failure.
  bool step(bool giveUp) {
    const std::vector<std::string> &steps = handling ? program.handler : program.steps;
    if (at == steps.size()) {
      finished = true;
      return true;
    }
    const std::string &word = steps[at];
    if (word == "again") {
      restart();
      return true;
    }
    std::string text = statement(word);
    if (!text.empty()) {
      Result result = connection.run(text);
      if (result.wouldWait && run.busyTimeout && !giveUp)
        return false;
      if (result.code != SQLITE_DONE) {
        fail(result.code);
        return true;
      }
      after(word, result);
    }
    ++at;
    finished = at == steps.size();
    return true;
  }

private:
  /// Empty: the step is left out, since the lookup found the row.
  std::string statement(const std::string &word) const {
    static const std::map<std::string, std::string> plain{
        {"B", "BEGIN"},
        {"Bi", "BEGIN IMMEDIATE"},
        {"Be", "BEGIN EXCLUSIVE"},
        {"C", "COMMIT"},
        {"R", "ROLLBACK"},
        {"V", "SAVEPOINT s"},
        {"Vb", "ROLLBACK TO s"},
        {"X", "UPDATE t SET v = coalesce(v, 0) + 1 WHERE k = 1"},
        {"E", "DELETE FROM t WHERE k = 1"},
        {"K", "SELECT c FROM (SELECT count(*) AS c FROM t WHERE k = 1) WHERE c >= 1"},
        {"Q", "SELECT coalesce(max(n), 0) + 1 FROM t"},
        {"Pw", "UPDATE p SET v = v + 1 WHERE id = 1"},
        {"Nq", "INSERT INTO t(n) SELECT coalesce(max(n), 0) + 1 FROM t"}};
    std::string own = run.narrower ? std::to_string(number) : "NULL";
    if (auto known = plain.find(word); known != plain.end())
      return known->second;
    if (word == "S")
      return "SELECT id FROM t WHERE k = 1" + (run.narrower ? " AND n = " + own : "");
    if (word == "Jm")
      return "INSERT INTO t(n) VALUES (" + std::to_string(next) + ")";
    if (found)
      return "";
    std::string row = "INTO t(k, n) VALUES (1, " + own + ")";
    static const std::map<std::string, std::string> verbs{{"Ig", "INSERT OR IGNORE "}, {"Wp", "INSERT OR REPLACE "}};
    static const std::map<std::string, std::string> tails{{"I", ""},
                                                          {"J", ""},
                                                          {"Ig", ""},
                                                          {"Wp", ""},
                                                          {"Dn", " ON CONFLICT (k) DO NOTHING RETURNING id"},
                                                          {"Dx", " ON CONFLICT DO NOTHING RETURNING id"},
                                                          {"Du", " ON CONFLICT (k) DO UPDATE SET v = 1 RETURNING id"}};
    if (word == "Nx")
      return "INSERT INTO t(k) SELECT 1 WHERE NOT EXISTS (SELECT id FROM t WHERE k = 1)";
    auto tail = tails.find(word);
    if (tail == tails.end())
      throw std::runtime_error("unknown step " + word);
    auto verb = verbs.find(word);
    return (verb == verbs.end() ? "INSERT " : verb->second) + row + tail->second;
  }

  void after(const std::string &word, const Result &result) {
    if (word == "Q")
      next = result.value.value_or(1);
    else if (word == "S" || word == "K" || word == "Dn" || word == "Dx" || word == "Du")
      found = result.value.has_value();
    else if (word == "X")
      found = result.changes > 0;
    else if (word != "B" && word != "Bi" && word != "Be" && word != "C" && word != "R" && word != "V" && word != "Vb" &&
             word != "E" && word != "Pw")
      found = true;  // It has stored the row, or left the one that is there.
  }

  void fail(int code) {
    bool violation = code == SQLITE_CONSTRAINT, busy = code == SQLITE_BUSY;
    if (!handling && !program.handler.empty() && (violation || (busy && program.handlesAll))) {
      handling = true;
      at = 0;
      return;
    }
    failed.add(violation ? Outcome::UniqueViolation : busy ? Outcome::Busy : Outcome::Refused);
    if (connection.inTransaction())
      connection.run("ROLLBACK");
    finished = true;
  }

  void restart() {
    handling = found = false;
    at = 0;
    if (++tries == 8) {
      failed.add(Outcome::Busy);
      finished = true;
    }
  }

  Connection &connection;
  const Program &program;
  const SqliteRun &run;
  int number;
  std::size_t at = 0;
  int tries = 0;
  long long next = 1;
  bool handling = false, found = false, finished = false;
  Outcomes failed;
};

/// A file of its own, removed at the end.
class Scratch {
public:
  Scratch() {
    bool memory = std::filesystem::is_directory("/dev/shm");
    std::string name = (memory ? "/dev/shm" : std::filesystem::temp_directory_path().string()) + "/dbrace-XXXXXX";
    folder = mkdtemp(name.data());
  }
  ~Scratch() { std::filesystem::remove_all(folder); }
  std::string file() const { return folder + "/sessions.db"; }

private:
  std::string folder;
};

class Exploration {
public:
  explicit Exploration(const SqliteRun &run) : run(run), first(scratch.file()), second(scratch.file()) {
    std::size_t bar = run.sessions.find("||");
    programs.emplace_back(run.sessions.substr(0, bar));
    programs.emplace_back(bar == std::string::npos ? run.sessions : run.sessions.substr(bar + 2));
    numbers = run.sessions.find("Q") != std::string::npos || run.sessions.find("Nq") != std::string::npos;
    first.run(run.writeAheadLog ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
    for (Connection *connection : {&first, &second})
      connection->run("PRAGMA synchronous = OFF");
    std::string unique = !run.key ? "" : numbers ? ", UNIQUE (n)" : ", UNIQUE (k)";
    first.run("CREATE TABLE t(id INTEGER PRIMARY KEY, k, n, v" + unique + ")");
    first.run("CREATE TABLE p(id INTEGER PRIMARY KEY, v)");
    first.run("INSERT INTO p VALUES (1, 0)");
  }

  Outcomes all() {
    std::vector<std::size_t> choices;
    do {
      once(choices);
    } while (advance(choices));
    return outcomes;
  }

private:
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

  void once(const std::vector<std::size_t> &choices) {
    taken.clear();
    options.clear();
    first.run("DELETE FROM t");
    std::array<Session, 2> sessions{Session(first, programs[0], run, 1), Session(second, programs[1], run, 2)};
    std::array<bool, 2> waits{};
    while (!sessions[0].done() || !sessions[1].done()) {
      std::vector<std::size_t> able;
      for (std::size_t i = 0; i < 2; ++i)
        if (!sessions[i].done() && !waits[i])
          able.push_back(i);
      bool stuck = able.empty();  // Each waits for the other, until one's patience ends.
      for (std::size_t i = 0; i < 2 && stuck; ++i)
        if (!sessions[i].done())
          able.push_back(i);
      std::size_t choice = taken.size() < choices.size() ? choices[taken.size()] : 0;
      taken.push_back(choice);
      options.push_back(able.size());
      std::size_t chosen = able[choice];
      waits[chosen] = !sessions[chosen].step(stuck);
      if (!waits[chosen])
        waits[1 - chosen] = false;
    }
    record(sessions);
  }

  void record(const std::array<Session, 2> &sessions) {
    Outcomes outcome;
    std::string duplicates = numbers ? "SELECT 1 FROM t WHERE n IS NOT NULL GROUP BY n HAVING count(*) > 1"
                                     : "SELECT 1 FROM t WHERE k = 1 GROUP BY k HAVING count(*) > 1";
    bool twice = first.run(duplicates).value.has_value();
    if (twice)
      outcome.add(Outcome::DuplicateRows);
    bool bad = twice;
    for (const Session &session : sessions) {
      outcome.add(session.failures());
      bool invisible = !session.failedAtAll() && !session.hasRow() && !numbers;
      if (invisible)
        outcome.add(Outcome::RowNotVisible);
      bad = bad || session.failedAtAll() || invisible;
    }
    if (!bad)
      outcome.add(Outcome::OneRow);
    outcomes.add(outcome);
  }

  const SqliteRun &run;
  Scratch scratch;
  Connection first, second;
  std::vector<Program> programs;
  bool numbers = false;
  std::vector<std::size_t> taken, options;
  Outcomes outcomes;
};

}  // namespace

Outcomes runOnSqlite(const SqliteRun &run) { return Exploration(run).all(); }

}  // namespace dbrace
