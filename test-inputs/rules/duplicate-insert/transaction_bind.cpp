// The body of a transaction is a function that std::bind has given its arguments.
// schema: plain.sql
#include <sqlite3.h>
#include <functional>
#include <string>

class Book {
public:
  explicit Book(sqlite3 *db) : db(db) {}
  bool exclusively(const std::function<bool(Book &)> &body) {
    sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    const bool done = body(*this);
    sqlite3_exec(db, done ? "COMMIT" : "ROLLBACK", nullptr, nullptr, nullptr);
    return done;
  }
  bool plainly(const std::function<bool(Book &)> &body) { return body(*this); }
  bool has(const std::string &name) { return run("SELECT 1 FROM tags WHERE name = ?", name) == SQLITE_ROW; }
  bool add(const std::string &name) {
    return run("INSERT INTO tags (name) VALUES (?)", name) == SQLITE_DONE;  // finding: [dbrace-duplicate-insert] finding: [dbrace-duplicate-insert]
  }
  sqlite3 *db;

private:
  int run(const char *sql, const std::string &name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    const int answer = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return answer;
  }
};

static bool inTransaction(const std::string &name, Book &book) { return book.has(name) || book.add(name); }
bool ensured(Book &book, const std::string &name) {
  return book.exclusively(std::bind(inTransaction, name, std::placeholders::_1));
}

static bool alone(const std::string &name, Book &book) {
  return book.has(name) || book.add(name);
}
bool notEnsured(Book &book, const std::string &name) {
  return book.plainly(std::bind(alone, name, std::placeholders::_1));
}

// Another name is written than is looked for: which is which says the order of the places.
static bool either(const std::string &wanted, const std::string &other, Book &book) {
  return book.has(wanted) || book.add(other);
}
bool different(Book &book, const std::string &name, const std::string &copy) {
  return book.plainly(std::bind(either, name, copy, std::placeholders::_1));
}

class Names {
public:
  explicit Names(Book &book) : book(book) {}
  bool ensure(const std::string &name) { return book.exclusively(std::bind(&Names::locked, this, name)); }
  bool ensureNot(const std::string &name) { return book.plainly(std::bind(&Names::unlocked, this, name)); }

private:
  bool locked(const std::string &name) { return book.has(name) || book.add(name); }
  bool unlocked(const std::string &name) {
    return book.has(name) || book.add(name);
  }
  Book &book;
};
