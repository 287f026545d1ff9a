// The row comes back as an expected, or the reason why there is none.
// schema: plain.sql
// flags: -std=c++23
#include <sqlite3.h>
#include <expected>
#include <string>

enum class Problem { None, Missing, Busy, Refused };

class Tags {
public:
  explicit Tags(sqlite3 *db) : db(db) {}

  std::expected<long, Problem> find(const std::string &name) {
    sqlite3_stmt *find = nullptr;
    if (sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &find, nullptr) != SQLITE_OK)
      return std::unexpected(Problem::Refused);
    sqlite3_bind_text(find, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    const int answer = sqlite3_step(find);
    if (answer != SQLITE_ROW) {
      sqlite3_finalize(find);
      return std::unexpected(answer == SQLITE_DONE ? Problem::Missing : Problem::Busy);
    }
    const long id = static_cast<long>(sqlite3_column_int64(find, 0));
    sqlite3_finalize(find);
    return id;
  }

  std::expected<long, Problem> byError(const std::string &name) {
    auto found = find(name);
    if (found)
      return *found;
    if (found.error() == Problem::Missing)
      return add("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
    return std::unexpected(found.error());
  }
  bool byValue(const std::string &name) {
    if (!find(name).has_value())
      return add("INSERT INTO tags (name) VALUES (?)", name).has_value();  // finding: [dbrace-duplicate-insert]
    return false;
  }
  // A row of that name is there, and another one is stored.
  bool whenFound(const std::string &name, const std::string &copy) {
    auto found = find(name);
    if (!found.has_value())
      return false;
    return add("INSERT INTO tags (name) VALUES (?)", copy).has_value();
  }
  // Only where the database could not be asked: then there may be a row.
  void onlyWhenBusy(const std::string &name) {
    auto found = find(name);
    if (!found && found.error() == Problem::Busy)
      add("INSERT INTO log (line) VALUES (?)", name);
  }
  bool locked(const std::string &name) {
    sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    auto found = find(name);
    if (!found && found.error() == Problem::Missing)
      found = add("INSERT INTO tags (name) VALUES (?)", name);
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    return found.has_value();
  }

private:
  std::expected<long, Problem> add(const char *sql, const std::string &value) {
    sqlite3_stmt *insert = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &insert, nullptr);
    sqlite3_bind_text(insert, 1, value.c_str(), -1, SQLITE_TRANSIENT);
    const int answer = sqlite3_step(insert);
    sqlite3_finalize(insert);
    if (answer != SQLITE_DONE)
      return std::unexpected(Problem::Refused);
    return static_cast<long>(sqlite3_last_insert_rowid(db));
  }
  sqlite3 *db;
};
