/* gdbm and tdb. */
// schema: none
#include <fcntl.h>
#include <gdbm.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <tdb.h>

static datum datum_of(const char *text) {
  datum d;
  d.dptr = (char *)text;
  d.dsize = (int)strlen(text);
  return d;
}

int add_alias(GDBM_FILE db, const char *alias, const char *target) {
  datum key = datum_of(alias);
  if (gdbm_exists(db, key))
    return 0;
  return gdbm_store(db, key, datum_of(target), GDBM_REPLACE); // finding: [dbrace-kv-check-then-set] warning "the key"
}

int add_alias_once(GDBM_FILE db, const char *alias, const char *target) {
  datum key = datum_of(alias);
  if (gdbm_exists(db, key))
    return 0;
  return gdbm_store(db, key, datum_of(target), GDBM_INSERT);
}

/* Known gap: the key is put into a structure anew for each call. */
int add_alias_fetched(GDBM_FILE db, const char *alias, const char *target) {
  datum key = datum_of(alias), found = gdbm_fetch(db, key);
  if (found.dptr != NULL) {
    free(found.dptr);
    return 0;
  }
  return gdbm_store(db, key, datum_of(target), GDBM_REPLACE); // missed: [dbrace-kv-check-then-set]
}

static TDB_DATA data_of(const char *text) {
  TDB_DATA d;
  d.dptr = (unsigned char *)text;
  d.dsize = strlen(text);
  return d;
}

int add_share(struct tdb_context *tdb, const char *share, const char *path) {
  if (tdb_exists(tdb, data_of(share)))
    return 0;
  return tdb_store(tdb, data_of(share), data_of(path), TDB_REPLACE); // missed: [dbrace-kv-check-then-set]
}

int add_share_in_transaction(struct tdb_context *tdb, const char *share, const char *path) {
  if (tdb_transaction_start(tdb) != 0)
    return -1;
  if (!tdb_exists(tdb, data_of(share)))
    tdb_store(tdb, data_of(share), data_of(path), TDB_REPLACE);
  return tdb_transaction_commit(tdb);
}

int add_share_once(struct tdb_context *tdb, const char *share, const char *path) {
  return tdb_exists(tdb, data_of(share)) ? 0 : tdb_store(tdb, data_of(share), data_of(path), TDB_INSERT);
}
