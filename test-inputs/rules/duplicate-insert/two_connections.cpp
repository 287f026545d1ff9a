// A transaction on one connection says nothing about statements on another.
// schema: plain.sql
#include <sqlite3.h>

static bool step(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static void command(sqlite3 *db, const char *sql) { sqlite3_exec(db, sql, nullptr, nullptr, nullptr); }

void guardedElsewhere(sqlite3 *store, sqlite3 *audit, const char *name) {
  command(audit, "BEGIN IMMEDIATE");
  if (!step(store, "SELECT id FROM tags WHERE name = ?", name))
    step(store, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error
  command(audit, "COMMIT");
}
void guardedHere(sqlite3 *store, sqlite3 *audit, const char *name) {
  command(store, "BEGIN IMMEDIATE");
  command(audit, "BEGIN");
  if (!step(store, "SELECT id FROM tags WHERE name = ?", name))
    step(store, "INSERT INTO tags (name) VALUES (?)", name);
  command(audit, "COMMIT");
  command(store, "COMMIT");
}
void otherCommittedFirst(sqlite3 *store, sqlite3 *audit, const char *name) {
  command(store, "BEGIN IMMEDIATE");
  const bool known = step(store, "SELECT id FROM tags WHERE name = ?", name);
  command(audit, "INSERT INTO log (line) VALUES ('asked')");
  command(audit, "COMMIT");
  if (!known)
    step(store, "INSERT INTO tags (name) VALUES (?)", name);
  command(store, "COMMIT");
}
void committedFirst(sqlite3 *store, const char *name) {
  command(store, "BEGIN IMMEDIATE");
  const bool known = step(store, "SELECT id FROM tags WHERE name = ?", name);
  command(store, "COMMIT");
  if (!known)
    step(store, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error
}

// One reads, the other writes.
class Replica {
public:
  void put(const char *name) {
    command(writer, "BEGIN IMMEDIATE");
    if (!step(reader, "SELECT id FROM tags WHERE name = ?", name))
      step(writer, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error
    command(writer, "COMMIT");
  }
  void putAsOne(const char *name) {
    command(writer, "BEGIN IMMEDIATE");
    if (!step(writer, "SELECT id FROM tags WHERE name = ?", name))
      step(writer, "INSERT INTO tags (name) VALUES (?)", name);
    command(writer, "COMMIT");
  }

private:
  sqlite3 *reader = nullptr, *writer = nullptr;
};
void useReplica(Replica &replica, const char *name) {
  replica.put(name);
  replica.putAsOne(name);
}

void opened(const char *name) {
  sqlite3 *store = nullptr, *state = nullptr;
  sqlite3_open("store.db", &store);
  sqlite3_open("state.db", &state);
  command(state, "BEGIN EXCLUSIVE");
  if (!step(store, "SELECT id FROM tags WHERE name = ?", name))
    step(store, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error
  command(state, "COMMIT");
  command(store, "BEGIN EXCLUSIVE");
  if (!step(store, "SELECT id FROM users WHERE email = ?", name))
    step(store, "INSERT INTO users (email) VALUES (?)", name);
  command(store, "COMMIT");
  sqlite3_close(state);
  sqlite3_close(store);
}
// What a handle is a copy of is not known: it is taken for the same.
sqlite3 *current();
void unknownHandles(const char *name) {
  command(current(), "BEGIN IMMEDIATE");
  if (!step(current(), "SELECT id FROM tags WHERE name = ?", name))
    step(current(), "INSERT INTO tags (name) VALUES (?)", name);
  command(current(), "COMMIT");
}
