#include "mysql_database.h"
#include "pg_database.h"
#include "sqlite_database.h"

#include <stdexcept>

std::unique_ptr<Database> openDatabase(const std::string &kind, const std::string &where) {
  if (kind == "mysql")
    return std::make_unique<MysqlDatabase>(where);
  if (kind == "postgresql")
    return std::make_unique<PgDatabase>(where);
  return std::make_unique<SqliteDatabase>(where);
}

class Tags {
public:
  explicit Tags(Database &db) : db(db) {}
  // In SQLite the transaction keeps rivals out; MySQL's backend begins none, PostgreSQL's does not help.
  void ensure(const std::string &name) {
    db.beginTransaction();
    if (db.number("SELECT id FROM tags WHERE name = '" + name + "'") == 0)
      db.execute("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] error "(in MysqlDatabase and PgDatabase)"
    db.commit();
  }
  void ensureAlone(const std::string &name) {
    if (db.number("SELECT id FROM tags WHERE name = '" + name + "'") == 0)
      db.execute("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] error "(in MysqlDatabase, PgDatabase and SqliteDatabase)"
  }

private:
  Database &db;
};

// With a key each backend has a verdict of its own: two throw, and nobody catches; the third's result is dropped.
void ensureUser(std::shared_ptr<Database> db, const std::string &email) {
  if (db->number("SELECT id FROM users WHERE email = '" + email + "'") == 0)
    db->execute("INSERT INTO users (email) VALUES ('" + email + "')");  // finding: [dbrace-unhandled-conflict] warning "users"
}
bool ensureUserChecked(Database *db, const std::string &email) {
  if (db->number("SELECT id FROM users WHERE email = '" + email + "'") != 0)
    return true;
  try {
    return db->execute("INSERT INTO users (email) VALUES ('" + email + "')");  // finding: [dbrace-unhandled-conflict] note "users"
  } catch (const std::runtime_error &) {
    return false;
  }
}
// Copied from one to the other: what is missing in the target is not what was looked up in the source.
void copyTag(SqliteDatabase &source, MysqlDatabase &target, const std::string &name) {
  if (source.number("SELECT id FROM tags WHERE name = '" + name + "'") == 0)
    target.execute("INSERT INTO tags (name) VALUES ('" + name + "')");
}
// To all of them.
void spread(const std::vector<std::unique_ptr<Database>> &all, const std::string &name) {
  for (const auto &db : all)
    if (db->number("SELECT id FROM tags WHERE name = '" + name + "'") == 0)
      db->execute("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] error "(in MysqlDatabase, PgDatabase and SqliteDatabase)"
}
// Known to be one of them, which keeps rivals out.
void ensureLocally(const std::string &path, const std::string &name) {
  auto db = std::make_unique<SqliteDatabase>(path);
  Tags tags(*db);
  std::unique_ptr<Database> any = std::move(db);
  any->beginTransaction();
  if (any->number("SELECT id FROM tags WHERE name = '" + name + "'") == 0)
    any->execute("INSERT INTO tags (name) VALUES ('" + name + "')");
  any->commit();
}
