// A mutex from the lookup to the insert excludes rivals while one process writes, which is what an embedded store starts
// from. A mutex inside the wrapper covers one statement only.
// schema: plain.sql
#include <sqlite3.h>
#include <mutex>

class Database {
public:
  bool step(const char *sql, const char *name) {
    std::lock_guard<std::mutex> lock(perStatement);
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  std::mutex whole;

private:
  sqlite3 *db = nullptr;
  std::mutex perStatement;
};

void perStatementOnly(Database &db, const char *name) {
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void guarded(Database &db, const char *name) {
  std::lock_guard<std::mutex> lock(db.whole);
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);
}
void lockedByHand(Database &db, const char *name) {
  db.whole.lock();
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);
  db.whole.unlock();
}
void guardedLookupOnly(Database &db, const char *name) {
  bool known;
  {
    std::scoped_lock lock(db.whole);
    known = db.step("SELECT id FROM tags WHERE name = ?", name);
  }
  if (!known)
    db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void unlockedBetween(Database &db, const char *name) {
  std::unique_lock<std::mutex> lock(db.whole);
  const bool known = db.step("SELECT id FROM tags WHERE name = ?", name);
  lock.unlock();
  if (known)
    return;
  lock.lock();
  db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
// A mutex of this call alone is nobody else's.
void ownMutex(Database &db, const char *name) {
  std::mutex mine;
  std::lock_guard<std::mutex> lock(mine);
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
