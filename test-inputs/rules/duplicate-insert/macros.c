/* SQL and calls from macros: the finding stands where the macro is used. */
/* schema: plain.sql */
#include <sqlite3.h>

#define FIND_TAG "SELECT id FROM tags WHERE name = ?"
#define ADD_TAG "INSERT INTO tags" \
                " (name) VALUES (?)"
#define RUN(db, sql, name, rc) \
  do { \
    sqlite3_stmt *st_ = 0; \
    sqlite3_prepare_v2((db), (sql), -1, &st_, 0); \
    sqlite3_bind_text(st_, 1, (name), -1, SQLITE_TRANSIENT); \
    (rc) = sqlite3_step(st_); \
    sqlite3_finalize(st_); \
  } while (0)

int ensure(sqlite3 *db, const char *name) {
  int rc;
  RUN(db, FIND_TAG, name, rc);
  if (rc == SQLITE_ROW)
    return 0;
  RUN(db, ADD_TAG, name, rc);  // finding: [dbrace-duplicate-insert] "tags"
  return rc;
}
int when_known(sqlite3 *db, const char *name) {
  int rc;
  RUN(db, FIND_TAG, name, rc);
  if (rc != SQLITE_ROW)
    return 0;
  RUN(db, ADD_TAG, name, rc);
  return rc;
}
