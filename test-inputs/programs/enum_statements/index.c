#include "index.h"

static const char *const texts[STATEMENTS] = {
    [FIND_FILE] = "SELECT id FROM files WHERE path = ?",
    [ADD_FILE] = "INSERT INTO files (path, size) VALUES (?, ?)",
    [FIND_HASH] = "SELECT id FROM hashes WHERE digest = ?",
    [ADD_HASH] = "INSERT INTO hashes (digest) VALUES (?)",
    [ADD_ERROR] = "INSERT INTO errors (path) VALUES (?)",
};

int index_open(struct index *index, const char *path) {
  int i;
  if (sqlite3_open(path, &index->db) != SQLITE_OK)
    return -1;
  for (i = 0; i < STATEMENTS; i++)
    if (sqlite3_prepare_v2(index->db, texts[i], -1, &index->prepared[i], 0) != SQLITE_OK)
      return -1;
  return 0;
}

void index_close(struct index *index) {
  int i;
  for (i = 0; i < STATEMENTS; i++)
    sqlite3_finalize(index->prepared[i]);
  sqlite3_close(index->db);
}

sqlite3_stmt *index_statement(struct index *index, enum statement which, const char *first) {
  sqlite3_stmt *statement = index->prepared[which];
  sqlite3_reset(statement);
  sqlite3_bind_text(statement, 1, first, -1, SQLITE_TRANSIENT);
  return statement;
}
