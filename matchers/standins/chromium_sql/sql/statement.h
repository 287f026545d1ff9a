// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for sql:: of Chromium.
#ifndef SQL_STATEMENT_H_
#define SQL_STATEMENT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#define SQL_FROM_HERE sql::StatementID(__FILE__, __LINE__)

namespace base {
class FilePath;
class Time;
}  // namespace base

namespace sql {

class StatementID {
public:
  StatementID(const char *, int);
};
struct DatabaseOptions {
  bool exclusive_locking = true;
  int page_size = 4096;
  int cache_size = 0;
};

class Statement;
class Database {
public:
  class StatementRef {};
  Database();
  explicit Database(DatabaseOptions);
  template <class Tag> Database(DatabaseOptions, Tag);
  ~Database();
  bool Open(const base::FilePath &);
  bool OpenInMemory();
  bool is_open() const;
  void Close();
  bool BeginTransaction();
  void RollbackTransaction();
  bool CommitTransaction();
  bool Execute(const char *);
  bool Execute(const std::string &);
  StatementRef *GetCachedStatement(StatementID, const char *);
  StatementRef *GetUniqueStatement(const char *);
  StatementRef *GetUniqueStatement(const std::string &);
  StatementRef *GetReadonlyStatement(const char *);
  bool DoesTableExist(std::string_view);
  bool DoesColumnExist(const char *, const char *);
  std::int64_t GetLastInsertRowId() const;
  std::int64_t GetLastChangeCount();
  int GetErrorCode() const;
  const char *GetErrorMessage() const;
};

class Statement {
public:
  Statement();
  explicit Statement(Database::StatementRef *);
  ~Statement();
  void Assign(Database::StatementRef *);
  void Clear();
  bool is_valid() const;
  bool Run();
  bool Step();
  void Reset(bool clear);
  bool Succeeded() const;
  bool BindNull(int);
  bool BindBool(int, bool);
  bool BindInt(int, int);
  bool BindInt64(int, std::int64_t);
  bool BindDouble(int, double);
  bool BindCString(int, const char *);
  bool BindString(int, std::string_view);
  bool BindString16(int, std::u16string_view);
  bool BindBlob(int, const void *, int);
  bool BindTime(int, base::Time);
  int ColumnCount() const;
  bool ColumnBool(int) const;
  int ColumnInt(int) const;
  std::int64_t ColumnInt64(int) const;
  double ColumnDouble(int) const;
  std::string ColumnString(int) const;
  std::u16string ColumnString16(int) const;
  int ColumnByteLength(int) const;
  const void *ColumnBlob(int) const;
  bool ColumnBlobAsString(int, std::string *) const;
};

class Transaction {
public:
  explicit Transaction(Database *);
  ~Transaction();
  bool Begin();
  void Rollback();
  bool Commit();
};

}  // namespace sql

#endif
