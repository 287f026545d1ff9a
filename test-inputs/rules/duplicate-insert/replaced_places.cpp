// Statements with places in them that the program fills by searching and replacing, one after the other or in a loop.
// schema: plain.sql
#include <sqlite3.h>

#include <cstdarg>
#include <string>

static bool isThere(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &s, nullptr);
  bool row = sqlite3_step(s) == SQLITE_ROW;
  sqlite3_finalize(s);
  return row;
}
static void run(sqlite3 *db, const std::string &sql) { sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }

static void replaceAll(std::string &text, const std::string &from, const std::string &to) {
  std::size_t at = 0;
  while ((at = text.find(from, at)) != std::string::npos) {
    text.replace(at, from.length(), to);
    at += to.length();
  }
}
void named(sqlite3 *db, const std::string &name) {
  std::string lookup = "SELECT 1 FROM tags WHERE name = '{name}'", store = "INSERT INTO tags (name) VALUES ('{name}')";
  replaceAll(lookup, "{name}", name);
  replaceAll(store, "{name}", name);
  if (!isThere(db, lookup))
    run(db, store);  // finding: [dbrace-duplicate-insert]
}
void namedOther(sqlite3 *db, const std::string &name, const std::string &parent) {
  std::string lookup = "SELECT 1 FROM tags WHERE name = '{name}'", store = "INSERT INTO tags (name) VALUES ('{name}')";
  replaceAll(lookup, "{name}", parent);
  replaceAll(store, "{name}", name);
  if (!isThere(db, lookup))
    run(db, store);
}

// The prefix of the tables.
static std::string prefixed(std::string sql) {
  std::string::size_type at;
  while ((at = sql.find("#__")) != std::string::npos)
    sql.replace(at, 3, "");
  return sql;
}
void withPrefix(sqlite3 *db, const std::string &name) {
  if (!isThere(db, prefixed("SELECT 1 FROM #__tags WHERE #__tags.name = '" + name + "'")))
    run(db, prefixed("INSERT INTO #__tags (name) VALUES ('" + name + "')"));  // finding: [dbrace-duplicate-insert]
}
void withOtherPrefix(sqlite3 *db, const std::string &name) {
  if (!isThere(db, prefixed("SELECT 1 FROM #__users WHERE #__users.name = '" + name + "'")))
    run(db, prefixed("INSERT INTO #__tags (name) VALUES ('" + name + "')"));
}

// What printf calls %s, SQLite's printf is to quote.
static std::string format(const char *pattern, ...) {
  std::string quoted = pattern;
  std::size_t at = 0;
  while ((at = quoted.find("%s", at)) != std::string::npos)
    quoted.replace(at++, 2, "%q");
  va_list arguments;
  va_start(arguments, pattern);
  char *made = sqlite3_vmprintf(quoted.c_str(), arguments);
  va_end(arguments);
  std::string result = made;
  sqlite3_free(made);
  return result;
}
void formatted(sqlite3 *db, const char *name) {
  if (!isThere(db, format("SELECT 1 FROM tags WHERE name = '%s'", name)))
    run(db, format("INSERT INTO tags (name) VALUES ('%s')", name));  // finding: [dbrace-duplicate-insert]
}
void formattedOther(sqlite3 *db, const char *name, const char *parent) {
  if (!isThere(db, format("SELECT 1 FROM tags WHERE name = '%s'", parent)))
    run(db, format("INSERT INTO tags (name) VALUES ('%s')", name));
}

// One place after the other.
void inTurn(sqlite3 *db, const std::string &email, const std::string &name) {
  std::string lookup = "SELECT 1 FROM users WHERE email = '?' AND name = '?'";
  lookup.replace(lookup.find('?'), 1, email);
  lookup.replace(lookup.find('?'), 1, name);
  std::string store = "INSERT INTO users (name, email) VALUES ('?', '?')";
  store.replace(store.find('?'), 1, name);
  store.replace(store.find('?'), 1, email);
  if (!isThere(db, lookup))
    run(db, store);  // finding: [dbrace-duplicate-insert]
}
void inTurnSwapped(sqlite3 *db, const std::string &email, const std::string &name) {
  std::string lookup = "SELECT 1 FROM users WHERE email = '?' AND name = '?'";
  lookup.replace(lookup.find('?'), 1, email);
  lookup.replace(lookup.find('?'), 1, name);
  std::string store = "INSERT INTO users (name, email) VALUES ('?', '?')";
  store.replace(store.find('?'), 1, email);
  store.replace(store.find('?'), 1, name);
  if (!isThere(db, lookup))
    run(db, store);
}

// A part of a longer text, and a part taken out of it.
void parts(sqlite3 *db, const std::string &name) {
  const std::string both = "SELECT 1 FROM tags WHERE name = '" + name + "';INSERT INTO tags (name) VALUES ('" + name + "')";
  const std::size_t between = both.find(';');
  if (!isThere(db, both.substr(0, between)))
    run(db, both.substr(between + 1));  // finding: [dbrace-duplicate-insert]
}
void erased(sqlite3 *db, const std::string &name) {
  std::string store = "INSERT OR REPLACE INTO tags (name) VALUES ('" + name + "')";
  store.erase(store.find("OR REPLACE "), 11);
  if (!isThere(db, "SELECT 1 FROM tags WHERE name = '" + name + "'"))
    run(db, store);  // finding: [dbrace-duplicate-insert]
}

// Doubled quotes are read as one.
static std::string escaped(std::string value) {
  std::size_t at = 0;
  while ((at = value.find("'", at)) != std::string::npos) {
    value.replace(at, 1, "''");
    at += 2;
  }
  return value;
}
void quoted(sqlite3 *db, const std::string &name) {
  if (!isThere(db, "SELECT 1 FROM tags WHERE name = '" + escaped(name) + "'"))
    run(db, "INSERT INTO tags (name) VALUES ('" + escaped(name) + "')");  // finding: [dbrace-duplicate-insert]
}
