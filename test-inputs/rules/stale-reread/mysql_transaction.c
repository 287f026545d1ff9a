// MySQL's C API at its default, REPEATABLE READ: the lookup takes the snapshot that the second lookup still reads.
// schema: keyed.sql
// dialect: mysql
#include <mysql.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>

static long find_by(MYSQL *db, const char *format, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, format, name);
  if (mysql_query(db, sql) != 0)
    return -1;
  MYSQL_RES *result = mysql_store_result(db);
  if (!result)
    return -1;
  MYSQL_ROW row = mysql_fetch_row(result);
  long id = row ? atol(row[0]) : 0;
  mysql_free_result(result);
  return id;
}
static long find_tag(MYSQL *db, const char *name) {
  return find_by(db, "SELECT id FROM tags WHERE name = '%s'", name);
}
static int run(MYSQL *db, const char *format, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, format, name);
  return mysql_query(db, sql);
}
#define INSERT_TAG "INSERT INTO tags (name) VALUES ('%s')"

long autocommitted(MYSQL *db, const char *name) {
  long id = find_tag(db, name);
  if (id > 0)
    return id;
  if (run(db, INSERT_TAG, name) == 0)
    return (long)mysql_insert_id(db);
  if (mysql_errno(db) == ER_DUP_ENTRY)
    return find_tag(db, name);
  return -1;
}
long in_transaction(MYSQL *db, const char *name) {
  mysql_query(db, "START TRANSACTION");
  long id = find_tag(db, name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) == 0)  // finding: [dbrace-stale-reread] warning "REPEATABLE READ"
      id = (long)mysql_insert_id(db);
    else if (mysql_errno(db) == ER_DUP_ENTRY)
      id = find_tag(db, name);
  }
  mysql_query(db, "COMMIT");
  return id;
}
// The snapshot is that of the lookup, not of BEGIN: set by the library call it is the same.
long autocommit_off(MYSQL *db, const char *name) {
  mysql_autocommit(db, 0);
  long id = find_tag(db, name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) == 0)  // finding: [dbrace-stale-reread] warning "tags.name"
      id = (long)mysql_insert_id(db);
    else
      id = find_tag(db, name);
  }
  mysql_commit(db);
  mysql_autocommit(db, 1);
  return id;
}
long read_committed(MYSQL *db, const char *name) {
  mysql_query(db, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
  mysql_query(db, "START TRANSACTION");
  long id = find_tag(db, name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) == 0)
      id = (long)mysql_insert_id(db);
    else if (mysql_errno(db) == ER_DUP_ENTRY)
      id = find_tag(db, name);
  }
  mysql_query(db, "COMMIT");
  return id;
}
// SET TRANSACTION holds for one transaction: the second is at the server's level again.
long read_committed_before(MYSQL *db, const char *name, const char *other) {
  mysql_query(db, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
  mysql_query(db, "START TRANSACTION");
  if (find_tag(db, other) <= 0)
    run(db, INSERT_TAG, other);  // finding: [dbrace-unhandled-conflict] warning "tags"
  mysql_query(db, "COMMIT");
  mysql_query(db, "START TRANSACTION");
  long id = find_tag(db, name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) == 0)  // finding: [dbrace-stale-reread] warning "tags.name"
      id = (long)mysql_insert_id(db);
    else if (mysql_errno(db) == ER_DUP_ENTRY)
      id = find_tag(db, name);
  }
  mysql_query(db, "COMMIT");
  return id;
}
long locking_reread(MYSQL *db, const char *name) {
  mysql_query(db, "START TRANSACTION");
  long id = find_tag(db, name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) == 0)
      id = (long)mysql_insert_id(db);
    else if (mysql_errno(db) == ER_DUP_ENTRY)
      id = find_by(db, "SELECT id FROM tags WHERE name = '%s' LOCK IN SHARE MODE", name);
  }
  mysql_query(db, "COMMIT");
  return id;
}
long update_locking_reread(MYSQL *db, const char *name) {
  mysql_query(db, "START TRANSACTION");
  long id = find_tag(db, name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) == 0)
      id = (long)mysql_insert_id(db);
    else if (mysql_errno(db) == ER_DUP_ENTRY)
      id = find_by(db, "SELECT id FROM tags WHERE name = '%s' FOR UPDATE", name);
  }
  mysql_query(db, "COMMIT");
  return id;
}
long rolled_back_first(MYSQL *db, const char *name) {
  mysql_query(db, "START TRANSACTION");
  long id = find_tag(db, name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) != 0) {
      mysql_query(db, "ROLLBACK");
      return find_tag(db, name);
    }
    id = (long)mysql_insert_id(db);
  }
  mysql_query(db, "COMMIT");
  return id;
}
long committed_first(MYSQL *db, const char *name) {
  mysql_query(db, "START TRANSACTION");
  long id = find_tag(db, name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) != 0) {
      mysql_commit(db);
      return find_tag(db, name);
    }
    id = (long)mysql_insert_id(db);
  }
  mysql_commit(db);
  return id;
}
// Here a savepoint does not bring a new snapshot.
long savepoint(MYSQL *db, const char *name) {
  mysql_query(db, "BEGIN");
  long id = find_tag(db, name);
  if (id <= 0) {
    mysql_query(db, "SAVEPOINT before_insert");
    if (run(db, INSERT_TAG, name) != 0) {  // finding: [dbrace-stale-reread] warning "tags.name"
      mysql_query(db, "ROLLBACK TO SAVEPOINT before_insert");
      id = find_tag(db, name);
    } else
      id = (long)mysql_insert_id(db);
  }
  mysql_query(db, "COMMIT");
  return id;
}
// The lookup comes before the transaction: its snapshot is made after the refused insert.
long looked_up_before(MYSQL *db, const char *name) {
  long id = find_tag(db, name);
  if (id > 0)
    return id;
  mysql_query(db, "BEGIN");
  if (run(db, INSERT_TAG, name) == 0)
    id = (long)mysql_insert_id(db);
  else if (mysql_errno(db) == ER_DUP_ENTRY)
    id = find_tag(db, name);
  mysql_query(db, "COMMIT");
  return id;
}
// A lookup that locks takes no snapshot; but both sessions get its lock.
long locking_lookup(MYSQL *db, const char *name) {
  mysql_query(db, "BEGIN");
  long id = find_by(db, "SELECT id FROM tags WHERE name = '%s' FOR UPDATE", name);
  if (id <= 0) {
    if (run(db, INSERT_TAG, name) == 0)  // finding: [dbrace-ineffective-lock] warning "deadlock"
      id = (long)mysql_insert_id(db);
    else if (mysql_errno(db) == ER_DUP_ENTRY)
      id = find_tag(db, name);
  }
  mysql_query(db, "COMMIT");
  return id;
}
// The whole transaction again.
long retried(MYSQL *db, const char *name) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    mysql_query(db, "BEGIN");
    long id = find_tag(db, name);
    if (id <= 0 && run(db, INSERT_TAG, name) == 0)
      id = (long)mysql_insert_id(db);
    if (id > 0) {
      mysql_query(db, "COMMIT");
      return id;
    }
    mysql_query(db, "ROLLBACK");
  }
  return -1;
}
// Only the steps again, in the one transaction: each time round the same snapshot.
long retried_inside(MYSQL *db, const char *name) {
  long id = 0;
  mysql_query(db, "BEGIN");
  for (int attempt = 0; attempt < 3 && id <= 0; ++attempt) {
    id = find_tag(db, name);
    if (id <= 0 && run(db, INSERT_TAG, name) == 0)  // finding: [dbrace-stale-reread] warning "tags.name"
      id = (long)mysql_insert_id(db);
  }
  mysql_query(db, id > 0 ? "COMMIT" : "ROLLBACK");
  return id;
}
// INSERT IGNORE is not refused, it just does nothing; the row that it left in place is as invisible.
long ignored(MYSQL *db, const char *name) {
  char sql[256];
  mysql_query(db, "BEGIN");
  long id = find_tag(db, name);
  if (id <= 0) {
    snprintf(sql, sizeof sql, "INSERT IGNORE INTO tags (name) VALUES ('%s')", name);
    mysql_query(db, sql);  // finding: [dbrace-stale-reread] warning "ignored"
    id = find_tag(db, name);
  }
  mysql_query(db, "COMMIT");
  return id;
}
long ignored_alone(MYSQL *db, const char *name) {
  char sql[256];
  long id = find_tag(db, name);
  if (id <= 0) {
    snprintf(sql, sizeof sql, "INSERT IGNORE INTO tags (name) VALUES ('%s')", name);
    mysql_query(db, sql);
    id = find_tag(db, name);
  }
  return id;
}
