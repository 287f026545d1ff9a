// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for Poco::Data: sessions, statements, record sets and the errors of its backends, in one header.
#ifndef Data_Session_INCLUDED
#define Data_Session_INCLUDED

#include <cstddef>
#include <cstdint>
#include <exception>
#include <list>
#include <set>
#include <string>
#include <vector>

namespace Poco {

typedef std::int8_t Int8;
typedef std::int16_t Int16;
typedef std::int32_t Int32;
typedef std::int64_t Int64;
typedef std::uint32_t UInt32;
typedef std::uint64_t UInt64;

class Exception : public std::exception {
public:
  Exception(const std::string &, int code = 0);
  const char *what() const noexcept;
  const char *name() const noexcept;
  const std::string &message() const;
  int code() const;
  std::string displayText() const;
};
class RuntimeException : public Exception {
  using Exception::Exception;
};
class IOException : public RuntimeException {
public:
  IOException(const std::string &, int code = 0);
};
template <class C> class SharedPtr {
public:
  SharedPtr(const SharedPtr &);
  C *operator->();
};

namespace Dynamic {
class Var {
public:
  Var();
  template <class T> Var(const T &);
  template <class T> T convert() const;
  template <class T> const T &extract() const;
  template <class T> operator T() const;
  std::string toString() const;
  bool isEmpty() const;
};
}  // namespace Dynamic

namespace Data {

class DataException : public IOException {
  using IOException::IOException;
};
class ExecutionException : public DataException {
  using DataException::DataException;
};
class NoDataException : public DataException {
  using DataException::DataException;
};
class ConnectionFailedException : public DataException {
  using DataException::DataException;
};
class AbstractBinding {
public:
  typedef SharedPtr<AbstractBinding> Ptr;
};
class AbstractExtraction {
public:
  typedef SharedPtr<AbstractExtraction> Ptr;
};
class Limit {};
class Session;

class Statement {
public:
  typedef void (*Manipulator)(Statement &);
  explicit Statement(Session &);
  Statement(const Statement &);
  ~Statement();
  template <class T> Statement &operator<<(const T &);
  Statement &operator,(Manipulator);
  Statement &operator,(AbstractBinding::Ptr);
  Statement &operator,(AbstractExtraction::Ptr);
  Statement &operator,(const Limit &);
  template <class T> Statement &addBind(const T &);
  template <class T> Statement &addExtract(const T &);
  std::size_t execute(bool reset = true);
  bool done();
  std::string toString() const;
};

namespace Keywords {
template <class T> AbstractBinding::Ptr use(T &, const std::string &name = "");
template <class T> AbstractBinding::Ptr useRef(T &, const std::string &name = "");
template <class T> AbstractBinding::Ptr bind(T, const std::string &name);
template <class T> AbstractBinding::Ptr bind(T);
template <class T> AbstractExtraction::Ptr into(T &);
template <class T> AbstractExtraction::Ptr into(T &, const std::size_t &position, const T &instead);
void now(Statement &);
Limit limit(UInt64, bool hard = false);
Limit range(UInt64, UInt64, bool hard = false);
}  // namespace Keywords

class Session {
public:
  Session(const std::string &connector, const std::string &connection, std::size_t timeout = 60);
  Session(const std::string &connection, std::size_t timeout = 60);
  Session(const Session &);
  ~Session();
  template <class T> Statement operator<<(const T &);
  void open(const std::string & = "");
  void close();
  bool isConnected();
  void begin();
  void commit();
  void rollback();
  bool canTransact();
  bool isTransaction();
  void setTransactionIsolation(UInt32);
  void setFeature(const std::string &, bool);
};
class SessionPool {
public:
  SessionPool(const std::string &, const std::string &, int least = 1, int most = 32, int idle = 60);
  Session get();
};

class Row;
class RowIterator {
public:
  Row &operator*() const;
  const RowIterator &operator++() const;
  bool operator==(const RowIterator &) const;
  bool operator!=(const RowIterator &) const;
};
class RecordSet {
public:
  explicit RecordSet(const Statement &);
  RecordSet(Session &, const std::string &);
  RecordSet(const RecordSet &);
  ~RecordSet();
  std::size_t rowCount() const;
  std::size_t totalRowCount() const;
  std::size_t columnCount() const;
  bool moveFirst();
  bool moveNext();
  bool moveLast();
  Dynamic::Var value(const std::string &) const;
  Dynamic::Var value(std::size_t) const;
  Dynamic::Var value(std::size_t column, std::size_t row) const;
  Dynamic::Var operator[](const std::string &) const;
  Dynamic::Var operator[](std::size_t) const;
  bool isNull(const std::string &) const;
  const RowIterator &begin() const;
  const RowIterator &end() const;
};

class Transaction {
public:
  Transaction(Session &);
  Transaction(Session &, bool start);
  ~Transaction();
  void commit();
  void rollback();
  bool isActive();
};

}  // namespace Data
}  // namespace Poco

#endif
