#include "MySql.hpp"

#include <cstring>
#include <stdexcept>

class MySqlStatement : public SqlStatement {
public:
  MySqlStatement(const std::string &query, int parameters, MYSQL *connection)
      : query_(query), parameters_(parameters), connection_(connection) {}
  ~MySqlStatement() override {
    if (statement_)
      mysql_stmt_close(statement_);
    delete[] binds_;
  }

  SqlStatement *bind(const std::string &name, const std::string &value) override {
    prepare();
    if (next_ >= parameters_)
      throw std::runtime_error("too many values for the statement, at " + name);
    binds_[next_].buffer_type = MYSQL_TYPE_STRING;
    binds_[next_].buffer = new char[value.size() + 1];
    binds_[next_].buffer_length = value.size();
    memcpy(binds_[next_].buffer, value.c_str(), value.size() + 1);
    next_++;
    return this;
  }

  SqlStatement *execute() override {
    prepare();
    if (mysql_stmt_bind_param(statement_, binds_))
      throw std::runtime_error("could not bind");
    if (mysql_stmt_execute(statement_))
      throw std::runtime_error(std::string("could not execute: ") + mysql_stmt_error(statement_));
    mysql_stmt_store_result(statement_);
    rows_ = mysql_stmt_num_rows(statement_);
    return this;
  }

  bool hasNextRow() override { return row_ < rows_; }

  SqlStatement *nextRow(std::vector<std::string> &row) override {
    mysql_stmt_fetch(statement_);
    row_++;
    row.push_back("row");
    return this;
  }

  SqlStatement *reset() override {
    mysql_stmt_free_result(statement_);
    next_ = 0;
    row_ = 0;
    return this;
  }

private:
  void prepare() {
    if (prepared_)
      return;
    statement_ = mysql_stmt_init(connection_);
    if (!statement_)
      throw std::runtime_error("no memory");
    if (mysql_stmt_prepare(statement_, query_.c_str(), query_.size()))
      throw std::runtime_error("could not prepare " + query_);
    binds_ = new MYSQL_BIND[parameters_];
    memset(binds_, 0, sizeof(MYSQL_BIND) * parameters_);
    prepared_ = true;
  }

  std::string query_;
  int parameters_, next_ = 0;
  unsigned long long rows_ = 0, row_ = 0;
  MYSQL *connection_;
  MYSQL_STMT *statement_ = nullptr;
  MYSQL_BIND *binds_ = nullptr;
  bool prepared_ = false;
};

MySql::MySql(const std::string &host, const std::string &database) {
  mysql_init(&connection_);
  if (!mysql_real_connect(&connection_, host.c_str(), nullptr, nullptr, database.c_str(), 0, nullptr, 0))
    throw std::runtime_error("cannot connect");
}

MySql::~MySql() { mysql_close(&connection_); }

std::unique_ptr<SqlStatement> MySql::prepare(const std::string &query, int parameters) {
  return std::make_unique<MySqlStatement>(query, parameters, &connection_);
}
