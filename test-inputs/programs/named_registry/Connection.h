// A connection with its prepared statements, by number. They are prepared when the connection opens.
#pragma once

#include <mysql.h>

#include <string>
#include <vector>

enum ConnectionFlags { CONNECTION_ASYNC = 1, CONNECTION_SYNC = 2, CONNECTION_BOTH = 3 };

class Connection {
public:
  explicit Connection(MYSQL *mysql, unsigned statements) : mysql_(mysql), statements_(statements) {}
  virtual ~Connection() = default;
  MYSQL_STMT *getStatement(unsigned index) { return statements_.at(index); }
  /// Runs it with one value; the number of rows, or -1.
  int execute(unsigned index, const std::string &value);

protected:
  virtual void prepareAll() = 0;
  void prepareStatement(unsigned index, const char *sql, ConnectionFlags flags);

private:
  MYSQL *mysql_;
  std::vector<MYSQL_STMT *> statements_;
  ConnectionFlags flags_ = CONNECTION_BOTH;
};
