// A map in front of the table: on a hit the table is not asked at all, on a miss the lookup decides.
// schema: plain.sql
#include <sqlite3.h>
#include <map>
#include <string>

class Tags {
public:
  explicit Tags(sqlite3 *db) : db(db) {}

  int idOf(const std::string &name) {
    if (const auto hit = cache.find(name); hit != cache.end())
      return hit->second;
    int id = -1;
    sqlite3_stmt *lookup = prepare("SELECT id FROM tags WHERE name = ?", name);
    if (sqlite3_step(lookup) == SQLITE_ROW)
      id = sqlite3_column_int(lookup, 0);
    sqlite3_finalize(lookup);
    if (id == -1) {
      sqlite3_stmt *insert = prepare("INSERT INTO tags (name) VALUES (?)", name);
      sqlite3_step(insert);  // finding: [dbrace-duplicate-insert] "tags"
      sqlite3_finalize(insert);
      id = int(sqlite3_last_insert_rowid(db));
    }
    cache[name] = id;
    return id;
  }

  // Only the map is asked: no row of the table decides.
  void remember(const std::string &name) {
    if (cache.count(name))
      return;
    sqlite3_stmt *insert = prepare("INSERT INTO tags (name) VALUES (?)", name);
    sqlite3_step(insert);
    sqlite3_finalize(insert);
    cache[name] = int(sqlite3_last_insert_rowid(db));
  }

private:
  sqlite3 *db;
  std::map<std::string, int> cache;

  sqlite3_stmt *prepare(const char *sql, const std::string &name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    return stmt;
  }
};

int use(sqlite3 *db, const std::string &name) {
  Tags tags(db);
  tags.remember("first");
  return tags.idOf(name);
}
