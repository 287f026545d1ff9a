// A wrapper that copies the rows of sqlite3_get_table, and gives up when that fails.
// schema: plain.sql
#include <sqlite3.h>
#include <string>
#include <vector>

class Database {
public:
  std::vector<std::vector<std::string>> query(const std::string &sql) {
    std::vector<std::vector<std::string>> rows;
    char **table = nullptr, *error = nullptr;
    int height = 0, width = 0;
    if (sqlite3_get_table(handle, sql.c_str(), &table, &height, &width, &error) != SQLITE_OK) {
      sqlite3_free(error);
      return rows;
    }
    for (int i = 1; i <= height; ++i) {
      std::vector<std::string> row;
      for (int j = 0; j < width; ++j)
        row.push_back(table[i * width + j] ? table[i * width + j] : "");
      rows.push_back(row);
    }
    sqlite3_free_table(table);
    return rows;
  }
  bool run(const std::string &sql) { return sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }

private:
  sqlite3 *handle = nullptr;
};

void addTag(Database &db, const std::string &name) {
  auto rows = db.query("SELECT id FROM tags WHERE name = '" + name + "'");
  if (rows.size() > 0)
    return;
  db.run("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert]
}
void addKnownTag(Database &db, const std::string &name) {
  auto rows = db.query("SELECT id FROM tags WHERE name = '" + name + "'");
  if (rows.size() < 1)
    return;
  db.run("INSERT INTO tags (name) VALUES ('" + name + "')");
}
