// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for mozIStorage, Mozilla's interfaces to SQLite.
#ifndef mozIStorageConnection_h
#define mozIStorageConnection_h

#include "nsCOMPtr.h"
#include "nsString.h"

class mozIStorageBindingParamsArray;
class mozIStoragePendingStatement;
class mozIStorageStatementCallback;
class nsIFile;

class mozIStorageStatement {
public:
  virtual ~mozIStorageStatement();
  virtual nsresult Execute() = 0;
  virtual nsresult ExecuteStep(bool *hasRow) = 0;
  virtual nsresult ExecuteAsync(mozIStorageStatementCallback *, mozIStoragePendingStatement **) = 0;
  virtual nsresult Reset() = 0;
  virtual nsresult Finalize() = 0;
  virtual nsresult GetNumEntries(std::uint32_t *) = 0;
  virtual nsresult BindNullByName(const nsACString &) = 0;
  virtual nsresult BindInt32ByName(const nsACString &, std::int32_t) = 0;
  virtual nsresult BindInt64ByName(const nsACString &, std::int64_t) = 0;
  virtual nsresult BindDoubleByName(const nsACString &, double) = 0;
  virtual nsresult BindStringByName(const nsACString &, const nsAString &) = 0;
  virtual nsresult BindUTF8StringByName(const nsACString &, const nsACString &) = 0;
  virtual nsresult BindBlobByName(const nsACString &, const std::uint8_t *, std::uint32_t) = 0;
  virtual nsresult BindNullByIndex(std::uint32_t) = 0;
  virtual nsresult BindInt32ByIndex(std::uint32_t, std::int32_t) = 0;
  virtual nsresult BindInt64ByIndex(std::uint32_t, std::int64_t) = 0;
  virtual nsresult BindDoubleByIndex(std::uint32_t, double) = 0;
  virtual nsresult BindStringByIndex(std::uint32_t, const nsAString &) = 0;
  virtual nsresult BindUTF8StringByIndex(std::uint32_t, const nsACString &) = 0;
  virtual nsresult GetIsNull(std::uint32_t, bool *) = 0;
  virtual nsresult GetInt32(std::uint32_t, std::int32_t *) = 0;
  virtual nsresult GetInt64(std::uint32_t, std::int64_t *) = 0;
  virtual nsresult GetDouble(std::uint32_t, double *) = 0;
  virtual nsresult GetString(std::uint32_t, nsAString &) = 0;
  virtual nsresult GetUTF8String(std::uint32_t, nsACString &) = 0;
  std::int32_t AsInt32(std::uint32_t);
  std::int64_t AsInt64(std::uint32_t);
  double AsDouble(std::uint32_t);
};
using mozIStorageAsyncStatement = mozIStorageStatement;
using mozIStorageBaseStatement = mozIStorageStatement;

class mozIStorageConnection {
public:
  static const int TRANSACTION_DEFAULT = -1, TRANSACTION_DEFERRED = 0, TRANSACTION_IMMEDIATE = 1,
                   TRANSACTION_EXCLUSIVE = 2;
  virtual ~mozIStorageConnection();
  virtual nsresult Close() = 0;
  virtual nsresult CreateStatement(const nsACString &, mozIStorageStatement **) = 0;
  virtual nsresult CreateAsyncStatement(const nsACString &, mozIStorageAsyncStatement **) = 0;
  virtual nsresult ExecuteSimpleSQL(const nsACString &) = 0;
  virtual nsresult GetLastInsertRowID(std::int64_t *) = 0;
  virtual nsresult GetAffectedRows(std::int32_t *) = 0;
  virtual nsresult GetLastError(std::int32_t *) = 0;
  virtual nsresult GetTransactionInProgress(bool *) = 0;
  virtual nsresult BeginTransaction() = 0;
  virtual nsresult CommitTransaction() = 0;
  virtual nsresult RollbackTransaction() = 0;
  virtual nsresult TableExists(const nsACString &, bool *) = 0;
};

class mozIStorageService {
public:
  virtual ~mozIStorageService();
  virtual nsresult OpenDatabase(nsIFile *, std::uint32_t, mozIStorageConnection **) = 0;
  virtual nsresult OpenUnsharedDatabase(nsIFile *, std::uint32_t, mozIStorageConnection **) = 0;
  virtual nsresult OpenSpecialDatabase(const nsACString &, const nsACString &, std::uint32_t, mozIStorageConnection **) = 0;
};

class mozStorageTransaction {
public:
  mozStorageTransaction(mozIStorageConnection *, bool commitOnComplete,
                        std::int32_t type = mozIStorageConnection::TRANSACTION_DEFAULT, bool async = false);
  ~mozStorageTransaction();
  nsresult Start();
  nsresult Commit();
  nsresult Rollback();
};
class mozStorageStatementScoper {
public:
  explicit mozStorageStatementScoper(mozIStorageStatement *);
  ~mozStorageStatementScoper();
  void Abandon();
};

namespace mozilla::storage {
template <class Statement> class StatementCache {
public:
  explicit StatementCache(nsCOMPtr<mozIStorageConnection> &);
  already_AddRefed<Statement> GetCachedStatement(const nsACString &);
  void FinalizeStatements();
};
}  // namespace mozilla::storage

#endif
