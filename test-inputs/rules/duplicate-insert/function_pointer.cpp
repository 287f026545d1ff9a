// Functions that are called through pointers: kept in a local, in a table of the function, in a global table, or handed on.
// schema: plain.sql
#include <sqlite3.h>

static bool known(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static void put(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
}

void local(sqlite3 *db, const char *name) {
  bool (*lookup)(sqlite3 *, const char *) = known;
  if (!lookup(db, name))
    put(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}

struct Calls {
  bool (*lookup)(sqlite3 *, const char *);
  void (*store)(sqlite3 *, const char *, const char *);
};
void localTable(sqlite3 *db, const char *name) {
  Calls calls = {&known, &put};
  if (!calls.lookup(db, name))
    calls.store(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
// The lookup asks for another name than the one that is stored.
void otherName(sqlite3 *db, const char *name, const char *other) {
  Calls calls = {&known, &put};
  if (!calls.lookup(db, other))
    calls.store(db, "INSERT INTO tags (name) VALUES (?)", name);
}

static const Calls shared = {known, put};
void globalTable(sqlite3 *db, const char *name) {
  if (!shared.lookup(db, name))
    shared.store(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}

static void enrol(sqlite3 *db, const char *name, bool (*lookup)(sqlite3 *, const char *)) {
  if (!lookup(db, name))
    put(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] "tags"
}
void handedOn(sqlite3 *db, const char *name) { enrol(db, name, known); }
// What is handed on looks nothing up.
static bool isReserved(sqlite3 *, const char *name) { return name[0] == '_'; }
static void enrolOther(sqlite3 *db, const char *name, bool (*refuses)(sqlite3 *, const char *)) {
  if (!refuses(db, name))
    put(db, "INSERT INTO tags (name) VALUES (?)", name);
}
void handedOnOther(sqlite3 *db, const char *name) { enrolOther(db, name, isReserved); }
