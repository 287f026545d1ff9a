// A variable that is handed to a call of unknown declaration may have been filled there: what it held before says
// nothing about the code behind.
// schema: plain.sql
#include <sqlite3.h>
#include <vendor/archive.h>

static bool run(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void unpack(sqlite3 *db, Archive &archive, const char *name) {
  const bool known = run(db, "SELECT id FROM tags WHERE name = ?", name);
  unsigned long size = 0;
  archive.extract(name, size);
  if (size < 1)
    return;
  if (!known)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] "tags"
}

// What cannot be changed still is what it was: nothing is ever inserted.
void unpackNothing(sqlite3 *db, Archive &archive, const char *name) {
  const bool known = run(db, "SELECT id FROM tags WHERE name = ?", name);
  const unsigned long size = 0;
  archive.extract(name, size);
  if (size < 1)
    return;
  if (!known)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
}

// The same with a callee whose body is known, but not to the compiler: its class has an unknown base.
class Volume : public vendor::Stream {
public:
  template <class Text> bool extract(Text name, unsigned long &size, int more = 0) {
    size = seek(name);
    return size + more > 0;
  }
};

void unpackVolume(sqlite3 *db, Volumes &volumes, const char *name) {
  const bool known = run(db, "SELECT id FROM tags WHERE name = ?", name);
  unsigned long size = 0;
  volumes.front().extract(name, size);
  if (size < 1)
    return;
  if (!known)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] "tags"
}
