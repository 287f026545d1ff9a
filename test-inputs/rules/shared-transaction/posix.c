/* POSIX threads; savepoints of each inside one transaction. */
/* schema: settings.sql */
#include <pthread.h>
#include <sqlite3.h>

static sqlite3 *db;
static pthread_mutex_t savepoints = PTHREAD_MUTEX_INITIALIZER;

static void *store_colour(void *unused) {
  (void)unused;
  sqlite3_exec(db, "SAVEPOINT a", 0, 0, 0);
  sqlite3_exec(db, "REPLACE INTO settings (name, value) VALUES ('colour', 'red')", 0, 0, 0);
  sqlite3_exec(db, "RELEASE a", 0, 0, 0);
  return 0;
}

static void *store_size(void *unused) {
  (void)unused;
  sqlite3_exec(db, "SAVEPOINT b", 0, 0, 0);
  sqlite3_exec(db, "REPLACE INTO settings (name, value) VALUES ('size', 'large')", 0, 0, 0);
  sqlite3_exec(db, "RELEASE b", 0, 0, 0);
  return 0;
}

static void *store_locked(void *name) {
  (void)name;
  pthread_mutex_lock(&savepoints);
  sqlite3_exec(db, "SAVEPOINT c", 0, 0, 0);
  sqlite3_exec(db, "REPLACE INTO settings (name, value) VALUES ('size', 'small')", 0, 0, 0);
  sqlite3_exec(db, "RELEASE c", 0, 0, 0);
  pthread_mutex_unlock(&savepoints);
  return 0;
}

void store_both(void) {
  pthread_t first, second;
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  pthread_create(&first, 0, store_colour, 0); /* finding: [dbrace-shared-transaction] */
  pthread_create(&second, 0, store_size, 0);
  pthread_join(first, 0);
  pthread_join(second, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

void store_in_turn(void) {
  pthread_t first, second;
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  pthread_create(&first, 0, store_colour, 0);
  pthread_join(first, 0);
  pthread_create(&second, 0, store_size, 0);
  pthread_join(second, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

void store_guarded(void) {
  pthread_t first, second;
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  pthread_create(&first, 0, store_locked, 0);
  pthread_create(&second, 0, store_locked, 0);
  pthread_join(first, 0);
  pthread_join(second, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
