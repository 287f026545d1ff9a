// sqlite3_exec calls back for every row; the callback leaves its mark in what the caller handed over.
// schema: plain.sql
#include <sqlite3.h>
#include <stdio.h>

static int set_flag(void *context, int columns, char **values, char **names) {
  (void)columns, (void)values, (void)names;
  *(int *)context = 1;
  return 0;
}
static int count_rows(void *context, int columns, char **values, char **names) {
  (void)columns, (void)values, (void)names;
  ++*(int *)context;
  return 0;
}
static int print_row(void *context, int columns, char **values, char **names) {
  (void)context, (void)names;
  for (int i = 0; i < columns; i++)
    puts(values[i] ? values[i] : "NULL");
  return 0;
}

void add_if_new(sqlite3 *db, int owner) {
  char sql[256];
  int found = 0;
  snprintf(sql, sizeof sql, "SELECT value FROM settings WHERE owner = %d AND name = 'theme'", owner);
  sqlite3_exec(db, sql, set_flag, &found, NULL);
  if (!found) {
    snprintf(sql, sizeof sql, "INSERT INTO settings (owner, name, value) VALUES (%d, 'theme', 'dark')", owner);
    sqlite3_exec(db, sql, NULL, NULL, NULL);  // finding: [dbrace-duplicate-insert] "settings"
  }
}

void add_if_no_rows(sqlite3 *db, int owner) {
  char sql[256];
  int rows = 0;
  snprintf(sql, sizeof sql, "SELECT value FROM settings WHERE owner = %d AND name = 'theme'", owner);
  sqlite3_exec(db, sql, count_rows, &rows, NULL);
  if (rows == 0) {
    snprintf(sql, sizeof sql, "INSERT INTO settings (owner, name, value) VALUES (%d, 'theme', 'dark')", owner);
    sqlite3_exec(db, sql, NULL, NULL, NULL);  // finding: [dbrace-duplicate-insert]
  }
}

/* The callback does not tell; the flag is the caller's own. */
void add_when_asked(sqlite3 *db, int owner, int wanted) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT value FROM settings WHERE owner = %d AND name = 'theme'", owner);
  sqlite3_exec(db, sql, print_row, NULL, NULL);
  if (wanted) {
    snprintf(sql, sizeof sql, "INSERT INTO settings (owner, name, value) VALUES (%d, 'theme', 'dark')", owner);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
  }
}

/* Another setting is written than the one that was looked for. */
void add_other(sqlite3 *db, int owner) {
  char sql[256];
  int found = 0;
  snprintf(sql, sizeof sql, "SELECT value FROM settings WHERE owner = %d AND name = 'theme'", owner);
  sqlite3_exec(db, sql, set_flag, &found, NULL);
  if (!found) {
    snprintf(sql, sizeof sql, "INSERT INTO settings (owner, name, value) VALUES (%d, 'font', 'mono')", owner);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
  }
}
