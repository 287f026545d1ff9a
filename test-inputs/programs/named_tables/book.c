// Statements in a table that a loop searches: by number, and by name.
#include "statements.h"

#include <sqlite3.h>
#include <stddef.h>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = NULL;
  if (sql == NULL || sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
    return NULL;
  return stmt;
}

static int run(sqlite3 *db, const char *sql, const char *value) {
  sqlite3_stmt *stmt = prepare(db, sql);
  int rc;
  if (stmt == NULL)
    return SQLITE_ERROR;
  if (value != NULL)
    sqlite3_bind_text(stmt, 1, value, -1, SQLITE_STATIC);
  rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

int add_person(sqlite3 *db, const char *email) {
  if (run(db, statement_text(STMT_FIND_PERSON), email) == SQLITE_ROW)
    return 0;
  return run(db, statement_text(STMT_ADD_PERSON), email) == SQLITE_DONE ? 0 : -1;  // finding: [dbrace-duplicate-insert] error "persons"
}

// The upsert of the same shape.
int add_city(sqlite3 *db, const char *name) {
  if (run(db, statement_text(STMT_FIND_CITY), name) == SQLITE_ROW)
    return 0;
  return run(db, statement_text(STMT_ADD_CITY), name) == SQLITE_DONE ? 0 : -1;
}

int add_group(sqlite3 *db, const char *name) {
  if (run(db, statement_named("find-group"), name) == SQLITE_ROW)
    return 0;
  return run(db, statement_named("add-group"), name) == SQLITE_DONE ? 0 : -1;  // finding: [dbrace-duplicate-insert] error "groups"
}

// The write lock keeps rivals out.
int add_group_locked(sqlite3 *db, const char *name) {
  int rc = 0;
  run(db, statement_named("begin-write"), NULL);
  if (run(db, statement_named("find-group"), name) != SQLITE_ROW)
    rc = run(db, statement_named("add-group"), name) == SQLITE_DONE ? 0 : -1;  // false-alarm: [dbrace-duplicate-insert]
  run(db, statement_named("commit"), NULL);
  return rc;
}

// Finding one thing says nothing about another.
int move_person(sqlite3 *db, const char *city) {
  if (run(db, statement_text(STMT_FIND_CITY), city) == SQLITE_ROW)
    return 0;
  return run(db, statement_text(STMT_ADD_GROUP), city) == SQLITE_DONE ? 0 : -1;
}
