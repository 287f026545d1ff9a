// ODBC: the SQLSTATE of the diagnostic record tells a violation from other errors.
// schema: keyed.sql
// dialect: postgresql
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <string.h>

static int missing(SQLHSTMT stmt, char *name) {
  SQLPrepare(stmt, (SQLCHAR *)"SELECT id FROM tags WHERE name = ?", SQL_NTS);
  SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 64, 0, name, 0, NULL);
  SQLExecute(stmt);
  int none = SQLFetch(stmt) == SQL_NO_DATA;
  SQLCloseCursor(stmt);
  return none;
}

int generic(SQLHSTMT stmt, char *name) {
  if (!missing(stmt, name))
    return 0;
  SQLPrepare(stmt, (SQLCHAR *)"INSERT INTO tags (name) VALUES (?)", SQL_NTS);
  if (!SQL_SUCCEEDED(SQLExecute(stmt))) { // finding: [dbrace-unhandled-conflict] note "tags"
    fprintf(stderr, "cannot insert\n");
    return -1;
  }
  return 0;
}
void ignored(SQLHSTMT stmt, char *name) {
  if (!missing(stmt, name))
    return;
  SQLPrepare(stmt, (SQLCHAR *)"INSERT INTO tags (name) VALUES (?)", SQL_NTS);
  SQLExecute(stmt); // finding: [dbrace-unhandled-conflict] warning "tags"
}
int byState(SQLHSTMT stmt, char *name) {
  SQLCHAR state[6], message[256];
  SQLINTEGER native;
  SQLSMALLINT length;
  if (!missing(stmt, name))
    return 0;
  SQLPrepare(stmt, (SQLCHAR *)"INSERT INTO tags (name) VALUES (?)", SQL_NTS);
  if (SQLExecute(stmt) == SQL_ERROR) {
    SQLGetDiagRec(SQL_HANDLE_STMT, stmt, 1, state, &native, message, sizeof message, &length);
    if (strcmp((char *)state, "23505") == 0)
      return 0;
    fprintf(stderr, "%s\n", message);
    return -1;
  }
  return 0;
}
int byOtherState(SQLHSTMT stmt, char *name) {
  SQLCHAR state[6], message[256];
  SQLINTEGER native;
  SQLSMALLINT length;
  if (!missing(stmt, name))
    return 0;
  SQLPrepare(stmt, (SQLCHAR *)"INSERT INTO tags (name) VALUES (?)", SQL_NTS);
  if (SQLExecute(stmt) == SQL_ERROR) { // finding: [dbrace-unhandled-conflict] note "tags"
    SQLGetDiagRec(SQL_HANDLE_STMT, stmt, 1, state, &native, message, sizeof message, &length);
    if (strcmp((char *)state, "40001") == 0)
      return 0;
    fprintf(stderr, "%s\n", message);
    return -1;
  }
  return 0;
}
