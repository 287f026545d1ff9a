// A table's name begins with what the configuration says: another beginning is another table.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

class Store {
public:
  Store(sqlite3 *db, std::string prefix, std::string oldPrefix)
      : db(db), prefix(std::move(prefix)), oldPrefix(std::move(oldPrefix)) {}
  void add(const std::string &name) {
    if (!has("SELECT id FROM " + prefix + "tags WHERE name = '" + name + "'"))
      run("INSERT INTO " + prefix + "tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
  }
  void addWhatIsOld(const std::string &name) {
    if (!has("SELECT id FROM " + oldPrefix + "tags WHERE name = '" + name + "'"))
      run("INSERT INTO " + prefix + "tags (name) VALUES ('" + name + "')");
  }
  void addWhatIsKnown(const std::string &name) {
    if (has("SELECT id FROM " + prefix + "tags WHERE name = '" + name + "'"))
      run("INSERT INTO " + prefix + "tags (name) VALUES ('" + name + "')");
  }
  // Too little of the name is known.
  void addShort(const std::string &name) {
    if (!has("SELECT id FROM " + prefix + "_t WHERE name = '" + name + "'"))
      run("INSERT INTO " + prefix + "_t (name) VALUES ('" + name + "')");
  }

private:
  sqlite3 *db;
  std::string prefix, oldPrefix;
  bool has(const std::string &sql) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  void run(const std::string &sql) { sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }
};
