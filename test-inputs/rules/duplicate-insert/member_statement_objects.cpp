// Statements as objects that a helper makes and hands over by value, kept in members: plain, owned, optional.
// schema: plain.sql
// flags: -std=c++17
#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

struct Finalize {
  void operator()(sqlite3_stmt *s) const { sqlite3_finalize(s); }
};

class Statement {
public:
  Statement() = default;
  explicit Statement(sqlite3_stmt *s) : handle_(s) {}
  Statement(sqlite3 *db, const char *sql) {
    sqlite3_stmt *s = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &s, nullptr);
    handle_.reset(s);
  }
  Statement(Statement &&) = default;
  Statement &operator=(Statement &&) = default;
  bool row(const std::string &name) {
    sqlite3_reset(handle_.get());
    sqlite3_bind_text(handle_.get(), 1, name.c_str(), -1, SQLITE_TRANSIENT);
    return sqlite3_step(handle_.get()) == SQLITE_ROW;
  }

private:
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

class Plain {
public:
  explicit Plain(sqlite3 *db) : db_(db) {}
  void open() {
    find_ = prepare("SELECT 1 FROM tags WHERE name = ?");
    findUser_ = prepare("SELECT 1 FROM users WHERE name = ?");
    add_ = prepare("INSERT INTO tags (name) VALUES (?)");
  }
  void ensure(const std::string &name) {
    if (!find_.row(name))
      add_.row(name);  // finding: [dbrace-duplicate-insert]
  }
  void ensureForUser(const std::string &name) {
    if (!findUser_.row(name))
      add_.row(name);
  }

private:
  Statement prepare(const char *sql) { return Statement(db_, sql); }
  sqlite3 *db_;
  Statement find_, findUser_, add_;
};

class Optional {
public:
  explicit Optional(sqlite3 *db) : db_(db) {}
  void open() {
    find_ = prepare("SELECT 1 FROM tags WHERE name = ?");
    findUser_.emplace(prepare("SELECT 1 FROM users WHERE name = ?"));
    add_ = prepare("INSERT INTO tags (name) VALUES (?)");
  }
  void ensure(const std::string &name) {
    if (!find_->row(name))
      add_->row(name);  // finding: [dbrace-duplicate-insert]
  }
  void ensureForUser(const std::string &name) {
    if (!findUser_->row(name))
      add_->row(name);
  }

private:
  Statement prepare(const char *sql) { return Statement(db_, sql); }
  sqlite3 *db_;
  std::optional<Statement> find_, findUser_, add_;
};

// What can fail hands over a statement or a number.
template <class T> class Result {
public:
  Result(T value) : value_(std::move(value)) {}
  Result(int code) : code_(code) {}
  bool isError() const { return code_ != 0; }
  int code() const { return code_; }
  T take() { return std::move(*value_); }

private:
  int code_ = 0;
  std::optional<T> value_;
};

class Failing {
public:
  explicit Failing(sqlite3 *db) : db_(db) {}
  int open() {
    auto find = prepare("SELECT 1 FROM tags WHERE name = ?");
    if (find.isError())
      return find.code();
    find_ = find.take();
    auto findUser = prepare("SELECT 1 FROM users WHERE name = ?");
    if (findUser.isError())
      return findUser.code();
    findUser_ = findUser.take();
    auto add = prepare("INSERT INTO tags (name) VALUES (?)");
    if (add.isError())
      return add.code();
    add_ = add.take();
    return 0;
  }
  void ensure(const std::string &name) {
    if (!find_->row(name))
      add_->row(name);  // finding: [dbrace-duplicate-insert]
  }
  void ensureForUser(const std::string &name) {
    if (!findUser_->row(name))
      add_->row(name);
  }

private:
  Result<Statement> prepare(const char *sql) {
    sqlite3_stmt *s = nullptr;
    if (sqlite3_prepare_v2(db_, sql, -1, &s, nullptr) != SQLITE_OK)
      return sqlite3_errcode(db_);
    return Statement(s);
  }
  sqlite3 *db_;
  std::optional<Statement> find_, findUser_, add_;
};

void use(sqlite3 *db, const std::string &name) {
  Plain plain(db);
  plain.open();
  Optional optional(db);
  optional.open();
  Failing failing(db);
  failing.open();
}
