/* SQL built in buffers: snprintf, sprintf, strcpy and strcat, sqlite3_mprintf. */
/* schema: plain.sql */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static int row_exists(sqlite3 *db, const char *sql) {
  sqlite3_stmt *st = NULL;
  int found;
  if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
    return 0;
  found = sqlite3_step(st) == SQLITE_ROW;
  sqlite3_finalize(st);
  return found;
}

void with_snprintf(sqlite3 *db, const char *serial, int port) {
  char sql[512];
  snprintf(sql, sizeof(sql), "SELECT id FROM devices WHERE serial = '%s' AND port = %d", serial, port);
  if (!row_exists(db, sql)) {
    snprintf(sql, sizeof(sql), "INSERT INTO devices (serial, port) VALUES ('%s', %d)", serial, port);
    sqlite3_exec(db, sql, NULL, NULL, NULL);  // finding: [dbrace-duplicate-insert] "devices"
  }
}

void with_strcat(sqlite3 *db, const char *name) {
  char select[256], insert[256];
  strcpy(select, "SELECT id FROM tags WHERE name = '");
  strcat(select, name);
  strcat(select, "'");
  sprintf(insert, "INSERT INTO tags (name) VALUES ('%s')", name);
  if (row_exists(db, select))
    return;
  sqlite3_exec(db, insert, NULL, NULL, NULL);  // finding: [dbrace-duplicate-insert] "tags"
}

void with_mprintf(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("SELECT id FROM tags WHERE name = %Q", name);
  int found = row_exists(db, sql);
  sqlite3_free(sql);
  if (found)
    return;
  sql = sqlite3_mprintf("INSERT INTO tags (name) VALUES (%Q)", name);
  sqlite3_exec(db, sql, NULL, NULL, NULL);  // finding: [dbrace-duplicate-insert]
  sqlite3_free(sql);
}

/* The arguments of the insert are the other way round: serial and label change places. */
void other_argument(sqlite3 *db, const char *serial, const char *label, int port) {
  char sql[512];
  snprintf(sql, sizeof(sql), "SELECT id FROM devices WHERE serial = '%s' AND port = %d", serial, port);
  if (!row_exists(db, sql)) {
    snprintf(sql, sizeof(sql), "INSERT INTO devices (serial, port, label) VALUES ('%s', %d, '%s')", label, port, serial);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
  }
}

/* Both texts name another table. */
void other_table(sqlite3 *db, const char *name) {
  char sql[256];
  snprintf(sql, sizeof(sql), "SELECT id FROM tags WHERE name = '%s'", name);
  if (!row_exists(db, sql)) {
    snprintf(sql, sizeof(sql), "INSERT INTO log (line) VALUES ('%s')", name);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
  }
}
