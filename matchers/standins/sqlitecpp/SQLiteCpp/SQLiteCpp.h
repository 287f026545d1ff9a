// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for SQLiteCpp 3, in one header.
#ifndef DBRACE_STAND_IN_SQLITECPP
#define DBRACE_STAND_IN_SQLITECPP

#include <cstdint>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace SQLite {

extern const int OPEN_READONLY, OPEN_READWRITE, OPEN_CREATE, OPEN_URI, OPEN_MEMORY, OPEN_NOMUTEX, OPEN_FULLMUTEX,
    OPEN_SHAREDCACHE, OPEN_PRIVATECACHE, OPEN_NOFOLLOW;
extern const int OK;
extern const int INTEGER, FLOAT, TEXT, BLOB, Null;

class Exception : public std::runtime_error {
public:
  explicit Exception(const char *, int = -1);
  explicit Exception(const std::string &, int = -1);
  explicit Exception(sqlite3 *);
  Exception(sqlite3 *, int);
  int getErrorCode() const noexcept;
  int getExtendedErrorCode() const noexcept;
  const char *getErrorStr() const noexcept;
};

class Column {
public:
  const char *getName() const noexcept;
  std::int32_t getInt() const noexcept;
  std::uint32_t getUInt() const noexcept;
  std::int64_t getInt64() const noexcept;
  double getDouble() const noexcept;
  const char *getText(const char *instead = "") const noexcept;
  const void *getBlob() const noexcept;
  std::string getString() const;
  int getType() const noexcept;
  bool isInteger() const noexcept;
  bool isFloat() const noexcept;
  bool isText() const noexcept;
  bool isBlob() const noexcept;
  bool isNull() const noexcept;
  int getBytes() const noexcept;
  int size() const noexcept;
  operator char() const;
  operator std::int8_t() const;
  operator std::uint8_t() const;
  operator std::int16_t() const;
  operator std::uint16_t() const;
  operator std::int32_t() const;
  operator std::uint32_t() const;
  operator std::int64_t() const;
  operator double() const;
  operator const char *() const;
  operator const void *() const;
  operator std::string() const;
};
std::ostream &operator<<(std::ostream &, const Column &);

class Database {
public:
  Database(const char *, const int flags = OPEN_READONLY, const int busyTimeout = 0, const char *vfs = nullptr);
  Database(const std::string &, const int flags = OPEN_READONLY, const int busyTimeout = 0,
           const std::string &vfs = "");
  Database(const Database &) = delete;
  Database(Database &&) = default;
  Database &operator=(Database &&) = default;
  ~Database();
  void setBusyTimeout(const int);
  int exec(const char *);
  int exec(const std::string &);
  int tryExec(const char *) noexcept;
  int tryExec(const std::string &) noexcept;
  Column execAndGet(const char *);
  Column execAndGet(const std::string &);
  bool tableExists(const char *) const;
  bool tableExists(const std::string &) const;
  std::int64_t getLastInsertRowid() const noexcept;
  int getChanges() const noexcept;
  int getTotalChanges() const noexcept;
  int getErrorCode() const noexcept;
  int getExtendedErrorCode() const noexcept;
  const char *getErrorMsg() const noexcept;
  const std::string &getFilename() const noexcept;
  sqlite3 *getHandle() const noexcept;
};

class Statement {
public:
  Statement(const Database &, const char *);
  Statement(const Database &, const std::string &);
  Statement(const Statement &) = delete;
  Statement(Statement &&) noexcept;
  ~Statement();
  void reset();
  int tryReset() noexcept;
  void clearBindings();
  int getIndex(const char *) const;
  template <class Value> void bind(const int index, const Value &);
  template <class Value> void bind(const char *name, const Value &);
  template <class Value> void bind(const std::string &name, const Value &);
  void bind(const int index, const void *, const int size);
  void bind(const int index);
  void bind(const char *name);
  void bind(const std::string &name);
  template <class Value> void bindNoCopy(const int index, const Value &);
  template <class Value> void bindNoCopy(const char *name, const Value &);
  template <class Value> void bindNoCopy(const std::string &name, const Value &);
  bool executeStep();
  int tryExecuteStep() noexcept;
  int exec();
  Column getColumn(const int) const;
  Column getColumn(const char *) const;
  bool isColumnNull(const int) const;
  bool isColumnNull(const char *) const;
  const char *getColumnName(const int) const;
  int getColumnIndex(const char *) const;
  int getChanges() const noexcept;
  const std::string &getQuery() const;
  std::string getExpandedSQL() const;
  int getColumnCount() const;
  bool hasRow() const;
  bool isDone() const;
  int getErrorCode() const noexcept;
  int getExtendedErrorCode() const noexcept;
  const char *getErrorMsg() const noexcept;
};
template <class... Values> void bind(Statement &, const Values &...);

enum class TransactionBehavior { DEFERRED, IMMEDIATE, EXCLUSIVE };
class Transaction {
public:
  explicit Transaction(Database &);
  explicit Transaction(Database &, TransactionBehavior);
  ~Transaction();
  void commit();
  void rollback();
};
class Savepoint {
public:
  Savepoint(Database &, const std::string &);
  ~Savepoint();
  void release();
  void rollback();
  void rollbackTo();
};

}  // namespace SQLite

#endif
