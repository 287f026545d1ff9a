/* MySQL takes no WHERE without FROM, so programs select the new row from a derived table. */
/* schema: plain.sql */
/* dialect: mysql */
#include <mysql.h>
#include <stdio.h>

void add(MYSQL *mysql, const char *name) {
  char sql[400];
  mysql_query(mysql, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  snprintf(sql, sizeof sql,
           "INSERT INTO tags (name) SELECT * FROM (SELECT '%s') AS tmp "
           "WHERE NOT EXISTS (SELECT name FROM tags WHERE name = '%s') LIMIT 1",
           name, name);
  mysql_query(mysql, sql); /* finding: [dbrace-not-exists-insert] "tags" */
}
/* What is looked for is not what is written. */
void add_other(MYSQL *mysql, const char *name, const char *alias) {
  char sql[400];
  mysql_query(mysql, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  snprintf(sql, sizeof sql,
           "INSERT INTO tags (name) SELECT * FROM (SELECT '%s') AS tmp "
           "WHERE NOT EXISTS (SELECT name FROM tags WHERE name = '%s') LIMIT 1",
           name, alias);
  mysql_query(mysql, sql);
}
/* Two constants that differ. */
void add_red(MYSQL *mysql) {
  mysql_query(mysql, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  mysql_query(mysql, "INSERT INTO tags (name) SELECT * FROM (SELECT 'red') AS tmp "
                     "WHERE NOT EXISTS (SELECT name FROM tags WHERE name = 'blue') LIMIT 1");
}
