// std::optional, smart and plain pointers, and an object whose id stayed 0.
// schema: plain.sql
#include <sqlite3.h>
#include <memory>
#include <optional>
#include <string>

struct User {
  int id = 0;
  std::string email;
};

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const std::string &email) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, email.c_str(), -1, SQLITE_TRANSIENT);
  return stmt;
}
std::optional<User> findOptional(sqlite3 *db, const std::string &email) {
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  std::optional<User> user;
  if (sqlite3_step(stmt) == SQLITE_ROW)
    user = User{sqlite3_column_int(stmt, 0), email};
  sqlite3_finalize(stmt);
  return user;
}
std::unique_ptr<User> findUnique(sqlite3 *db, const std::string &email) {
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  std::unique_ptr<User> user;
  if (sqlite3_step(stmt) == SQLITE_ROW) {
    user = std::make_unique<User>();
    user->id = sqlite3_column_int(stmt, 0);
  }
  sqlite3_finalize(stmt);
  return user;
}
User *findPlain(sqlite3 *db, const std::string &email) {
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  User *user = nullptr;
  if (sqlite3_step(stmt) == SQLITE_ROW)
    user = new User{sqlite3_column_int(stmt, 0), email};
  sqlite3_finalize(stmt);
  return user;
}
User findByValue(sqlite3 *db, const std::string &email) {
  User user;
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM users WHERE email = ?", email);
  if (sqlite3_step(stmt) == SQLITE_ROW) {
    user.id = sqlite3_column_int(stmt, 0);
    user.email = email;
  }
  sqlite3_finalize(stmt);
  return user;
}
static void insert(sqlite3 *db, const char *sql, const std::string &email) {
  sqlite3_stmt *stmt = prepare(db, sql, email);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
}

void byHasValue(sqlite3 *db, const std::string &email) {
  if (!findOptional(db, email).has_value())
    insert(db, "INSERT INTO users (email) VALUES (?)", email);  // finding: [dbrace-duplicate-insert]
}
void byOptionalBool(sqlite3 *db, const std::string &email) {
  auto user = findOptional(db, email);
  if (user)
    return;
  insert(db, "INSERT INTO users (email) VALUES (?)", email);  // finding: [dbrace-duplicate-insert]
}
void byUnique(sqlite3 *db, const std::string &email) {
  auto user = findUnique(db, email);
  if (!user)
    insert(db, "INSERT INTO users (email) VALUES (?)", email);  // finding: [dbrace-duplicate-insert]
}
void byPlain(sqlite3 *db, const std::string &email) {
  User *user = findPlain(db, email);
  if (user == nullptr)
    insert(db, "INSERT INTO users (email) VALUES (?)", email);  // finding: [dbrace-duplicate-insert]
  delete user;
}
void byDefaultId(sqlite3 *db, const std::string &email) {
  const User user = findByValue(db, email);
  if (user.id == 0)
    insert(db, "INSERT INTO users (email) VALUES (?)", email);  // finding: [dbrace-duplicate-insert]
}

void whenOptionalSet(sqlite3 *db, const std::string &email) {
  if (auto user = findOptional(db, email))
    insert(db, "INSERT INTO users (email) VALUES (?)", email);
}
void whenUniqueSet(sqlite3 *db, const std::string &email) {
  if (findUnique(db, email))
    insert(db, "INSERT INTO users (email) VALUES (?)", email);
}
void whenPlainSet(sqlite3 *db, const std::string &email) {
  User *user = findPlain(db, email);
  if (!user)
    return;
  insert(db, "INSERT INTO users (email) VALUES (?)", email);
  delete user;
}
void whenIdSet(sqlite3 *db, const std::string &email) {
  const User user = findByValue(db, email);
  if (user.id != 0)
    insert(db, "INSERT INTO users (email) VALUES (?)", email);
}
