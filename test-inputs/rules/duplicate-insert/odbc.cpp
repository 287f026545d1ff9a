// ODBC: statements prepared and executed, parameters and columns bound to variables, SQL_NO_DATA, counts, affected rows.
// schema: plain.sql
// dialect: sqlserver
#include <sql.h>
#include <sqlext.h>
#include <cstring>
#include <string>

static SQLHSTMT newStatement(SQLHDBC dbc) {
  SQLHSTMT stmt = SQL_NULL_HSTMT;
  SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt);
  return stmt;
}

bool addUser(SQLHDBC dbc, const char *email) {
  SQLLEN length = SQL_NTS;
  SQLHSTMT find = newStatement(dbc);
  SQLPrepare(find, (SQLCHAR *)"SELECT id FROM users WHERE email = ?", SQL_NTS);
  SQLBindParameter(find, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 255, 0, (SQLPOINTER)email, 0, &length);
  if (!SQL_SUCCEEDED(SQLExecute(find)))
    return false;
  const bool known = SQLFetch(find) != SQL_NO_DATA;
  SQLFreeHandle(SQL_HANDLE_STMT, find);
  if (known)
    return false;
  SQLHSTMT add = newStatement(dbc);
  SQLPrepare(add, (SQLCHAR *)"INSERT INTO users (email) VALUES (?)", SQL_NTS);
  SQLBindParameter(add, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 255, 0, (SQLPOINTER)email, 0, &length);
  const SQLRETURN rc = SQLExecute(add);  // finding: [dbrace-duplicate-insert] "users.email"
  SQLFreeHandle(SQL_HANDLE_STMT, add);
  return SQL_SUCCEEDED(rc);
}
bool addUserWhenKnown(SQLHDBC dbc, const char *email) {
  SQLLEN length = SQL_NTS;
  SQLHSTMT find = newStatement(dbc);
  SQLPrepare(find, (SQLCHAR *)"SELECT id FROM users WHERE email = ?", SQL_NTS);
  SQLBindParameter(find, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 255, 0, (SQLPOINTER)email, 0, &length);
  if (!SQL_SUCCEEDED(SQLExecute(find)))
    return false;
  const bool known = SQLFetch(find) != SQL_NO_DATA;
  SQLFreeHandle(SQL_HANDLE_STMT, find);
  if (!known)
    return false;
  SQLHSTMT add = newStatement(dbc);
  SQLPrepare(add, (SQLCHAR *)"INSERT INTO users (email) VALUES (?)", SQL_NTS);
  SQLBindParameter(add, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 255, 0, (SQLPOINTER)email, 0, &length);
  const SQLRETURN rc = SQLExecute(add);
  SQLFreeHandle(SQL_HANDLE_STMT, add);
  return SQL_SUCCEEDED(rc);
}

// A count in a column that is bound to a variable; the texts are put together.
void addTag(SQLHDBC dbc, const std::string &name) {
  SQLINTEGER count = 0;
  SQLLEN indicator = 0;
  SQLHSTMT stmt = newStatement(dbc);
  std::string query = "SELECT COUNT(*) FROM tags WHERE name = '" + name + "'";
  SQLBindCol(stmt, 1, SQL_C_SLONG, &count, sizeof count, &indicator);
  SQLExecDirect(stmt, (SQLCHAR *)query.c_str(), SQL_NTS);
  SQLFetch(stmt);
  SQLCloseCursor(stmt);
  if (count == 0) {
    query = "INSERT INTO tags (name) VALUES ('" + name + "')";
    SQLExecDirect(stmt, (SQLCHAR *)query.c_str(), SQL_NTS);  // finding: [dbrace-duplicate-insert] "tags"
  }
  SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}
void addTagTwice(SQLHDBC dbc, const std::string &name) {
  SQLINTEGER count = 0;
  SQLLEN indicator = 0;
  SQLHSTMT stmt = newStatement(dbc);
  std::string query = "SELECT COUNT(*) FROM tags WHERE name = '" + name + "'";
  SQLBindCol(stmt, 1, SQL_C_SLONG, &count, sizeof count, &indicator);
  SQLExecDirect(stmt, (SQLCHAR *)query.c_str(), SQL_NTS);
  SQLFetch(stmt);
  SQLCloseCursor(stmt);
  if (count > 0) {
    query = "INSERT INTO tags (name) VALUES ('" + name + "')";
    SQLExecDirect(stmt, (SQLCHAR *)query.c_str(), SQL_NTS);
  }
  SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

// Fetched with SQLGetData; the same statement for both.
void addDevice(SQLHSTMT stmt, char *serial, SQLINTEGER port) {
  SQLINTEGER id = 0;
  SQLPrepare(stmt, (SQLCHAR *)"SELECT id FROM devices WHERE serial = ? AND port = ?", SQL_NTS);
  SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 64, 0, serial, 0, nullptr);
  SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &port, 0, nullptr);
  SQLExecute(stmt);
  while (SQLFetch(stmt) == SQL_SUCCESS)
    SQLGetData(stmt, 1, SQL_C_SLONG, &id, 0, nullptr);
  SQLFreeStmt(stmt, SQL_CLOSE);
  if (id != 0)
    return;
  SQLPrepare(stmt, (SQLCHAR *)"INSERT INTO devices (serial, port) VALUES (?, ?)", SQL_NTS);
  SQLExecute(stmt);  // finding: [dbrace-duplicate-insert] "devices"
}
void addDeviceWithOtherPort(SQLHSTMT stmt, char *serial, SQLINTEGER port) {
  SQLINTEGER id = 0;
  SQLPrepare(stmt, (SQLCHAR *)"SELECT id FROM devices WHERE serial = ? AND port = ?", SQL_NTS);
  SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 64, 0, serial, 0, nullptr);
  SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &port, 0, nullptr);
  SQLExecute(stmt);
  while (SQLFetch(stmt) == SQL_SUCCESS)
    SQLGetData(stmt, 1, SQL_C_SLONG, &id, 0, nullptr);
  SQLFreeStmt(stmt, SQL_CLOSE);
  if (id != 0)
    return;
  port = 8080;
  SQLPrepare(stmt, (SQLCHAR *)"INSERT INTO devices (serial, port) VALUES (?, ?)", SQL_NTS);
  SQLExecute(stmt);
}

void setValue(SQLHSTMT stmt, SQLINTEGER owner, char *name) {
  SQLLEN changed = 0;
  SQLPrepare(stmt, (SQLCHAR *)"UPDATE settings SET value = 'x' WHERE owner = ? AND name = ?", SQL_NTS);
  SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &owner, 0, nullptr);
  SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 64, 0, name, 0, nullptr);
  SQLExecute(stmt);
  SQLRowCount(stmt, &changed);
  if (changed == 0) {
    SQLPrepare(stmt, (SQLCHAR *)"INSERT INTO settings (owner, name, value) VALUES (?, ?, 'x')", SQL_NTS);
    SQLExecute(stmt);  // finding: [dbrace-duplicate-insert] "settings"
  }
}

// Without autocommit both are one transaction, which keeps nobody out; serializable would.
void inTransaction(SQLHDBC dbc, const char *email) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  if (addUser(dbc, email))
    SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  else
    SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK);
}
