#include "db.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *handle;

int db_open(const char *path) { return sqlite3_open(path, &handle) == SQLITE_OK ? 0 : -1; }

int db_exec(const char *fmt, ...) {
  va_list ap;
  char *sql, *error = NULL;
  int rc;
  va_start(ap, fmt);
  sql = sqlite3_vmprintf(fmt, ap);
  va_end(ap);
  rc = sqlite3_exec(handle, sql, NULL, NULL, &error);
  if (rc != SQLITE_OK)
    fprintf(stderr, "%s\n", error);
  sqlite3_free(sql);
  sqlite3_free(error);
  return rc == SQLITE_OK ? 0 : -1;
}

static sqlite3_stmt *first_row(const char *fmt, va_list ap) {
  sqlite3_stmt *stmt = NULL;
  char *sql = sqlite3_vmprintf(fmt, ap);
  sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL);
  sqlite3_free(sql);
  if (sqlite3_step(stmt) != SQLITE_ROW) {
    sqlite3_finalize(stmt);
    return NULL;
  }
  return stmt;
}

long db_long(long missing, const char *fmt, ...) {
  va_list ap;
  sqlite3_stmt *stmt;
  long value = missing;
  va_start(ap, fmt);
  stmt = first_row(fmt, ap);
  va_end(ap);
  if (stmt) {
    value = (long)sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
  }
  return value;
}

char *db_text(const char *fmt, ...) {
  va_list ap;
  sqlite3_stmt *stmt;
  char *value = NULL;
  va_start(ap, fmt);
  stmt = first_row(fmt, ap);
  va_end(ap);
  if (stmt) {
    value = strdup((const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
  }
  return value;
}

long db_last_id(void) { return (long)sqlite3_last_insert_rowid(handle); }
