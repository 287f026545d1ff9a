// An interface for the data, one class behind it; callers know the interface only.
// schema: plain.sql
#include <sqlite3.h>
#include <memory>
#include <optional>
#include <string>

struct UserRow {
  int id;
  std::string email;
};
class UserDao {
public:
  virtual ~UserDao() = default;
  virtual std::optional<UserRow> byEmail(const std::string &email) = 0;
  virtual int create(const UserRow &row) = 0;
};
class SqliteUserDao final : public UserDao {
public:
  explicit SqliteUserDao(sqlite3 *db) : db(db) {}
  std::optional<UserRow> byEmail(const std::string &email) override {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT id, email FROM users WHERE email = ?", -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, email.c_str(), -1, SQLITE_TRANSIENT);
    if (sqlite3_step(stmt) != SQLITE_ROW) {
      sqlite3_finalize(stmt);
      return std::nullopt;
    }
    UserRow row{sqlite3_column_int(stmt, 0), reinterpret_cast<const char *>(sqlite3_column_text(stmt, 1))};
    sqlite3_finalize(stmt);
    return row;
  }
  int create(const UserRow &row) override {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO users (email) VALUES (?)", -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, row.email.c_str(), -1, SQLITE_TRANSIENT);
    const int rc = sqlite3_step(stmt);  // finding: [dbrace-duplicate-insert] "users"
    sqlite3_finalize(stmt);
    return rc == SQLITE_DONE ? static_cast<int>(sqlite3_last_insert_rowid(db)) : -1;
  }

private:
  sqlite3 *db;
};

class UserService {
public:
  explicit UserService(std::unique_ptr<UserDao> users) : users(std::move(users)) {}
  int signUp(const std::string &email) {
    if (auto known = users->byEmail(email))
      return known->id;
    return users->create({0, email});
  }

private:
  std::unique_ptr<UserDao> users;
};

// The same, where only another address is looked up, and where the row is copied.
class TagDao {
public:
  virtual ~TagDao() = default;
  virtual bool find(const std::string &name) = 0;
  virtual bool add(const std::string &name) = 0;
};
class SqliteTagDao final : public TagDao {
public:
  explicit SqliteTagDao(sqlite3 *db) : db(db) {}
  bool find(const std::string &name) override { return step("SELECT id FROM tags WHERE name = ?", name) == SQLITE_ROW; }
  bool add(const std::string &name) override { return step("INSERT INTO tags (name) VALUES (?)", name) == SQLITE_DONE; }

private:
  sqlite3 *db;
  int step(const char *sql, const std::string &value) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
    const int rc = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return rc;
  }
};
bool tagAlias(TagDao &tags, const std::string &name, const std::string &alias) {
  if (tags.find(name))
    return false;
  return tags.add(alias);
}
bool tagTwice(TagDao &tags, const std::string &name) { return tags.find(name) && tags.add(name); }
