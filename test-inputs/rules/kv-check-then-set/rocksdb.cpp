// RocksDB: in a transaction a plain Get locks nothing; GetForUpdate locks a key that is not there, too.
// schema: none
#include <memory>
#include <rocksdb/db.h>
#include <rocksdb/utilities/transaction.h>
#include <rocksdb/utilities/transaction_db.h>
#include <string>

bool reserve(rocksdb::DB *db, rocksdb::ColumnFamilyHandle *seats, const std::string &seat, const std::string &guest) {
  std::string holder;
  rocksdb::Status status = db->Get(rocksdb::ReadOptions(), seats, seat, &holder);
  if (status.ok())
    return false;
  return db->Put(rocksdb::WriteOptions(), seats, seat, guest).ok();  // finding: [dbrace-kv-check-then-set] warning "the key"
}

// Another column family.
bool mirror(rocksdb::DB *db, rocksdb::ColumnFamilyHandle *seats, rocksdb::ColumnFamilyHandle *wishes,
            const std::string &seat, const std::string &guest) {
  std::string holder;
  if (db->Get(rocksdb::ReadOptions(), seats, seat, &holder).ok())
    return false;
  return db->Put(rocksdb::WriteOptions(), wishes, seat, guest).ok();
}

bool reserveInTransaction(rocksdb::TransactionDB *db, const std::string &seat, const std::string &guest) {
  std::unique_ptr<rocksdb::Transaction> txn(db->BeginTransaction(rocksdb::WriteOptions()));
  std::string holder;
  if (!txn->Get(rocksdb::ReadOptions(), seat, &holder).IsNotFound())
    return false;
  txn->Put(seat, guest);  // finding: [dbrace-kv-check-then-set] warning "the key"
  return txn->Commit().ok();
}

bool reserveForUpdate(rocksdb::TransactionDB *db, const std::string &seat, const std::string &guest) {
  std::unique_ptr<rocksdb::Transaction> txn(db->BeginTransaction(rocksdb::WriteOptions()));
  std::string holder;
  if (!txn->GetForUpdate(rocksdb::ReadOptions(), seat, &holder).IsNotFound())
    return false;
  txn->Put(seat, guest);
  return txn->Commit().ok();
}

// The Put fails where the key was written since the snapshot.
bool reserveSinceSnapshot(rocksdb::TransactionDB *db, const std::string &seat, const std::string &guest) {
  std::unique_ptr<rocksdb::Transaction> txn(db->BeginTransaction(rocksdb::WriteOptions()));
  txn->SetSnapshot();
  std::string holder;
  if (!txn->Get(rocksdb::ReadOptions(), seat, &holder).IsNotFound())
    return false;
  if (!txn->Put(seat, guest).ok())
    return false;
  return txn->Commit().ok();
}
