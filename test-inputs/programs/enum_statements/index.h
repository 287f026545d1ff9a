#ifndef INDEX_H
#define INDEX_H
#include <sqlite3.h>

enum statement {
  FIND_FILE,
  ADD_FILE,
  FIND_HASH,
  ADD_HASH,
  ADD_ERROR,
  STATEMENTS
};

struct index {
  sqlite3 *db;
  sqlite3_stmt *prepared[STATEMENTS];
};

int index_open(struct index *index, const char *path);
void index_close(struct index *index);
/* The prepared statement, reset, with its first parameter bound. */
sqlite3_stmt *index_statement(struct index *index, enum statement which, const char *first);
#endif
