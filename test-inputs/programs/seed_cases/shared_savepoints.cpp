// Case 2: tasks that each open a savepoint on the one connection, inside one transaction. Savepoints are a stack, and the
// tasks end in any order: who releases the outer one takes the inner one with it, and "no such savepoint" is the answer.
// schema: settings.sql
#include <sqlite3.h>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

static void run(sqlite3 *db, const std::string &sql) {
  char *error = nullptr;
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &error) != SQLITE_OK) {
    std::string text = error ? error : "error";
    sqlite3_free(error);
    throw std::runtime_error(text);
  }
}

static void store(sqlite3 *db, const std::string &savepoint, const std::string &name, const std::string &value) {
  run(db, "SAVEPOINT " + savepoint);
  run(db, "INSERT INTO settings (name, value) VALUES ('" + name + "', '" + value + "') ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  run(db, "RELEASE " + savepoint);
}

void storeBoth(sqlite3 *db) {
  run(db, "BEGIN");
  std::thread first([db] { store(db, "a", "colour", "red"); });  // finding: [dbrace-shared-transaction]
  std::thread second([db] { store(db, "c", "size", "large"); });
  first.join();
  second.join();
  run(db, "COMMIT");
}

// Out of it: one lock around each savepoint's whole life.
void storeOneByOne(sqlite3 *db) {
  std::mutex savepoints;
  run(db, "BEGIN");
  auto guarded = [&](const char *savepoint, const char *name, const char *value) {
    std::lock_guard<std::mutex> lock(savepoints);
    store(db, savepoint, name, value);
  };
  std::thread first(guarded, "a", "colour", "red"), second(guarded, "c", "size", "large");
  first.join();
  second.join();
  run(db, "COMMIT");
}
