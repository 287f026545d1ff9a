// Statements prepared once and kept: by name in a map, by an enumerator in an array.
// schema: plain.sql
#include <sqlite3.h>
#include <array>
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>

class Registry {
public:
  explicit Registry(sqlite3 *db) : db(db) {
    add("findTag", "SELECT id FROM tags WHERE name = ?1");
    add("addTag", "INSERT INTO tags (name) VALUES (?1)");
    add("findUser", "SELECT id FROM users WHERE email = ?1");
    add("addUser", "INSERT INTO users (email) VALUES (?1)");
  }
  bool row(const std::string &name, const std::string &value) { return step(name, value) == SQLITE_ROW; }
  bool done(const std::string &name, const std::string &value) { return step(name, value) == SQLITE_DONE; }

private:
  sqlite3 *db;
  std::map<std::string, sqlite3_stmt *> statements;

  void add(const std::string &name, const char *sql) {
    sqlite3_stmt *stmt = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
      throw std::runtime_error(sql);
    statements[name] = stmt;
  }
  int step(const std::string &name, const std::string &value) {
    sqlite3_stmt *stmt = statements.at(name);
    sqlite3_reset(stmt);
    sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
    return sqlite3_step(stmt);
  }
};

void addTag(Registry &registry, const std::string &name) {
  if (!registry.row("findTag", name))
    registry.done("addTag", name);  // finding: [dbrace-duplicate-insert] "tags"
}
void addUserForTag(Registry &registry, const std::string &name) {
  if (!registry.row("findTag", name))
    registry.done("addUser", name);
}

// By an enumerator, prepared in a loop from a table of texts.
enum Statement { findDevice, addDevice, findArchive, addArchive, statementCount };
static const char *const texts[statementCount] = {
    "SELECT id FROM devices WHERE serial = ? AND port = ?",
    "INSERT INTO devices (serial, port) VALUES (?, ?)",
    "SELECT id FROM archive WHERE email = ?",
    "INSERT INTO archive (email) VALUES (?)",
};
class Prepared {
public:
  explicit Prepared(sqlite3 *db) {
    for (int i = 0; i < statementCount; ++i)
      sqlite3_prepare_v2(db, texts[i], -1, &prepared[i], nullptr);
  }
  sqlite3_stmt *get(Statement which) {
    sqlite3_reset(prepared[which]);
    return prepared[which];
  }

private:
  sqlite3_stmt *prepared[statementCount] = {};
};
void device(Prepared &prepared, const char *serial, int port) {
  sqlite3_stmt *find = prepared.get(findDevice);
  sqlite3_bind_text(find, 1, serial, -1, SQLITE_STATIC);
  sqlite3_bind_int(find, 2, port);
  if (sqlite3_step(find) == SQLITE_ROW)
    return;
  sqlite3_stmt *add = prepared.get(addDevice);
  sqlite3_bind_text(add, 1, serial, -1, SQLITE_STATIC);
  sqlite3_bind_int(add, 2, port);
  sqlite3_step(add);  // finding: [dbrace-duplicate-insert] "devices"
}
void deviceInArchive(Prepared &prepared, const char *serial, int port) {
  sqlite3_stmt *find = prepared.get(findDevice);
  sqlite3_bind_text(find, 1, serial, -1, SQLITE_STATIC);
  sqlite3_bind_int(find, 2, port);
  if (sqlite3_step(find) == SQLITE_ROW)
    return;
  sqlite3_stmt *add = prepared.get(addArchive);
  sqlite3_bind_text(add, 1, serial, -1, SQLITE_STATIC);
  sqlite3_step(add);
}

// Texts by enumerator in a map that is filled once; each is prepared when it is used.
enum class Sql { TagByName, TagInsert };
static const std::unordered_map<Sql, std::string> sqlTexts = {
    {Sql::TagByName, "SELECT id FROM tags WHERE name = ?"},
    {Sql::TagInsert, "INSERT INTO tags (name) VALUES (?)"},
};
static int runText(sqlite3 *db, Sql which, const std::string &value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sqlTexts.at(which).c_str(), -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}
void tagByText(sqlite3 *db, const std::string &name) {
  if (runText(db, Sql::TagByName, name) != SQLITE_ROW)
    runText(db, Sql::TagInsert, name);  // finding: [dbrace-duplicate-insert] "tags"
}
void tagByTextAgain(sqlite3 *db, const std::string &name) {
  if (runText(db, Sql::TagByName, name) == SQLITE_ROW)
    runText(db, Sql::TagInsert, name);
}
