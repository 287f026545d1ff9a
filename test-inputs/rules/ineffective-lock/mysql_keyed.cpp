// MySQL with a unique key: the second insert would be told of the first one's row; behind FOR UPDATE it is a deadlock.
// schema: keyed.sql
#include <mysql/mysql.h>
#include <mysql/mysqld_error.h>
#include <string>

class Tags {
public:
  explicit Tags(MYSQL *db) : db(db) {}
  bool ensure(const std::string &name) {
    run("START TRANSACTION");
    bool stored = true;
    if (!has("SELECT id FROM tags WHERE name = '" + name + "' FOR UPDATE"))
      stored = run("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-ineffective-lock] warning "deadlock"
    run(stored ? "COMMIT" : "ROLLBACK");
    return stored;
  }
  // Whoever changes a row that is there needs the lock; the new row is left to one statement.
  bool rename(const std::string &name, const std::string &other) {
    run("START TRANSACTION");
    bool stored = true;
    if (has("SELECT id FROM tags WHERE name = '" + name + "' FOR UPDATE"))
      stored = run("UPDATE tags SET name = '" + other + "' WHERE name = '" + name + "'");
    run(stored ? "COMMIT" : "ROLLBACK");
    return stored;
  }
  bool ensureFirst(const std::string &name) {
    return run("INSERT INTO tags (name) VALUES ('" + name + "') ON DUPLICATE KEY UPDATE name = VALUES(name)");
  }

private:
  bool run(const std::string &sql) { return mysql_real_query(db, sql.data(), sql.size()) == 0; }
  bool has(const std::string &sql) {
    if (!run(sql))
      return false;
    MYSQL_RES *rows = mysql_store_result(db);
    const bool found = rows && mysql_num_rows(rows) > 0;
    mysql_free_result(rows);
    return found;
  }
  MYSQL *db;
};
bool use(MYSQL *db, const std::string &name) {
  Tags tags(db);
  return tags.ensure(name) && tags.rename(name, name + "s") && tags.ensureFirst(name);
}
