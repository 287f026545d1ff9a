// MySQL at READ COMMITTED stores both, from REPEATABLE READ on one of two deadlocks; a copy of many rows asks for each.
// schema: bookings.sql
// dialect: mysql
#include <mysql/mysql.h>
#include <string>

void addAt(MYSQL *db, const std::string &user) {
  mysql_query(db, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  const std::string sql = "INSERT INTO prefs (user_id, name) SELECT " + user + ", 'theme' FROM DUAL WHERE NOT EXISTS (SELECT * FROM prefs WHERE user_id = " + user + " AND name = 'theme')";
  mysql_query(db, sql.c_str());  // finding: [dbrace-not-exists-insert]
}
void copyMissing(MYSQL *db) {
  mysql_query(db, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  mysql_query(db, "INSERT INTO archive (number) SELECT s.room FROM seats s WHERE NOT EXISTS (SELECT 1 FROM archive a WHERE a.number = s.room)");  // finding: [dbrace-not-exists-insert] "archive.number"
}
