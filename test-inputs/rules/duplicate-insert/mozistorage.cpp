// mozIStorage of Mozilla: statements in nsCOMPtr, ExecuteStep, parameters by name. Not packaged.
// schema: plain.sql
#include "mozIStorageConnection.h"
#include "mozIStorageStatement.h"
#include "mozStorageHelper.h"
#include "nsCOMPtr.h"
#include "nsString.h"

class UserStore {
public:
  nsresult Add(const nsACString &aEmail);
  nsresult AddWhenKnown(const nsACString &aEmail);
  nsresult AddCached(const nsACString &aEmail);
  nsresult AddInTransaction(const nsACString &aEmail, std::int32_t aType);

private:
  nsresult Exists(const nsACString &aEmail, bool *aExists);
  nsCOMPtr<mozIStorageConnection> mDBConn;
  mozilla::storage::StatementCache<mozIStorageStatement> mStatements{mDBConn};
};

nsresult UserStore::Add(const nsACString &aEmail) {
  nsCOMPtr<mozIStorageStatement> stmt;
  nsresult rv = mDBConn->CreateStatement("SELECT id FROM users WHERE email = :email"_ns, getter_AddRefs(stmt));
  NS_ENSURE_SUCCESS(rv, rv);
  rv = stmt->BindUTF8StringByName("email"_ns, aEmail);
  NS_ENSURE_SUCCESS(rv, rv);
  bool hasResult = false;
  rv = stmt->ExecuteStep(&hasResult);
  if (NS_SUCCEEDED(rv) && hasResult)
    return NS_OK;
  nsCOMPtr<mozIStorageStatement> insert;
  rv = mDBConn->CreateStatement(NS_LITERAL_CSTRING("INSERT INTO users (email) VALUES (?1)"), getter_AddRefs(insert));
  NS_ENSURE_SUCCESS(rv, rv);
  mozStorageStatementScoper scoper(insert);
  rv = insert->BindUTF8StringByIndex(0, aEmail);
  NS_ENSURE_SUCCESS(rv, rv);
  return insert->Execute();  // finding: [dbrace-duplicate-insert] "users.email"
}

nsresult UserStore::AddWhenKnown(const nsACString &aEmail) {
  nsCOMPtr<mozIStorageStatement> stmt;
  nsresult rv = mDBConn->CreateStatement("SELECT id FROM users WHERE email = :email"_ns, getter_AddRefs(stmt));
  NS_ENSURE_SUCCESS(rv, rv);
  rv = stmt->BindUTF8StringByName("email"_ns, aEmail);
  bool hasResult = false;
  rv = stmt->ExecuteStep(&hasResult);
  if (NS_FAILED(rv) || !hasResult)
    return rv;
  nsCOMPtr<mozIStorageStatement> insert;
  rv = mDBConn->CreateStatement("INSERT INTO users (email) VALUES (:email)"_ns, getter_AddRefs(insert));
  rv = insert->BindUTF8StringByName("email"_ns, aEmail);
  return insert->Execute();
}

nsresult UserStore::Exists(const nsACString &aEmail, bool *aExists) {
  *aExists = false;
  nsAutoCString query("SELECT COUNT(*) FROM users ");
  query.AppendLiteral("WHERE email = ?1");
  nsCOMPtr<mozIStorageStatement> stmt = mStatements.GetCachedStatement(query);
  NS_ENSURE_STATE(stmt);
  mozStorageStatementScoper scoper(stmt);
  nsresult rv = stmt->BindUTF8StringByIndex(0, aEmail);
  NS_ENSURE_SUCCESS(rv, rv);
  bool hasRow = false;
  if (NS_SUCCEEDED(stmt->ExecuteStep(&hasRow)) && hasRow)
    *aExists = stmt->AsInt32(0) > 0;
  return NS_OK;
}

nsresult UserStore::AddCached(const nsACString &aEmail) {
  bool exists;
  nsresult rv = Exists(aEmail, &exists);
  NS_ENSURE_SUCCESS(rv, rv);
  if (exists)
    return NS_OK;
  nsCOMPtr<mozIStorageStatement> stmt = mStatements.GetCachedStatement("INSERT INTO users (email) VALUES (:email)"_ns);
  NS_ENSURE_STATE(stmt);
  mozStorageStatementScoper scoper(stmt);
  rv = stmt->BindUTF8StringByName("email"_ns, aEmail);
  return stmt->Execute();  // finding: [dbrace-duplicate-insert] "users.email"
}

// SQLite refuses to write on a snapshot that a rival has outdated.
nsresult UserStore::AddInTransaction(const nsACString &aEmail, std::int32_t aType) {
  mozStorageTransaction transaction(mDBConn, false, aType);
  nsresult rv = transaction.Start();
  NS_ENSURE_SUCCESS(rv, rv);
  bool exists;
  rv = Exists(aEmail, &exists);
  NS_ENSURE_SUCCESS(rv, rv);
  if (!exists) {
    nsCOMPtr<mozIStorageStatement> stmt;
    rv = mDBConn->CreateStatement("INSERT INTO users (email) VALUES (:email)"_ns, getter_AddRefs(stmt));
    NS_ENSURE_SUCCESS(rv, rv);
    rv = stmt->BindUTF8StringByName("email"_ns, aEmail);
    rv = stmt->Execute();
    NS_ENSURE_SUCCESS(rv, rv);
  }
  return transaction.Commit();
}
