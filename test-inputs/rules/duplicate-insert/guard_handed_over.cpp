// A guard that a function hands over, by itself or in an object, holds its mutex as long as it lives there.
// schema: plain.sql
#include <sqlite3.h>
#include <mutex>
#include <shared_mutex>

/// Access to what a mutex guards, for as long as it lives.
template <typename Value> class Access {
public:
  Access(Value &value, std::shared_mutex &mutex) : lock(mutex), value(value) {}
  Value *operator->() const { return &value; }

private:
  std::unique_lock<std::shared_mutex> lock;
  Value &value;
};

template <typename Value> class Guarded {
public:
  Access<Value> access() { return Access<Value>(value, mutex); }

private:
  std::shared_mutex mutex;
  Value value;
};

struct Settings {
  bool readOnly() const { return flag; }
  bool flag = false;
};

class Database {
public:
  bool step(const char *sql, const char *name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  std::unique_lock<std::mutex> hold() { return std::unique_lock<std::mutex>(mutex); }

private:
  sqlite3 *db = nullptr;
  std::mutex mutex;
};

static Guarded<Settings> settings;

// Gone at the end of the expression that asked.
void askedBefore(Database &db, const char *name) {
  if (settings.access()->readOnly())
    return;
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void keptToTheEnd(Database &db, const char *name) {
  auto access = settings.access();
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);
}
void heldToTheEnd(Database &db, const char *name) {
  std::unique_lock<std::mutex> held = db.hold();
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);
}
void heldForTheLookup(Database &db, const char *name) {
  bool known;
  {
    auto held = db.hold();
    known = db.step("SELECT id FROM tags WHERE name = ?", name);
  }
  if (!known)
    db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
// Assigning a guard releases what it held.
void emptied(Database &db, const char *name) {
  auto held = db.hold();
  const bool known = db.step("SELECT id FROM tags WHERE name = ?", name);
  held = std::unique_lock<std::mutex>();
  if (!known)
    db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void handedOn(Database &db, const char *name) {
  std::unique_lock<std::mutex> held;
  {
    auto first = db.hold();
    held = std::move(first);
  }
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);
}
