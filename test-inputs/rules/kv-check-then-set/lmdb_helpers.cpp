// LMDB behind helpers that each have a transaction of their own.
// schema: none
#include <lmdb.h>
#include <optional>
#include <string>

class Settings {
public:
  Settings(MDB_env *env, MDB_dbi table) : env(env), table(table) {}

  std::optional<std::string> read(const std::string &name) const {
    MDB_txn *txn = nullptr;
    if (mdb_txn_begin(env, nullptr, MDB_RDONLY, &txn) != 0)
      return std::nullopt;
    MDB_val key{name.size(), const_cast<char *>(name.data())}, value;
    std::optional<std::string> found;
    if (mdb_get(txn, table, &key, &value) == 0)
      found = std::string(static_cast<char *>(value.mv_data), value.mv_size);
    mdb_txn_abort(txn);
    return found;
  }
  bool write(const std::string &name, const std::string &text, unsigned flags = 0) {
    MDB_txn *txn = nullptr;
    if (mdb_txn_begin(env, nullptr, 0, &txn) != 0)
      return false;
    MDB_val key{name.size(), const_cast<char *>(name.data())};
    MDB_val value{text.size(), const_cast<char *>(text.data())};
    if (mdb_put(txn, table, &key, &value, flags) != 0) {
      mdb_txn_abort(txn);
      return false;
    }
    return mdb_txn_commit(txn) == 0;
  }

private:
  MDB_env *env;
  MDB_dbi table;
};

std::string newSecret();

std::string secret(Settings &settings) {
  if (auto known = settings.read("secret"))
    return *known;
  std::string fresh = newSecret();
  settings.write("secret", fresh);  // finding: [dbrace-kv-check-then-set] warning "'secret'"
  return fresh;
}

std::string secretOnce(Settings &settings) {
  if (auto known = settings.read("secret"))
    return *known;
  std::string fresh = newSecret();
  if (settings.write("secret", fresh, MDB_NOOVERWRITE))
    return fresh;
  return settings.read("secret").value_or("");
}
