// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C client's send and read halves. Who waits is in InnoDB's own status, which is never old, as the tables of
// information_schema about it are (by up to 0.1 s); waits for table and named locks are in the list of processes.
#include "witness/Client.h"
#include "witness/Url.h"

#include <mysql.h>

#include <cstdlib>
#include <poll.h>
#include <sstream>
#include <stdexcept>

namespace dbrace::witness {
namespace {

Outcome outcomeOf(unsigned code) {
  switch (code) {
  case 1062:
  case 1586:
    return Outcome::UniqueViolation;
  case 1213:
  case 1467:  // "Failed to read auto-increment value": what a deadlock over it is reported as.
    return Outcome::Deadlock;
  case 1020:
    return Outcome::SerializationFailure;
  case 1205:
    return Outcome::Busy;
  case 1305:
    return Outcome::NoSavepoint;
  default:
    return Outcome::Refused;
  }
}

class MariaDbClient : public Client {
public:
  explicit MariaDbClient(const Url &url) : handle(mysql_init(nullptr)) {
    bool socket = !url.host.empty() && url.host.front() == '/';
    if (!mysql_real_connect(handle, socket ? nullptr : url.host.c_str(), url.user.c_str(), url.password.c_str(),
                            url.database.c_str(), static_cast<unsigned>(url.port), socket ? url.host.c_str() : nullptr,
                            0)) {
      std::string why = mysql_error(handle);
      mysql_close(handle);
      throw std::runtime_error("cannot connect: " + why);
    }
  }
  ~MariaDbClient() override { mysql_close(handle); }
  MariaDbClient(const MariaDbClient &) = delete;
  MariaDbClient &operator=(const MariaDbClient &) = delete;

  void start(const std::string &text) override {
    outlives = outlives || text.find("LOCK") != std::string::npos || text.starts_with("SET autocommit");
    if (mysql_send_query(handle, text.data(), text.size()) != 0)
      throw std::runtime_error(mysql_error(handle));
  }
  std::optional<Reply> reply(std::chrono::milliseconds patience) override {
    pollfd ready{static_cast<int>(mysql_get_socket(handle)), POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(patience.count())) == 0)
      return std::nullopt;
    Reply reply;
    bool failed = mysql_read_query_result(handle) != 0;
    if (MYSQL_RES *result = failed ? nullptr : mysql_store_result(handle)) {
      read(result, reply);
      mysql_free_result(result);
    } else
      reply.affected = static_cast<long long>(mysql_affected_rows(handle));
    if (unsigned code = mysql_errno(handle)) {  // It may also come behind the first rows.
      reply.failure = outcomeOf(code);
      reply.error = std::to_string(code) + ": " + mysql_error(handle);
    }
    return reply;
  }
  bool inTransaction() const override {
    unsigned status = 0;
    mariadb_get_infov(handle, MARIADB_CONNECTION_SERVER_STATUS, &status);
    return status & SERVER_STATUS_IN_TRANS;
  }
  unsigned long thread() const { return mysql_thread_id(handle); }
  bool outlives = false;  ///< Something was done that the end of a transaction does not undo.

private:
  static void read(MYSQL_RES *result, Reply &reply) {
    unsigned count = mysql_num_fields(result);
    for (unsigned i = 0; i < count; ++i)
      reply.columns.emplace_back(mysql_fetch_field_direct(result, i)->name);
    while (MYSQL_ROW row = mysql_fetch_row(result)) {
      Row &values = reply.rows.emplace_back();
      for (unsigned i = 0; i < count; ++i)
        values.push_back(row[i] ? std::optional<std::string>(row[i]) : std::nullopt);
    }
  }

  MYSQL *handle;
};

std::string_view levelName(sql::Isolation isolation) {
  switch (isolation) {
  case sql::Isolation::ReadUncommitted:
    return "READ UNCOMMITTED";
  case sql::Isolation::ReadCommitted:
    return "READ COMMITTED";
  case sql::Isolation::Serializable:
    return "SERIALIZABLE";
  default:
    return "REPEATABLE READ";
  }
}

/// The text has a paragraph for each transaction: a line "LOCK WAIT …" in the ones that wait, and then its thread.
bool waitsInInnoDb(const std::string &status, unsigned long thread) {
  std::istringstream lines(status);
  bool waits = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("---TRANSACTION"))
      waits = false;
    else if (line.starts_with("LOCK WAIT"))
      waits = true;
    else if (auto at = line.find("thread id "); at != std::string::npos && at < 10)
      if (waits && std::strtoul(line.c_str() + at + 10, nullptr, 10) == thread)
        return true;
  }
  return false;
}

class MariaDbDatabase : public Database {
public:
  explicit MariaDbDatabase(const Url &url) : url(url), monitor(url) {}

  std::unique_ptr<Client> connect(const ClientOptions &options) override {
    auto client = std::make_unique<MariaDbClient>(url);
    if (options.isolation != sql::Isolation::Unspecified)
      client->must("SET SESSION TRANSACTION ISOLATION LEVEL " + std::string(levelName(options.isolation)));
    if (options.snapshotIsolation)
      client->must("SET SESSION innodb_snapshot_isolation = ON");
    return client;
  }
  bool isBlocked(Client &client) override {
    unsigned long thread = dynamic_cast<MariaDbClient &>(client).thread();
    Reply status = monitor.must("SHOW ENGINE INNODB STATUS");
    if (waitsInInnoDb(status.rows.at(0).at(2).value_or(""), thread))
      return true;
    Reply process =
        monitor.must("SELECT state FROM information_schema.processlist WHERE id = " + std::to_string(thread));
    std::string state = process.rows.empty() ? "" : process.rows[0][0].value_or("");
    return state == "User lock" || state.starts_with("Waiting for table");
  }
  void interrupt(Client &client) override {
    monitor.must("KILL QUERY " + std::to_string(dynamic_cast<MariaDbClient &>(client).thread()));
  }
  void reset(Client &client) override {
    auto &own = dynamic_cast<MariaDbClient &>(client);
    if (client.inTransaction())
      client.must("ROLLBACK");
    if (!own.outlives)
      return;
    client.must("UNLOCK TABLES");
    client.must("SELECT RELEASE_ALL_LOCKS()");
    client.must("SET autocommit = 1");
    own.outlives = false;
  }

private:
  Url url;
  MariaDbClient monitor;
};

}  // namespace

std::unique_ptr<Database> openMariaDb(const std::string &url) {
  return std::make_unique<MariaDbDatabase>(parseUrl(url));
}

}  // namespace dbrace::witness
