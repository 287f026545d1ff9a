// Case 4: autocommit is off, and the server's own REPEATABLE READ holds. The violation is expected; but the row that
// caused it is younger than the snapshot, and the second lookup does not find it either.
// schema: schema.sql
// dialect: mariadb
#include <mysql.h>
#include <mysqld_error.h>
#include <stdexcept>
#include <string>

static long long find(MYSQL *db, const std::string &email) {
  if (mysql_query(db, ("SELECT id FROM people WHERE email = '" + email + "'").c_str()) != 0)
    throw std::runtime_error(mysql_error(db));
  MYSQL_RES *result = mysql_store_result(db);
  MYSQL_ROW row = mysql_fetch_row(result);
  long long id = row ? std::stoll(row[0]) : 0;
  mysql_free_result(result);
  return id;
}

long long getOrCreate(MYSQL *db, const std::string &email) {
  mysql_query(db, "START TRANSACTION");
  long long id = find(db, email);
  if (id == 0) {
    if (mysql_query(db, ("INSERT INTO people (email) VALUES ('" + email + "')").c_str()) == 0)  // finding: [dbrace-stale-reread] warning "REPEATABLE READ"
      id = static_cast<long long>(mysql_insert_id(db));
    else if (mysql_errno(db) == ER_DUP_ENTRY)
      id = find(db, email);
  }
  mysql_query(db, "COMMIT");
  if (id == 0)
    throw std::runtime_error("does not exist");
  return id;
}

// Out of it: leave the transaction before reading again.
long long getOrCreateAnew(MYSQL *db, const std::string &email) {
  mysql_query(db, "START TRANSACTION");
  long long id = find(db, email);
  if (id == 0) {
    if (mysql_query(db, ("INSERT INTO people (email) VALUES ('" + email + "')").c_str()) == 0)
      id = static_cast<long long>(mysql_insert_id(db));
    else if (mysql_errno(db) == ER_DUP_ENTRY) {
      mysql_query(db, "ROLLBACK");
      return find(db, email);
    }
  }
  mysql_query(db, "COMMIT");
  return id;
}
