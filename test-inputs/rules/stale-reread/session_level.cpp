// The level is set once, where the connection is made, for all transactions of the program.
// schema: keyed.sql
// dialect: mysql
#include <mysql.h>
#include <cstdio>
#include <cstdlib>
#include <string>

class Store {
public:
  bool open(const char *host) {
    if (!mysql_real_connect(db, host, "app", "", "app", 0, nullptr, 0))
      return false;
    return exec("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  }
  bool exec(const std::string &sql) { return mysql_query(db, sql.c_str()) == 0; }
  long find(const std::string &name) {
    if (!exec("SELECT id FROM tags WHERE name = '" + name + "'"))
      return 0;
    MYSQL_RES *result = mysql_use_result(db);
    MYSQL_ROW row = mysql_fetch_row(result);
    long id = row ? std::atol(row[0]) : 0;
    mysql_free_result(result);
    return id;
  }
  long ensure(const std::string &name) {
    exec("BEGIN");
    long id = find(name);
    if (!id && !exec("INSERT INTO tags (name) VALUES ('" + name + "')"))
      id = find(name);
    exec("COMMIT");
    return id;
  }
  // This one says otherwise.
  long ensureRepeatable(const std::string &name) {
    exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    exec("BEGIN");
    long id = find(name);
    if (!id && !exec("INSERT INTO tags (name) VALUES ('" + name + "')"))  // finding: [dbrace-stale-reread] warning "REPEATABLE READ"
      id = find(name);
    exec("COMMIT");
    return id;
  }

private:
  MYSQL *db = mysql_init(nullptr);
};

int main(int argc, char **argv) {
  Store store;
  if (!store.open("localhost"))
    return 1;
  for (int i = 1; i < argc; ++i)
    std::printf("%ld %ld\n", store.ensure(argv[i]), store.ensureRepeatable(argv[i]));
}
