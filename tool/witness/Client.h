// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One session of a database, whichever it is: a statement is started, and its reply comes, or does not come yet.
//
// The scheduler must go on with one session while another waits for a lock. So nothing here blocks, and the database
// itself is asked whether a statement that has not answered waits for somebody: time alone never decides that.
#pragma once

#include "rules/Outcomes.h"
#include "sql/Statement.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dbrace::witness {

using Row = std::vector<std::optional<std::string>>;  ///< NULL is nullopt.

struct Reply {
  std::optional<Outcome> failure;  ///< UniqueViolation, Deadlock … and Refused for what has no name of its own.
  std::string error;               ///< The database's words, with its code: "23505: duplicate key value …".
  std::vector<std::string> columns;
  std::vector<Row> rows;
  long long affected = 0;
};

/// The rows as one text, to compare answers.
std::string answerOf(const Reply &reply);

class Client {
public:
  virtual ~Client() = default;
  /// One statement. The reply of the one before must have been taken.
  virtual void start(const std::string &statement) = 0;
  /// The reply, or nullopt if there is none within the time given.
  virtual std::optional<Reply> reply(std::chrono::milliseconds patience) = 0;
  /// Makes a statement that waits fail, where the database has no clock of its own for that.
  virtual void giveUp() {}
  virtual bool inTransaction() const = 0;

  /// Starts it and waits, however long it takes.
  Reply run(const std::string &statement);
  /// The same; throws std::runtime_error with the statement if it fails.
  Reply must(const std::string &statement);
};

struct ClientOptions {
  sql::Isolation isolation = sql::Isolation::Unspecified;  ///< Unspecified: the database's own.
  bool snapshotIsolation = false;                          ///< MariaDB's innodb_snapshot_isolation.
  bool busyTimeout = true;                                 ///< SQLite's.
  bool operator==(const ClientOptions &) const = default;
};

class Database {
public:
  virtual ~Database() = default;
  virtual std::unique_ptr<Client> connect(const ClientOptions &options) = 0;
  /// Whether the statement the client has started waits for another session.
  virtual bool isBlocked(Client &client) = 0;
  /// Makes a statement that waits fail.
  virtual void interrupt(Client &client) { client.giveUp(); }
  /// Who waits tries again now and then, instead of being let go in turn.
  virtual bool waitsByTrying() const { return false; }
  /// After whatever a session has done: no transaction, no lock.
  virtual void reset(Client &client) = 0;
  /// For keys that no run before has used, so that tables need not be emptied: 100, 200 …
  std::size_t nextRun() { return runs += 100; }

  /// A client that somebody has given back, or a new one.
  std::unique_ptr<Client> take(const ClientOptions &options);
  void giveBack(const ClientOptions &options, std::unique_ptr<Client> client);

  /// Asked between steps: whether nothing more is wanted. Then std::runtime_error is thrown.
  std::function<bool()> stops;
  /// Run on every client that is taken anew: where its tables are.
  std::vector<std::string> greeting;

private:
  std::vector<std::pair<ClientOptions, std::unique_ptr<Client>>> idle;
  std::size_t runs = 0;
};

/// A file, made if it is not there. Every client is a connection of its own.
std::unique_ptr<Database> openSqlite(const std::string &file, bool writeAheadLog);
/// "postgresql://user:password@host:port/database", or whatever else libpq takes. All of these throw
/// std::runtime_error; no password is in its text.
std::unique_ptr<Database> openPostgreSql(const std::string &url);
/// "mysql://user:password@host:port/database", "mariadb://…".
std::unique_ptr<Database> openMariaDb(const std::string &url);

}  // namespace dbrace::witness
