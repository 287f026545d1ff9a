#include "Sqlite.hpp"
#include <stdexcept>

class SqliteStatement : public SqlStatement {
public:
  SqliteStatement(const std::string &query, sqlite3 *connection) : query_(query), connection_(connection) {}
  ~SqliteStatement() override { sqlite3_finalize(statement_); }
  SqlStatement *bind(const std::string &name, const std::string &value) override {
    prepare();
    int index = sqlite3_bind_parameter_index(statement_, (":" + name).c_str());
    if (index > 0)
      sqlite3_bind_text(statement_, index, value.c_str(), value.size(), SQLITE_TRANSIENT);
    return this;
  }
  SqlStatement *execute() override {
    prepare();
    rc_ = sqlite3_step(statement_);
    if (rc_ != SQLITE_ROW && rc_ != SQLITE_DONE)
      throw std::runtime_error(std::string("could not execute: ") + sqlite3_errmsg(connection_));
    return this;
  }
  bool hasNextRow() override { return rc_ == SQLITE_ROW; }
  SqlStatement *nextRow(std::vector<std::string> &row) override {
    row.push_back(reinterpret_cast<const char *>(sqlite3_column_text(statement_, 0)));
    rc_ = sqlite3_step(statement_);
    return this;
  }
  SqlStatement *reset() override {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    return this;
  }
private:
  void prepare() {
    if (prepared_)
      return;
    if (sqlite3_prepare_v2(connection_, query_.c_str(), -1, &statement_, nullptr) != SQLITE_OK)
      throw std::runtime_error("could not prepare " + query_);
    prepared_ = true;
  }
  std::string query_;
  int rc_ = SQLITE_DONE;
  sqlite3 *connection_;
  sqlite3_stmt *statement_ = nullptr;
  bool prepared_ = false;
};

Sqlite::Sqlite(const std::string &host, const std::string &database) {
  if (sqlite3_open((host + database).c_str(), &connection_) != SQLITE_OK)
    throw std::runtime_error("cannot connect");
}
Sqlite::~Sqlite() { sqlite3_close(connection_); }
std::unique_ptr<SqlStatement> Sqlite::prepare(const std::string &query, int parameters) {
  return std::make_unique<SqliteStatement>(query, connection_);
}
