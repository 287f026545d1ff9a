/* Berkeley DB from C, where functions are members of their objects. */
// schema: none
#include <db.h>
#include <string.h>

static void fill(DBT *dbt, const char *text) {
  memset(dbt, 0, sizeof *dbt);
  dbt->data = (void *)text;
  dbt->size = strlen(text);
}

int add_host(DB *dbp, const char *name, const char *address) {
  DBT key, data;
  fill(&key, name);
  memset(&data, 0, sizeof data);
  int ret = dbp->get(dbp, NULL, &key, &data, 0);
  if (ret != DB_NOTFOUND)
    return ret;
  fill(&data, address);
  return dbp->put(dbp, NULL, &key, &data, 0); // finding: [dbrace-kv-check-then-set] warning "the key"
}

int add_host_once(DB *dbp, const char *name, const char *address) {
  DBT key, data;
  fill(&key, name);
  memset(&data, 0, sizeof data);
  int ret = dbp->get(dbp, NULL, &key, &data, 0);
  if (ret != DB_NOTFOUND)
    return ret;
  fill(&data, address);
  ret = dbp->put(dbp, NULL, &key, &data, DB_NOOVERWRITE);
  return ret == DB_KEYEXIST ? 0 : ret;
}

/* What is read in a transaction stays locked until its end. */
int add_host_in_transaction(DB_ENV *env, DB *dbp, const char *name, const char *address) {
  DB_TXN *txn;
  DBT key, data;
  fill(&key, name);
  memset(&data, 0, sizeof data);
  if (env->txn_begin(env, NULL, &txn, 0) != 0)
    return -1;
  int ret = dbp->get(dbp, txn, &key, &data, DB_RMW);
  if (ret == DB_NOTFOUND) {
    fill(&data, address);
    ret = dbp->put(dbp, txn, &key, &data, 0);
  }
  if (ret != 0) {
    txn->abort(txn);
    return ret;
  }
  return txn->commit(txn, 0);
}

/* The lookup is not in it. */
int add_host_half(DB_ENV *env, DB *dbp, const char *name, const char *address) {
  DB_TXN *txn;
  DBT key, data;
  fill(&key, name);
  memset(&data, 0, sizeof data);
  if (dbp->exists(dbp, NULL, &key, 0) == 0)
    return 0;
  if (env->txn_begin(env, NULL, &txn, 0) != 0)
    return -1;
  fill(&data, address);
  int ret = dbp->put(dbp, txn, &key, &data, 0); // finding: [dbrace-kv-check-then-set] warning "the key"
  txn->commit(txn, 0);
  return ret;
}

/* Another file. */
int note_host(DB *hosts, DB *unknown, const char *name, const char *address) {
  DBT key, data;
  fill(&key, name);
  memset(&data, 0, sizeof data);
  if (hosts->exists(hosts, NULL, &key, 0) == 0)
    return 0;
  fill(&data, address);
  return unknown->put(unknown, NULL, &key, &data, 0);
}
