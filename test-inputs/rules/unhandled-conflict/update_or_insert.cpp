// The lookup picks UPDATE or INSERT; of two that both pick INSERT one loses its value.
// schema: keyed.sql
#include <sqlite3.h>
#include <string>

class Settings {
public:
  bool save(int owner, const std::string &name, const std::string &value) {
    const char *sql = has(owner, name) ? "UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2"
                                       : "INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)";
    return execute(sql, owner, name, value);  // finding: [dbrace-unhandled-conflict] note "settings"
  }

  void saveQuietly(int owner, const std::string &name, const std::string &value) {
    if (has(owner, name))
      execute("UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2", owner, name, value);
    else
      execute("INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value);  // finding: [dbrace-unhandled-conflict] warning "settings"
  }
  // Whoever lost the insert updates instead.
  void saveEither(int owner, const std::string &name, const std::string &value) {
    if (has(owner, name) || !execute("INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value))
      execute("UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2", owner, name, value);
  }
  // The table's other key decides nothing here: the check is for any setting of the owner.
  bool hasAny(int owner) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT id FROM settings WHERE owner = ?", -1, &stmt, nullptr);
    sqlite3_bind_int(stmt, 1, owner);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }

private:
  sqlite3 *db = nullptr;

  bool has(int owner, const std::string &name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT id FROM settings WHERE owner = ? AND name = ?", -1, &stmt, nullptr);
    sqlite3_bind_int(stmt, 1, owner);
    sqlite3_bind_text(stmt, 2, name.c_str(), -1, SQLITE_TRANSIENT);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  bool execute(const char *sql, int owner, const std::string &name, const std::string &value) {
    sqlite3_stmt *stmt = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
      return false;
    sqlite3_bind_int(stmt, 1, owner);
    sqlite3_bind_text(stmt, 2, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(stmt, 3, value.c_str(), -1, SQLITE_TRANSIENT);
    const int rc = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return rc == SQLITE_DONE;
  }
};

bool save(Settings &settings, int owner, const std::string &name, const std::string &value) {
  settings.saveQuietly(owner, name, value);
  settings.saveEither(owner, name, value);
  return settings.hasAny(owner);
}
