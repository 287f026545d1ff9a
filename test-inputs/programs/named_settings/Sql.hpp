// One database connection; the statements of the directory run on any of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

class HostName {
public:
  explicit HostName(std::string text) : text_(std::move(text)) {}
  bool empty() const { return text_.empty(); }
  HostName lowered() const {
    HostName copy(*this);
    for (char &c : copy.text_)
      c = static_cast<char>(tolower(c));
    return copy;
  }
  std::string toString() const { return text_; }
private:
  std::string text_;
};

class SqlStatement {
public:
  SqlStatement *bind(const std::string &name, const HostName &value) {
    if (!value.empty())
      return bind(name, value.lowered().toString());
    return bind(name, std::string(""));
  }
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
