// ON CONFLICT names columns that have to be a key.
// schema: bookings.sql
#include <sqlite3.h>
#include <string>

static bool put(sqlite3 *db, const char *sql, const std::string &user, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
    return false;
  sqlite3_bind_text(stmt, 1, user.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, name.c_str(), -1, SQLITE_TRANSIENT);
  const bool ok = sqlite3_step(stmt) == SQLITE_DONE;
  sqlite3_finalize(stmt);
  return ok;
}

void setPref(sqlite3 *db, const std::string &user, const std::string &name) {
  put(db, "INSERT INTO prefs (user_id, name) VALUES (?, ?) ON CONFLICT (user_id, name) DO UPDATE SET value = ''", user, name);  // finding: [dbrace-ineffective-upsert] error "no unique key of prefs has just what ON CONFLICT names, (user_id, name)"
}
void setRole(sqlite3 *db, const std::string &user, const std::string &role) {
  put(db, "INSERT INTO roles (user_id, role) VALUES (?, ?) ON CONFLICT (user_id, role) DO NOTHING", user, role);
}
// A part of the key is no key.
void setRoleOfUser(sqlite3 *db, const std::string &user, const std::string &role) {
  put(db, "INSERT INTO roles (user_id, role) VALUES (?, ?) ON CONFLICT (user_id) DO UPDATE SET role = excluded.role", user, role);  // finding: [dbrace-ineffective-upsert] error
}
void replacePref(sqlite3 *db, const std::string &user, const std::string &name) {
  put(db, "INSERT OR REPLACE INTO prefs (user_id, name) VALUES (?, ?)", user, name);  // finding: [dbrace-ineffective-upsert] error "REPLACE never finds a row"
}
void replacePrefUnnumbered(sqlite3 *db, const std::string &user, const std::string &name) {
  put(db, "INSERT OR REPLACE INTO prefs (id, user_id, name) VALUES (NULL, ?, ?)", user, name);  // finding: [dbrace-ineffective-upsert] error
}
void replacePrefNumbered(sqlite3 *db, const std::string &id, const std::string &name) {
  put(db, "INSERT OR REPLACE INTO prefs (id, user_id, name) VALUES (?, 1, ?)", id, name);
}
void replaceLabel(sqlite3 *db, const std::string &name) { put(db, "REPLACE INTO labels (name) VALUES (?)", name, name); }
// Which columns are written is not known.
void replaceAny(sqlite3 *db, const std::string &columns, const std::string &name) {
  put(db, ("REPLACE INTO prefs (" + columns + ") VALUES (?, ?)").c_str(), name, name);
}
// The whole row is written, its number too.
void replaceWhole(sqlite3 *db, const std::string &id, const std::string &name) {
  put(db, "REPLACE INTO labels VALUES (?, ?)", id, name);
}
// The number of a row is a key, too.
void replaceByRowid(sqlite3 *db, const std::string &id, const std::string &name) {
  put(db, "REPLACE INTO prefs (rowid, name) VALUES (?, ?)", id, name);
}
// The key has a value where it is left out.
void replaceOnly(sqlite3 *db, const std::string &theme) {
  put(db, "REPLACE INTO single (theme, size) VALUES (?, ?)", theme, theme);
}
