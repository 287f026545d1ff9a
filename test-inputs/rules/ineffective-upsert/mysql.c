/* MySQL's upserts take whatever key there is; without one they are plain inserts. */
/* schema: bookings.sql */
/* dialect: mysql */
#include <mysql/mysql.h>
#include <stdio.h>

int touchPref(MYSQL *db, long user) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO prefs (user_id, name) VALUES (%ld, 'theme') ON DUPLICATE KEY UPDATE value = ''", user);
  return mysql_query(db, sql); /* finding: [dbrace-ineffective-upsert] error "ON DUPLICATE KEY UPDATE never finds" */
}
int keepPref(MYSQL *db, long user) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT IGNORE INTO prefs (user_id, name) VALUES (%ld, 'theme')", user);
  return mysql_query(db, sql); /* finding: [dbrace-ineffective-upsert] warning "INSERT IGNORE" */
}
int keepRole(MYSQL *db, long user) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT IGNORE INTO roles (user_id, role) VALUES (%ld, 'guest')", user);
  return mysql_query(db, sql);
}
/* No schema has the table: its author knows of a key. */
int keepOther(MYSQL *db, long user) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT IGNORE INTO elsewhere (user_id) VALUES (%ld)", user);
  return mysql_query(db, sql);
}
