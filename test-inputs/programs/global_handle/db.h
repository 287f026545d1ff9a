#ifndef DB_H
#define DB_H
#include <stdarg.h>

int db_open(const char *path);
/* Runs a statement; 0 if it succeeded. */
int db_exec(const char *fmt, ...);
/* The first column of the first row as a number; `missing` if there is none. */
long db_long(long missing, const char *fmt, ...);
/* The first column of the first row, to be freed; NULL if there is none. */
char *db_text(const char *fmt, ...);
long db_last_id(void);
#endif
