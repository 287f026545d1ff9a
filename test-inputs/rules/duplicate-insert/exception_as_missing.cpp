// The lookup throws when there is no row, and the handler inserts.
// schema: plain.sql
#include <sqlite3.h>
#include <stdexcept>
#include <string>

struct NotFound : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct DatabaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const std::string &value) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
    throw DatabaseError(sqlite3_errmsg(db));
  sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
  return stmt;
}
int tagId(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  const int rc = sqlite3_step(stmt);
  if (rc == SQLITE_DONE) {
    sqlite3_finalize(stmt);
    throw NotFound("no tag " + name);
  }
  if (rc != SQLITE_ROW) {
    sqlite3_finalize(stmt);
    throw DatabaseError(sqlite3_errmsg(db));
  }
  const int id = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return id;
}
static int insert(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = prepare(db, sql, name);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return int(sqlite3_last_insert_rowid(db));
}

int getOrCreate(sqlite3 *db, const std::string &name) {
  try {
    return tagId(db, name);
  } catch (const NotFound &) {
    return insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  }
}
int getOrCreateByBase(sqlite3 *db, const std::string &name) {
  int id = 0;
  try {
    id = tagId(db, name);
  } catch (const std::exception &) {
    id = insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  }
  return id;
}
// The handler takes database errors only; a missing row leaves the function.
int onDatabaseError(sqlite3 *db, const std::string &name) {
  try {
    return tagId(db, name);
  } catch (const DatabaseError &) {
    return insert(db, "INSERT INTO tags (name) VALUES (?)", name);
  }
}
// A missing row skips the insert.
void insertsWhenFound(sqlite3 *db, const std::string &name) {
  try {
    tagId(db, name);
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);
  } catch (const NotFound &) {
  }
}
