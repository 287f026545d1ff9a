// A writer that holds two locks shares one of them with the others.
// schema: plain.sql
#include <mysql/mysql.h>
#include <string>

class Store {
public:
  explicit Store(MYSQL *db) : db(db) {}
  void add(const std::string &name) {
    lock("tags");
    insertMissing("SELECT id FROM tags WHERE name = '" + name + "'", "INSERT INTO tags (name) VALUES ('" + name + "')");
    unlock("tags");
  }
  void addTwice(const std::string &name) {
    lock("tags");
    insertMissing("SELECT id FROM tags WHERE name = '" + name + "'", "INSERT INTO tags (name) VALUES ('" + name + "')");
    unlock("tags");
  }
  void addInImport(const std::string &name) {
    lock("import");
    lock("tags");
    insertMissing("SELECT id FROM tags WHERE name = '" + name + "'", "INSERT INTO tags (name) VALUES ('" + name + "')");
    unlock("tags");
    unlock("import");
  }
  void addInOther(const std::string &name) {
    lock("import");
    lock("labels");
    insertMissing("SELECT id FROM tags WHERE name = '" + name + "'",
                  "INSERT INTO tags (name) VALUES ('" + name + "')");  // missed: [dbrace-ineffective-lock]
    unlock("labels");
    unlock("import");
  }

private:
  void lock(const std::string &name) { run("SELECT GET_LOCK('" + name + "', -1)"); }
  void unlock(const std::string &name) { run("SELECT RELEASE_LOCK('" + name + "')"); }
  void insertMissing(const std::string &lookup, const std::string &insert) {
    mysql_real_query(db, lookup.data(), lookup.size());
    MYSQL_RES *rows = mysql_store_result(db);
    const bool missing = mysql_num_rows(rows) == 0;
    mysql_free_result(rows);
    if (missing)
      mysql_real_query(db, insert.data(), insert.size());
  }
  void run(const std::string &sql) {
    mysql_real_query(db, sql.data(), sql.size());
    mysql_free_result(mysql_store_result(db));
  }
  MYSQL *db;
};
void use(Store &store, const std::string &name) {
  store.add(name);
  store.addTwice(name);
  store.addInImport(name);
  store.addInOther(name);
}
