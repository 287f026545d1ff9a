// Statements are prepared once and kept by their text, in maps of several kinds.
// schema: plain.sql
#include <sqlite3.h>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

struct Finalize {
  void operator()(sqlite3_stmt *stmt) const { sqlite3_finalize(stmt); }
};

static sqlite3_stmt *prepared(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
  return stmt;
}
static bool steps(sqlite3_stmt *stmt, const std::string &value) {
  sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_reset(stmt);
  return row;
}

class Found {
public:
  explicit Found(sqlite3 *db) : db(db) {}
  void ensure(const std::string &name) {
    if (!steps(get("SELECT id FROM tags WHERE name = ?"), name))
      steps(get("INSERT INTO tags (name) VALUES (?)"), name);  // finding: [dbrace-duplicate-insert]
  }
  void note(const std::string &name) {
    if (!steps(get("SELECT id FROM tags WHERE name = ?"), name))
      steps(get("INSERT INTO log (line) VALUES (?)"), name);
  }

private:
  sqlite3_stmt *get(const std::string &sql) {
    auto it = cache.find(sql);
    if (it != cache.end())
      return it->second;
    return cache[sql] = prepared(db, sql);
  }
  sqlite3 *db;
  std::map<std::string, sqlite3_stmt *> cache;
};

class Slot {
public:
  explicit Slot(sqlite3 *db) : db(db) {}
  void ensure(const std::string &name) {
    if (!steps(get("SELECT id FROM tags WHERE name = ?"), name))
      steps(get("INSERT INTO tags (name) VALUES (?)"), name);  // finding: [dbrace-duplicate-insert]
  }
  void note(const std::string &name) {
    if (!steps(get("SELECT id FROM tags WHERE name = ?"), name))
      steps(get("INSERT INTO log (line) VALUES (?)"), name);
  }

private:
  sqlite3_stmt *get(const std::string &sql) {
    auto &slot = cache[sql];
    if (!slot)
      slot.reset(prepared(db, sql));
    return slot.get();
  }
  sqlite3 *db;
  std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>> cache;
};

class Tried {
public:
  explicit Tried(sqlite3 *db) : db(db) {}
  void ensure(const std::string &name) {
    if (!steps(get("SELECT id FROM tags WHERE name = ?"), name))
      steps(get("INSERT INTO tags (name) VALUES (?)"), name);  // finding: [dbrace-duplicate-insert]
  }
  void note(const std::string &name) {
    if (!steps(get("SELECT id FROM tags WHERE name = ?"), name))
      steps(get("INSERT INTO log (line) VALUES (?)"), name);
  }

private:
  sqlite3_stmt *get(const char *sql) {
    auto [it, isNew] = cache.try_emplace(sql, nullptr);
    if (isNew)
      it->second = prepared(db, sql);
    return it->second;
  }
  sqlite3 *db;
  std::unordered_map<std::string, sqlite3_stmt *> cache;
};

// Asked for the number of times, and nothing is kept.
class Counted {
public:
  explicit Counted(sqlite3 *db) : db(db) {}
  void ensure(const std::string &name) {
    if (!runs("SELECT id FROM tags WHERE name = ?", name))
      runs("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  }

private:
  bool runs(const std::string &sql, const std::string &value) {
    ++times[sql];
    sqlite3_stmt *stmt = prepared(db, sql);
    const bool row = steps(stmt, value);
    sqlite3_finalize(stmt);
    return row;
  }
  sqlite3 *db;
  std::map<std::string, int> times;
};

void use(sqlite3 *db, const std::string &name) {
  Found(db).ensure(name);
  Found(db).note(name);
  Slot(db).ensure(name);
  Slot(db).note(name);
  Tried(db).ensure(name);
  Tried(db).note(name);
  Counted(db).ensure(name);
}
