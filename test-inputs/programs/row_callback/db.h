#ifndef DB_H
#define DB_H
typedef struct db db_t;
/* Called for every row; a return value other than 0 ends the query. */
typedef int (*db_row_fn)(void *arg, int columns, char **values);

db_t *db_new(const char *path);
int db_query(db_t *db, db_row_fn row, void *arg, const char *fmt, ...);
int db_run(db_t *db, const char *fmt, ...);
#endif
