#include "db.h"
#include <stdlib.h>

struct found {
  int rows;
  int id;
};

static int keep_id(void *arg, int columns, char **values) {
  struct found *found = arg;
  (void)columns;
  found->rows++;
  found->id = values[0] ? atoi(values[0]) : 0;
  return 0;
}

static int set_true(void *arg, int columns, char **values) {
  int *seen = arg;
  (void)columns, (void)values;
  *seen = 1;
  return 1;
}

int host_id(db_t *db, const char *name) {
  struct found found = {0, -1};
  db_query(db, keep_id, &found, "SELECT id FROM hosts WHERE name = '%q'", name);
  return found.rows ? found.id : -1;
}

void add_host(db_t *db, const char *name, const char *address) {
  if (host_id(db, name) != -1)
    return;
  db_run(db, "INSERT INTO hosts (name, address) VALUES ('%q', '%q')", name, address); /* finding: [dbrace-duplicate-insert] "hosts" */
}

void add_service(db_t *db, int host, const char *name) {
  int seen = 0;
  db_query(db, set_true, &seen, "SELECT 1 FROM services WHERE host = %d AND name = '%q'", host, name);
  if (!seen)
    db_run(db, "INSERT INTO services (host, name, state) VALUES (%d, '%q', 0)", host, name); /* finding: [dbrace-unhandled-conflict] "services" */
}

/* The callback's mark is looked at, and decides about another table. */
void report_host(db_t *db, const char *name) {
  if (host_id(db, name) == -1)
    db_run(db, "INSERT INTO events (text) VALUES ('unknown host %q')", name);
}

/* OR REPLACE makes of two rows one. */
void set_service(db_t *db, int host, const char *name, int state) {
  int seen = 0;
  db_query(db, set_true, &seen, "SELECT 1 FROM services WHERE host = %d AND name = '%q'", host, name);
  if (!seen)
    db_run(db, "INSERT OR REPLACE INTO services (host, name, state) VALUES (%d, '%q', %d)", host, name, state);
}
