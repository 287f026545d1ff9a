// One database connection; the statements of the directory run on any of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

class SqlStatement {
public:
  virtual ~SqlStatement() = default;
  virtual SqlStatement *bind(const std::string &name, const std::string &value) = 0;
  virtual SqlStatement *execute() = 0;
  virtual bool hasNextRow() = 0;
  virtual SqlStatement *nextRow(std::vector<std::string> &row) = 0;
  virtual SqlStatement *reset() = 0;
};

class Sql {
public:
  virtual ~Sql() = default;
  virtual std::unique_ptr<SqlStatement> prepare(const std::string &query, int parameters) = 0;
};
