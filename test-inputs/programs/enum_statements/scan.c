#include "index.h"

int scan_file(struct index *index, const char *path, long size) {
  sqlite3_stmt *statement = index_statement(index, FIND_FILE, path);
  if (sqlite3_step(statement) == SQLITE_ROW)
    return sqlite3_column_int(statement, 0);
  statement = index_statement(index, ADD_FILE, path);
  sqlite3_bind_int64(statement, 2, size);
  if (sqlite3_step(statement) != SQLITE_DONE) /* finding: [dbrace-duplicate-insert] "files" */
    return -1;
  return (int)sqlite3_last_insert_rowid(index->db);
}

int scan_hash(struct index *index, const char *digest) {
  sqlite3_stmt *statement = index_statement(index, FIND_HASH, digest);
  int rc;
  if (sqlite3_step(statement) == SQLITE_ROW)
    return sqlite3_column_int(statement, 0);
  statement = index_statement(index, ADD_HASH, digest);
  rc = sqlite3_step(statement); /* finding: [dbrace-unhandled-conflict] note "hashes" */
  if (rc != SQLITE_DONE)
    return -1;
  return (int)sqlite3_last_insert_rowid(index->db);
}

int scan_hash_settled(struct index *index, const char *digest) {
  sqlite3_stmt *statement = index_statement(index, FIND_HASH, digest);
  int rc;
  if (sqlite3_step(statement) == SQLITE_ROW)
    return sqlite3_column_int(statement, 0);
  statement = index_statement(index, ADD_HASH, digest);
  rc = sqlite3_step(statement);
  if (rc == SQLITE_CONSTRAINT)
    return 0;
  return rc == SQLITE_DONE ? (int)sqlite3_last_insert_rowid(index->db) : -1;
}

void scan_failed(struct index *index, const char *path) {
  if (sqlite3_step(index_statement(index, FIND_FILE, path)) == SQLITE_ROW)
    return;
  sqlite3_step(index_statement(index, ADD_ERROR, path));
}
