// sqlite_modern_cpp: values by <<, a row by >>, a function for each row, no_rows. Debian has no header for it.
// schema: plain.sql
#include <sqlite_modern_cpp.h>
#include <string>

bool addUser(sqlite::database &db, const std::string &email, const std::string &name) {
  int count = 0;
  db << "SELECT COUNT(*) FROM users WHERE email = ?;" << email >> count;
  if (count != 0)
    return false;
  db << "INSERT INTO users (email, name) VALUES (?, ?);"  // finding: [dbrace-duplicate-insert] "users.email"
     << email << name;
  return true;
}
bool addUserSwapped(sqlite::database &db, const std::string &email, const std::string &name) {
  int count = 0;
  db << "SELECT COUNT(*) FROM users WHERE email = ?;" << email >> count;
  if (count != 0)
    return false;
  db << "INSERT INTO users (email, name) VALUES (?, ?);" << name << email;
  return true;
}
int tagId(sqlite::database &db, const std::string &name) {
  try {
    int id;
    db << "SELECT id FROM tags WHERE name = ?" << name >> id;
    return id;
  } catch (const sqlite::errors::no_rows &) {
    db << "INSERT INTO tags (name) VALUES (?)" << name;  // finding: [dbrace-duplicate-insert] "tags"
    return static_cast<int>(db.last_insert_rowid());
  }
}
void setValue(sqlite::database &db, int owner, const std::string &name) {
  bool known = false;
  db << "SELECT id FROM settings WHERE owner = ? AND name = ?" << owner << name >> [&](int id) { known = id > 0; };
  if (!known)
    db << "INSERT INTO settings (owner, name) VALUES (?, ?)" << owner << name;  // finding: [dbrace-duplicate-insert] "settings"
}
void copyValue(sqlite::database &db, int owner, const std::string &name) {
  bool known = false;
  db << "SELECT id FROM settings WHERE owner = ? AND name = ?" << owner << name >> [&](int id) { known = id > 0; };
  if (known)
    db << "INSERT INTO settings (owner, name) VALUES (?, ?)" << owner << name;
}
void setValueLocked(sqlite::database &db, int owner, const std::string &name) {
  db << "BEGIN IMMEDIATE;";
  bool known = false;
  db << "SELECT id FROM settings WHERE owner = ? AND name = ?" << owner << name >> [&](int id) { known = id > 0; };
  if (!known)
    db << "INSERT INTO settings (owner, name) VALUES (?, ?)" << owner << name;
  db << "COMMIT;";
}
