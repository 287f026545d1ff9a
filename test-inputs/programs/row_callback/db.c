#include "db.h"
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct db {
  sqlite3 *handle;
};

struct call {
  db_row_fn row;
  void *arg;
};

static int forward(void *context, int columns, char **values, char **names) {
  struct call *call = context;
  (void)names;
  return call->row(call->arg, columns, values);
}

db_t *db_new(const char *path) {
  db_t *db = malloc(sizeof(*db));
  if (sqlite3_open(path, &db->handle) != SQLITE_OK) {
    free(db);
    return NULL;
  }
  return db;
}

int db_query(db_t *db, db_row_fn row, void *arg, const char *fmt, ...) {
  struct call call = {row, arg};
  char sql[1024];
  va_list ap;
  va_start(ap, fmt);
  sqlite3_vsnprintf(sizeof(sql), sql, fmt, ap);
  va_end(ap);
  return sqlite3_exec(db->handle, sql, forward, &call, NULL);
}

int db_run(db_t *db, const char *fmt, ...) {
  char sql[1024];
  int rc;
  va_list ap;
  va_start(ap, fmt);
  sqlite3_vsnprintf(sizeof(sql), sql, fmt, ap);
  va_end(ap);
  rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db->handle));
  return rc;
}
