// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libpq's asynchronous calls. Who waits for whom is what pg_blocking_pids() says on a connection of its own.
#include "witness/Client.h"
#include "witness/Url.h"

#include <libpq-fe.h>

#include <map>
#include <poll.h>
#include <stdexcept>

namespace dbrace::witness {
namespace {

Outcome outcomeOf(const std::string &state) {
  static const std::map<std::string, Outcome> known{
      {"23505", Outcome::UniqueViolation},      {"25P02", Outcome::TransactionAborted},
      {"40001", Outcome::SerializationFailure}, {"40P01", Outcome::Deadlock},
      {"3B001", Outcome::NoSavepoint},          {"55P03", Outcome::Busy}};
  auto found = known.find(state);
  return found == known.end() ? Outcome::Refused : found->second;
}

std::string withoutNewline(std::string text) {
  while (!text.empty() && text.back() == '\n')
    text.pop_back();
  return text;
}

/// In its parts, since libpq quotes a URL that it cannot read, with the password.
PGconn *connectionTo(const std::string &text) {
  if (text.find("://") == std::string::npos)
    return PQconnectdb(text.c_str());
  Url url = parseUrl(text);
  std::string port = url.port ? std::to_string(url.port) : "";
  std::vector<const char *> names{"host", "port", "user", "password", "dbname"},
      values{url.host.c_str(), port.c_str(), url.user.c_str(), url.password.c_str(), url.database.c_str()};
  for (const auto &[name, value] : url.parameters) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  return PQconnectdbParams(names.data(), values.data(), 0);
}

class PostgreSqlClient : public Client {
public:
  explicit PostgreSqlClient(const std::string &url) : handle(connectionTo(url)) {
    if (PQstatus(handle) != CONNECTION_OK) {
      std::string why = withoutNewline(PQerrorMessage(handle));
      PQfinish(handle);
      throw std::runtime_error("cannot connect: " + why);
    }
    PQsetNoticeReceiver(handle, [](void *, const PGresult *) {}, nullptr);
  }
  ~PostgreSqlClient() override { PQfinish(handle); }
  PostgreSqlClient(const PostgreSqlClient &) = delete;
  PostgreSqlClient &operator=(const PostgreSqlClient &) = delete;

  void start(const std::string &text) override {
    commits = text == "COMMIT";
    outlives = outlives || text.find("advisory") != std::string::npos;
    if (!PQsendQuery(handle, text.c_str()))
      throw std::runtime_error(withoutNewline(PQerrorMessage(handle)));
  }
  std::optional<Reply> reply(std::chrono::milliseconds patience) override {
    PQflush(handle);
    if (PQisBusy(handle)) {
      pollfd ready{PQsocket(handle), POLLIN, 0};
      if (poll(&ready, 1, static_cast<int>(patience.count())) > 0 && !PQconsumeInput(handle))
        throw std::runtime_error(withoutNewline(PQerrorMessage(handle)));
    }
    if (PQisBusy(handle))
      return std::nullopt;
    Reply reply;
    while (PGresult *result = PQgetResult(handle)) {  // Several statements in one text: the last counts, or the failed.
      if (!reply.failure)
        reply = read(result);
      PQclear(result);
    }
    return reply;
  }
  bool inTransaction() const override { return PQtransactionStatus(handle) != PQTRANS_IDLE; }
  int process() const { return PQbackendPID(handle); }
  bool outlives = false;  ///< It may hold a lock that the end of a transaction does not release.

private:
  Reply read(PGresult *result) const {
    Reply reply;
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
      const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
      reply.failure = outcomeOf(state ? state : "");
      reply.error =
          state && message ? std::string(state) + ": " + message : withoutNewline(PQresultErrorMessage(result));
      return reply;
    }
    if (commits && std::string_view(PQcmdStatus(result)) == "ROLLBACK") {
      reply.failure = Outcome::TransactionAborted;
      reply.error = "COMMIT was answered with ROLLBACK";
    }
    for (int column = 0; column < PQnfields(result); ++column)
      reply.columns.emplace_back(PQfname(result, column));
    for (int row = 0; row < PQntuples(result); ++row) {
      Row &values = reply.rows.emplace_back();
      for (int column = 0; column < PQnfields(result); ++column)
        values.push_back(PQgetisnull(result, row, column)
                             ? std::nullopt
                             : std::optional<std::string>(PQgetvalue(result, row, column)));
    }
    reply.affected = std::atoll(PQcmdTuples(result));
    return reply;
  }

  PGconn *handle;
  bool commits = false;
};

std::string_view levelName(sql::Isolation isolation) {
  switch (isolation) {
  case sql::Isolation::RepeatableRead:
  case sql::Isolation::Snapshot:
    return "repeatable read";
  case sql::Isolation::Serializable:
    return "serializable";
  default:
    return "read committed";
  }
}

class PostgreSqlDatabase : public Database {
public:
  explicit PostgreSqlDatabase(const std::string &url) : url(url), monitor(url) {}

  std::unique_ptr<Client> connect(const ClientOptions &options) override {
    auto client = std::make_unique<PostgreSqlClient>(url);
    if (options.isolation != sql::Isolation::Unspecified)
      client->must("SET default_transaction_isolation = '" + std::string(levelName(options.isolation)) + "'");
    return client;
  }
  bool isBlocked(Client &client) override {
    int process = dynamic_cast<PostgreSqlClient &>(client).process();
    Reply reply = monitor.must("SELECT cardinality(pg_blocking_pids(" + std::to_string(process) + ")) > 0");
    return reply.rows.at(0).at(0) == "t";
  }
  void reset(Client &client) override {
    if (client.inTransaction())
      client.must("ROLLBACK");
    auto &own = dynamic_cast<PostgreSqlClient &>(client);
    if (own.outlives)
      client.must("SELECT pg_advisory_unlock_all()");
    own.outlives = false;
  }

private:
  std::string url;
  PostgreSqlClient monitor;
};

}  // namespace

std::unique_ptr<Database> openPostgreSql(const std::string &url) { return std::make_unique<PostgreSqlDatabase>(url); }

}  // namespace dbrace::witness
