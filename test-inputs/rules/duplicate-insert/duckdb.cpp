// DuckDB: results with a number of rows, prepared statements, the C interface. Debian has no header for it.
// schema: plain.sql
#include <duckdb.h>
#include <duckdb.hpp>
#include <string>

bool addUser(duckdb::Connection &con, const std::string &email) {
  auto found = con.Query("SELECT id FROM users WHERE email = '" + email + "'");
  if (found->HasError() || found->RowCount() > 0)
    return false;
  auto added = con.Query("INSERT INTO users (email) VALUES ('" + email + "')");  // finding: [dbrace-duplicate-insert] "users.email"
  return !added->HasError();
}
bool addUserWhenKnown(duckdb::Connection &con, const std::string &email) {
  auto found = con.Query("SELECT id FROM users WHERE email = '" + email + "'");
  if (found->HasError() || found->RowCount() == 0)
    return false;
  auto added = con.Query("INSERT INTO users (email) VALUES ('" + email + "')");
  return !added->HasError();
}
void addTag(duckdb_connection con, const char *name) {
  duckdb_prepared_statement find, add;
  duckdb_result result;
  duckdb_prepare(con, "SELECT id FROM tags WHERE name = ?", &find);
  duckdb_bind_varchar(find, 1, name);
  duckdb_execute_prepared(find, &result);
  const bool missing = duckdb_row_count(&result) == 0;
  duckdb_destroy_result(&result);
  duckdb_destroy_prepare(&find);
  if (!missing)
    return;
  duckdb_prepare(con, "INSERT INTO tags (name) VALUES (?)", &add);
  duckdb_bind_varchar(add, 1, name);
  duckdb_execute_prepared(add, nullptr);  // finding: [dbrace-duplicate-insert] "tags"
  duckdb_destroy_prepare(&add);
}
void addOtherTag(duckdb_connection con, const char *name, const char *alias) {
  duckdb_prepared_statement find, add;
  duckdb_result result;
  duckdb_prepare(con, "SELECT id FROM tags WHERE name = ?", &find);
  duckdb_bind_varchar(find, 1, alias);
  duckdb_execute_prepared(find, &result);
  const bool missing = duckdb_row_count(&result) == 0;
  duckdb_destroy_result(&result);
  duckdb_destroy_prepare(&find);
  if (!missing)
    return;
  duckdb_prepare(con, "INSERT INTO tags (name) VALUES (?)", &add);
  duckdb_bind_varchar(add, 1, name);
  duckdb_execute_prepared(add, nullptr);
  duckdb_destroy_prepare(&add);
}
