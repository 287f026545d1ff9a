// Parameters that are bound by their names, whose numbers the library is asked for.
// schema: plain.sql
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static int find(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt = NULL;
  int rc;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = :name", -1, &stmt, NULL);
  sqlite3_bind_text(stmt, sqlite3_bind_parameter_index(stmt, ":name"), name, -1, SQLITE_STATIC);
  rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc == SQLITE_ROW;
}

int add_tag(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt = NULL;
  int index, rc;
  if (find(db, name))
    return 0;
  sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (:name)", -1, &stmt, NULL);
  index = sqlite3_bind_parameter_index(stmt, ":name");
  if (index > 0)
    sqlite3_bind_text(stmt, index, name, -1, SQLITE_STATIC);
  rc = sqlite3_step(stmt);  // finding: [dbrace-duplicate-insert] error "tags"
  sqlite3_finalize(stmt);
  return rc;
}

// What is looked up is bound under another name than what is stored.
int add_device(sqlite3 *db, const char *serial, const char *label) {
  sqlite3_stmt *stmt = NULL;
  int rc;
  sqlite3_prepare_v2(db, "SELECT id FROM devices WHERE serial = :serial", -1, &stmt, NULL);
  sqlite3_bind_text(stmt, sqlite3_bind_parameter_index(stmt, ":serial"), label, -1, SQLITE_STATIC);
  rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  if (rc == SQLITE_ROW)
    return 0;
  sqlite3_prepare_v2(db, "INSERT INTO devices (label, port, serial) VALUES (:label, 1, :serial)", -1, &stmt, NULL);
  sqlite3_bind_text(stmt, sqlite3_bind_parameter_index(stmt, ":serial"), serial, -1, SQLITE_STATIC);
  sqlite3_bind_text(stmt, sqlite3_bind_parameter_index(stmt, ":label"), label, -1, SQLITE_STATIC);
  rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}
