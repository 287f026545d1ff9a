/* LMDB: one write transaction excludes all others; a lookup before it does not belong to it. */
// schema: none
#include <lmdb.h>
#include <string.h>

static MDB_dbi users, names;

/* The lookup has a transaction of its own. */
int create_user(MDB_env *env, const char *name, const char *mail) {
  MDB_txn *txn;
  MDB_val key = {strlen(name), (void *)name}, value;
  mdb_txn_begin(env, NULL, MDB_RDONLY, &txn);
  int rc = mdb_get(txn, users, &key, &value);
  mdb_txn_abort(txn);
  if (rc == 0)
    return 0;
  value.mv_size = strlen(mail);
  value.mv_data = (void *)mail;
  mdb_txn_begin(env, NULL, 0, &txn);
  rc = mdb_put(txn, users, &key, &value, 0); // finding: [dbrace-kv-check-then-set] warning "two threads or processes can both find no value for the key"
  mdb_txn_commit(txn);
  return rc;
}

/* Both in one write transaction. */
int create_user_inside(MDB_env *env, const char *name, const char *mail) {
  MDB_txn *txn;
  MDB_val key = {strlen(name), (void *)name}, value;
  if (mdb_txn_begin(env, NULL, 0, &txn) != 0)
    return -1;
  if (mdb_get(txn, users, &key, &value) == MDB_NOTFOUND) {
    value.mv_size = strlen(mail);
    value.mv_data = (void *)mail;
    mdb_put(txn, users, &key, &value, 0);
  }
  return mdb_txn_commit(txn);
}

/* The put decides by itself. */
int create_user_once(MDB_env *env, const char *name, const char *mail) {
  MDB_txn *txn;
  MDB_val key = {strlen(name), (void *)name}, value;
  mdb_txn_begin(env, NULL, MDB_RDONLY, &txn);
  int rc = mdb_get(txn, users, &key, &value);
  mdb_txn_abort(txn);
  if (rc != MDB_NOTFOUND)
    return rc;
  value.mv_size = strlen(mail);
  value.mv_data = (void *)mail;
  mdb_txn_begin(env, NULL, 0, &txn);
  rc = mdb_put(txn, users, &key, &value, MDB_NOOVERWRITE);
  if (rc == MDB_KEYEXIST)
    rc = 0;
  mdb_txn_commit(txn);
  return rc;
}

/* Another database of the file. */
int note_missing(MDB_env *env, const char *name) {
  MDB_txn *txn;
  MDB_val key = {strlen(name), (void *)name}, value;
  mdb_txn_begin(env, NULL, MDB_RDONLY, &txn);
  int rc = mdb_get(txn, users, &key, &value);
  mdb_txn_abort(txn);
  if (rc == 0)
    return 0;
  value.mv_size = 1;
  value.mv_data = "1";
  mdb_txn_begin(env, NULL, 0, &txn);
  rc = mdb_put(txn, names, &key, &value, 0);
  mdb_txn_commit(txn);
  return rc;
}

/* Who is handed a transaction does both in it. */
int ensure(MDB_txn *txn, const char *name) {
  MDB_val key = {strlen(name), (void *)name}, value;
  int rc = mdb_get(txn, names, &key, &value);
  if (rc != MDB_NOTFOUND)
    return rc;
  value.mv_size = 1;
  value.mv_data = "0";
  return mdb_put(txn, names, &key, &value, 0);
}
