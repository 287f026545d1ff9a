// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SQLite has no server to wait in: where it would call the busy handler, the statement is put back and tried again
// once somebody else has done something.
#include "witness/Client.h"

#include <sqlite3.h>

#include <stdexcept>

namespace dbrace::witness {
namespace {

std::optional<Outcome> outcomeOf(sqlite3 *handle, int code) {
  switch (code & 0xff) {
  case SQLITE_DONE:
  case SQLITE_OK:
    return std::nullopt;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return Outcome::Busy;
  case SQLITE_CONSTRAINT:
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
      return Outcome::UniqueViolation;
    return Outcome::Refused;
  default:
    bool savepoint = std::string_view(sqlite3_errmsg(handle)).starts_with("no such savepoint");
    return savepoint ? Outcome::NoSavepoint : Outcome::Refused;
  }
}

class SqliteClient : public Client {
public:
  SqliteClient(const std::string &file, bool waits) : waits(waits) {
    if (sqlite3_open(file.c_str(), &handle) != SQLITE_OK) {
      std::string why = sqlite3_errmsg(handle);
      sqlite3_close_v2(handle);
      throw std::runtime_error("cannot open " + file + ": " + why);
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_handler(
        handle,
        [](void *flag, int) {
          *static_cast<bool *>(flag) = true;
          return 0;
        },
        &asked);
  }
  ~SqliteClient() override { sqlite3_close_v2(handle); }
  SqliteClient(const SqliteClient &) = delete;
  SqliteClient &operator=(const SqliteClient &) = delete;

  void start(const std::string &text) override {
    statement = text;
    patient = waits;
  }
  std::optional<Reply> reply(std::chrono::milliseconds) override {
    asked = false;
    Reply reply;
    int code = step(reply);
    if (code != SQLITE_DONE && (code & 0xff) == SQLITE_BUSY && asked && patient)
      return std::nullopt;
    reply.failure = outcomeOf(handle, code);
    if (reply.failure)
      reply.error = std::to_string(code) + ": " + sqlite3_errmsg(handle);
    reply.affected = sqlite3_changes(handle);
    return reply;
  }
  void giveUp() override { patient = false; }
  bool inTransaction() const override { return !sqlite3_get_autocommit(handle); }

private:
  int step(Reply &reply) {
    sqlite3_stmt *prepared = nullptr;
    int code = sqlite3_prepare_v2(handle, statement.c_str(), -1, &prepared, nullptr);
    for (int i = 0; i < sqlite3_column_count(prepared); ++i)
      reply.columns.emplace_back(sqlite3_column_name(prepared, i));
    while (code == SQLITE_OK || code == SQLITE_ROW) {
      code = prepared ? sqlite3_step(prepared) : SQLITE_DONE;
      if (code != SQLITE_ROW)
        continue;
      Row &row = reply.rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(prepared); ++i) {
        const unsigned char *text = sqlite3_column_text(prepared, i);
        row.push_back(text ? std::optional(std::string(reinterpret_cast<const char *>(text))) : std::nullopt);
      }
    }
    sqlite3_finalize(prepared);
    return code;
  }

  sqlite3 *handle = nullptr;
  bool asked = false, waits, patient = false;
  std::string statement;
};

class SqliteDatabase : public Database {
public:
  SqliteDatabase(std::string file, bool writeAheadLog) : file(std::move(file)) {
    SqliteClient(this->file, true).must(writeAheadLog ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
  }
  std::unique_ptr<Client> connect(const ClientOptions &options) override {
    auto client = std::make_unique<SqliteClient>(file, options.busyTimeout);
    client->must("PRAGMA synchronous = OFF");
    return client;
  }
  bool isBlocked(Client &) override { return true; }  // Else it would have replied.
  bool waitsByTrying() const override { return true; }
  void reset(Client &client) override {
    if (client.inTransaction())
      client.run("ROLLBACK");
  }

private:
  std::string file;
};

}  // namespace

std::unique_ptr<Database> openSqlite(const std::string &file, bool writeAheadLog) {
  return std::make_unique<SqliteDatabase>(file, writeAheadLog);
}

}  // namespace dbrace::witness
