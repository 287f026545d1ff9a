// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for MySQL Connector/C++ with the classes of JDBC, in one header.
#ifndef _SQL_CONNECTION_H_
#define _SQL_CONNECTION_H_

#include <cstdint>
#include <istream>
#include <list>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace sql {

class SQLString {
public:
  SQLString();
  SQLString(const SQLString &);
  SQLString(const std::string &);
  SQLString(const char *);
  SQLString(const char *, std::size_t);
  ~SQLString();
  const SQLString &operator=(const char *);
  const SQLString &operator=(const std::string &);
  const SQLString &operator=(const SQLString &);
  operator const std::string &() const;
  const std::string &asStdString() const;
  const char *c_str() const;
  std::size_t length() const;
  std::size_t size() const;
  bool empty() const;
  std::string *operator->();
};
std::ostream &operator<<(std::ostream &, const SQLString &);
bool operator==(const SQLString &, const char *);
bool operator==(const SQLString &, const std::string &);
bool operator==(const SQLString &, const SQLString &);

class SQLException : public std::runtime_error {
public:
  SQLException(const std::string &reason, const std::string &state, int code);
  explicit SQLException(const std::string &reason);
  const std::string &getSQLState() const;
  const char *getSQLStateCStr() const;
  int getErrorCode() const;
};
struct InvalidArgumentException : SQLException {
  explicit InvalidArgumentException(const std::string &);
};
struct MethodNotImplementedException : SQLException {
  explicit MethodNotImplementedException(const std::string &);
};

typedef enum transaction_isolation {
  TRANSACTION_NONE = 0,
  TRANSACTION_READ_COMMITTED,
  TRANSACTION_READ_UNCOMMITTED,
  TRANSACTION_REPEATABLE_READ,
  TRANSACTION_SERIALIZABLE
} enum_transaction_isolation;

class ResultSetMetaData;
class DatabaseMetaData;
class Connection;
typedef std::map<SQLString, SQLString> ConnectOptionsMap;

class ResultSet {
public:
  virtual ~ResultSet();
  virtual bool absolute(int) = 0;
  virtual void beforeFirst() = 0;
  virtual void close() = 0;
  virtual std::uint32_t findColumn(const SQLString &) const = 0;
  virtual bool first() = 0;
  virtual bool last() = 0;
  virtual bool next() = 0;
  virtual bool previous() = 0;
  virtual std::istream *getBlob(std::uint32_t) const = 0;
  virtual std::istream *getBlob(const SQLString &) const = 0;
  virtual bool getBoolean(std::uint32_t) const = 0;
  virtual bool getBoolean(const SQLString &) const = 0;
  virtual long double getDouble(std::uint32_t) const = 0;
  virtual long double getDouble(const SQLString &) const = 0;
  virtual std::int32_t getInt(std::uint32_t) const = 0;
  virtual std::int32_t getInt(const SQLString &) const = 0;
  virtual std::uint32_t getUInt(std::uint32_t) const = 0;
  virtual std::uint32_t getUInt(const SQLString &) const = 0;
  virtual std::int64_t getInt64(std::uint32_t) const = 0;
  virtual std::int64_t getInt64(const SQLString &) const = 0;
  virtual std::uint64_t getUInt64(std::uint32_t) const = 0;
  virtual std::uint64_t getUInt64(const SQLString &) const = 0;
  virtual SQLString getString(std::uint32_t) const = 0;
  virtual SQLString getString(const SQLString &) const = 0;
  virtual std::size_t getRow() const = 0;
  virtual ResultSetMetaData *getMetaData() const = 0;
  virtual bool isNull(std::uint32_t) const = 0;
  virtual bool isNull(const SQLString &) const = 0;
  virtual bool isBeforeFirst() const = 0;
  virtual bool isAfterLast() const = 0;
  virtual bool isFirst() const = 0;
  virtual bool isLast() const = 0;
  virtual std::size_t rowsCount() const = 0;
  virtual bool wasNull() const = 0;
};

class Statement {
public:
  virtual ~Statement();
  virtual Connection *getConnection() = 0;
  virtual void clearWarnings() = 0;
  virtual void close() = 0;
  virtual bool execute(const SQLString &) = 0;
  virtual ResultSet *executeQuery(const SQLString &) = 0;
  virtual int executeUpdate(const SQLString &) = 0;
  virtual bool getMoreResults() = 0;
  virtual ResultSet *getResultSet() = 0;
  virtual std::uint64_t getUpdateCount() = 0;
};

class PreparedStatement : public Statement {
public:
  virtual ~PreparedStatement();
  virtual void clearParameters() = 0;
  using Statement::execute;
  using Statement::executeQuery;
  using Statement::executeUpdate;
  virtual bool execute() = 0;
  virtual ResultSet *executeQuery() = 0;
  virtual int executeUpdate() = 0;
  virtual void setBigInt(unsigned int, const SQLString &) = 0;
  virtual void setBlob(unsigned int, std::istream *) = 0;
  virtual void setBoolean(unsigned int, bool) = 0;
  virtual void setDateTime(unsigned int, const SQLString &) = 0;
  virtual void setDouble(unsigned int, double) = 0;
  virtual void setInt(unsigned int, std::int32_t) = 0;
  virtual void setUInt(unsigned int, std::uint32_t) = 0;
  virtual void setInt64(unsigned int, std::int64_t) = 0;
  virtual void setUInt64(unsigned int, std::uint64_t) = 0;
  virtual void setNull(unsigned int, int) = 0;
  virtual void setString(unsigned int, const SQLString &) = 0;
};

class Savepoint {
public:
  virtual ~Savepoint();
  virtual int getSavepointId() = 0;
  virtual SQLString getSavepointName() = 0;
};

class Connection {
public:
  virtual ~Connection();
  virtual void clearWarnings() = 0;
  virtual Statement *createStatement() = 0;
  virtual void close() = 0;
  virtual void commit() = 0;
  virtual bool getAutoCommit() = 0;
  virtual SQLString getCatalog() = 0;
  virtual SQLString getSchema() = 0;
  virtual DatabaseMetaData *getMetaData() = 0;
  virtual enum_transaction_isolation getTransactionIsolation() = 0;
  virtual bool isClosed() = 0;
  virtual bool isValid() = 0;
  virtual bool reconnect() = 0;
  virtual PreparedStatement *prepareStatement(const SQLString &) = 0;
  virtual void releaseSavepoint(Savepoint *) = 0;
  virtual void rollback() = 0;
  virtual void rollback(Savepoint *) = 0;
  virtual void setAutoCommit(bool) = 0;
  virtual void setCatalog(const SQLString &) = 0;
  virtual void setSchema(const SQLString &) = 0;
  virtual Savepoint *setSavepoint() = 0;
  virtual Savepoint *setSavepoint(const SQLString &) = 0;
  virtual void setTransactionIsolation(enum_transaction_isolation) = 0;
};

class Driver {
public:
  virtual ~Driver();
  virtual Connection *connect(const SQLString &host, const SQLString &user, const SQLString &password) = 0;
  virtual Connection *connect(ConnectOptionsMap &) = 0;
  virtual void threadInit() = 0;
  virtual void threadEnd() = 0;
};

namespace mysql {
class MySQL_Driver : public Driver {
public:
  Connection *connect(const SQLString &host, const SQLString &user, const SQLString &password) override;
  Connection *connect(ConnectOptionsMap &) override;
  void threadInit() override;
  void threadEnd() override;
};
MySQL_Driver *get_driver_instance();
MySQL_Driver *get_mysql_driver_instance();
}  // namespace mysql

}  // namespace sql

extern "C" sql::Driver *get_driver_instance();

#endif
