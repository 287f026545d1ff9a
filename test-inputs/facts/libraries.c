// Calls of client libraries carry their model, so that what they do to the database is known behind every other step.
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>

int postgresql(PGconn *db, const char *email) {
  const char *values[] = {email};  // steps: declare values; values[0] = email
  PGresult *found = PQexecParams(db, "SELECT 1 FROM users WHERE email = $1", 1, NULL, values, NULL, NULL, 0);  // steps: t0 = call PQexecParams(out db, "SELECT 1 FROM users WHERE email = $1", 1, 0, &values, 0, 0, 0)  [libpq/PQexecParams]
      // steps: declare found = t0
  int rows = PQntuples(found);  // steps: t1 = call PQntuples(found)  [libpq/PQntuples]; declare rows = t1
  PQclear(found);  // steps: call PQclear(out found)  [libpq/PQclear]
  if (rows > 0) return 0;  // steps: if rows > 0 then b1 else b2; b1: return 0
  PGresult *added = PQexec(db, "INSERT INTO users DEFAULT VALUES");  // steps: b2: t2 = call PQexec(out db, "INSERT INTO users DEFAULT VALUES")  [libpq/PQexec]
      // steps: b2: declare added = t2
  return PQresultStatus(added) == PGRES_COMMAND_OK;  // steps: b2: t3 = call PQresultStatus(added)  [libpq/PQresultStatus]
      // steps: b2: return t3 == PGRES_COMMAND_OK(1)
}

int mysql(MYSQL *db) {
  if (mysql_query(db, "SELECT 1 FROM users")) return -1;  // steps: t0 = call mysql_query(out db, "SELECT 1 FROM users")  [mysql/mysql_query]
      // steps: if t0 != 0 then b1 else b2; b1: return -1
  MYSQL_RES *result = mysql_store_result(db);  // steps: b2: t1 = call mysql_store_result(out db)  [mysql/mysql_store_result]
      // steps: b2: declare result = t1
  MYSQL_ROW row = mysql_fetch_row(result);  // steps: b2: t2 = call mysql_fetch_row(out result)  [mysql/mysql_fetch_row]
      // steps: b2: declare row = t2
  if (row && row[0]) return 1;  // steps: b2: if row != 0 then b5 else b4; b3: return 1
      // steps: b5: if (*row)[0] != 0 then b3 else b4
  mysql_query(db, "INSERT INTO users () VALUES ()");  // steps: b4: t3 = call mysql_query(out db, "INSERT INTO users () VALUES ()")  [mysql/mysql_query]
  return mysql_errno(db) == 1062;  // steps: b4: t4 = call mysql_errno(out db)  [mysql/mysql_errno]
      // steps: b4: return t4 == 1062
}

int sqlite(sqlite3 *db) {
  sqlite3_stmt *statement;  // steps: declare statement
  sqlite3_prepare_v2(db, "SELECT 1 FROM users", -1, &statement, NULL);  // steps: t0 = call sqlite3_prepare_v2(out db, "SELECT 1 FROM users", -1, out &statement, out 0)  [sqlite3/sqlite3_prepare_v2]
  return sqlite3_step(statement) == SQLITE_ROW;  // steps: t1 = call sqlite3_step(out statement)  [sqlite3/sqlite3_step]
      // steps: return t1 == SQLITE_ROW(100)
}
