// sql:: of Chromium: cached statements, Step and Run, transactions. Not packaged.
// schema: plain.sql
#include <string>

#include "sql/database.h"
#include "sql/statement.h"
#include "sql/transaction.h"

bool AddUser(sql::Database *db, const std::string &email) {
  sql::Statement find(db->GetCachedStatement(SQL_FROM_HERE, "SELECT id FROM users WHERE email = ?"));
  find.BindString(0, email);
  if (find.Step())
    return false;
  sql::Statement add(db->GetCachedStatement(SQL_FROM_HERE, "INSERT INTO users (email) VALUES (?)"));
  add.BindString(0, email);
  return add.Run();  // finding: [dbrace-duplicate-insert] "users.email"
}
bool AddUserWhenKnown(sql::Database *db, const std::string &email) {
  sql::Statement find(db->GetCachedStatement(SQL_FROM_HERE, "SELECT id FROM users WHERE email = ?"));
  find.BindString(0, email);
  if (!find.Step())
    return false;
  sql::Statement add(db->GetCachedStatement(SQL_FROM_HERE, "INSERT INTO users (email) VALUES (?)"));
  add.BindString(0, email);
  return add.Run();
}
class SettingsTable {
public:
  bool Ensure(int owner, const std::string &name) {
    sql::Statement find(db_.GetUniqueStatement("SELECT COUNT(*) FROM settings WHERE owner = ? AND name = ?"));
    find.BindInt(0, owner);
    find.BindString(1, name);
    if (!find.Step())
      return false;
    if (find.ColumnInt(0) == 0) {
      sql::Statement add(db_.GetUniqueStatement("INSERT INTO settings (owner, name) VALUES (?, ?)"));
      add.BindInt(0, owner);
      add.BindString(1, name);
      if (!add.Run())  // finding: [dbrace-duplicate-insert] "settings"
        return false;
    }
    return true;
  }
  // SQLite refuses to write on a snapshot that a rival has outdated.
  bool EnsureInTransaction(int owner, const std::string &name) {
    sql::Transaction transaction(&db_);
    if (!transaction.Begin())
      return false;
    sql::Statement find(db_.GetUniqueStatement("SELECT COUNT(*) FROM settings WHERE owner = ? AND name = ?"));
    find.BindInt(0, owner);
    find.BindString(1, name);
    if (!find.Step())
      return false;
    if (find.ColumnInt(0) == 0) {
      sql::Statement add(db_.GetUniqueStatement("INSERT INTO settings (owner, name) VALUES (?, ?)"));
      add.BindInt(0, owner);
      add.BindString(1, name);
      if (!add.Run())
        return false;
    }
    return transaction.Commit();
  }
  bool Replace(int owner, const std::string &name) {
    sql::Statement find(db_.GetUniqueStatement("SELECT COUNT(*) FROM settings WHERE owner = ? AND name = ?"));
    find.BindInt(0, owner);
    find.BindString(1, name);
    if (!find.Step() || find.ColumnInt(0) == 0)
      return false;
    sql::Statement add(db_.GetUniqueStatement("INSERT INTO settings (owner, name) VALUES (?, ?)"));
    add.BindInt(0, owner);
    add.BindString(1, name);
    return add.Run();
  }

private:
  sql::Database db_;
};
