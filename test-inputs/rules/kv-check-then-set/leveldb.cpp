// LevelDB: one process owns the database, its threads are the rivals.
// schema: none
#include <leveldb/db.h>
#include <leveldb/write_batch.h>
#include <memory>
#include <mutex>
#include <string>

class Index {
public:
  explicit Index(leveldb::DB *db) : db(db) {}

  bool add(const std::string &name, const std::string &id) {
    std::string known;
    leveldb::Status status = db->Get(leveldb::ReadOptions(), name, &known);
    if (!status.IsNotFound())
      return false;
    return db->Put(leveldb::WriteOptions(), name, id).ok();  // finding: [dbrace-kv-check-then-set] warning "two threads or processes can both find no value for the key and both write it"
  }

  // The mutex is held from the lookup to the write.
  bool addLocked(const std::string &name, const std::string &id) {
    std::lock_guard<std::mutex> lock(mutex);
    std::string known;
    leveldb::Status status = db->Get(leveldb::ReadOptions(), name, &known);
    if (!status.IsNotFound())
      return false;
    return db->Put(leveldb::WriteOptions(), name, id).ok();
  }

  // It is given back in between.
  bool addHalfLocked(const std::string &name, const std::string &id) {
    std::string known;
    {
      std::lock_guard<std::mutex> lock(mutex);
      if (db->Get(leveldb::ReadOptions(), name, &known).ok())
        return false;
    }
    std::lock_guard<std::mutex> lock(mutex);
    return db->Put(leveldb::WriteOptions(), name, id).ok();  // finding: [dbrace-kv-check-then-set] warning "the key"
  }

  // A batch looks nothing up.
  void addBoth(const std::string &name, const std::string &id) {
    std::string known;
    if (db->Get(leveldb::ReadOptions(), "name:" + name, &known).ok())
      return;
    leveldb::WriteBatch batch;
    batch.Put("name:" + name, id);  // finding: [dbrace-kv-check-then-set] warning "'name:…'"
    batch.Put("id:" + id, name);
    db->Write(leveldb::WriteOptions(), &batch);
  }

  // Where the key is there it is written, too.
  void replace(const std::string &name, const std::string &id) {
    std::string known;
    if (db->Get(leveldb::ReadOptions(), name, &known).ok() && known == id)
      return;
    db->Put(leveldb::WriteOptions(), name, id);
  }

private:
  leveldb::DB *db;
  std::mutex mutex;
};
