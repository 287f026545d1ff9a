// All rows of a user are replaced.
// schema: bookings.sql
#include <sqlite3.h>
#include <string>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) { sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }

void saveRoles(sqlite3 *db, const std::string &user, const std::vector<std::string> &roles) {
  run(db, "DELETE FROM roles WHERE user_id = " + user);  // reason: "the old rows are deleted here"
  for (const std::string &role : roles)
    run(db, "INSERT INTO roles (user_id, role) VALUES (" + user + ", '" + role + "')");  // finding: [dbrace-delete-then-insert] warning "roles.user_id"
}
void savePref(sqlite3 *db, const std::string &user, const std::string &value) {
  run(db, "DELETE FROM prefs WHERE user_id = " + user + " AND name = 'theme'");  // reason: "the old rows are deleted here"
  run(db, "INSERT INTO prefs (user_id, name, value) VALUES (" + user + ", 'theme', '" + value + "')");  // finding: [dbrace-delete-then-insert] "leaves its rows beside these"
}
void saveClients(sqlite3 *db, const std::vector<std::string> &addresses) {
  run(db, "DELETE FROM clients");  // reason: "all rows are deleted here"
  for (const std::string &address : addresses)
    run(db, "INSERT INTO clients (addr, port) VALUES ('" + address + "', 80)");  // finding: [dbrace-delete-then-insert] warning "all rows of clients"
}
// Together or not at all.
void saveRolesTogether(sqlite3 *db, const std::string &user, const std::vector<std::string> &roles) {
  run(db, "BEGIN");
  run(db, "DELETE FROM roles WHERE user_id = " + user);
  for (const std::string &role : roles)
    run(db, "INSERT INTO roles (user_id, role) VALUES (" + user + ", '" + role + "')");
  run(db, "COMMIT");
}
// Another user's rows.
void moveRole(sqlite3 *db, const std::string &from, const std::string &role) {
  run(db, "DELETE FROM roles WHERE user_id = " + from);
  run(db, "INSERT INTO roles (user_id, role) VALUES (0, '" + role + "')");
}
// Old ones go, and that the new one has the user's name too is by the way.
void prune(sqlite3 *db, const std::string &user) {
  run(db, "DELETE FROM prefs WHERE user_id = " + user + " AND id < 100");
  run(db, "INSERT INTO prefs (user_id, name) VALUES (" + user + ", 'seen')");
}
// Inserted first.
void replaceLater(sqlite3 *db, const std::string &user) {
  run(db, "INSERT INTO prefs (user_id, name) VALUES (" + user + ", 'theme')");
  run(db, "DELETE FROM prefs WHERE user_id = " + user + " AND name = 'theme'");
}
// One row of many goes.
void dropOldest(sqlite3 *db, const std::string &address) {
  run(db, "DELETE FROM clients ORDER BY seen LIMIT 1");
  run(db, "INSERT INTO clients (addr, port) VALUES ('" + address + "', 80)");
}
// Released after it was taken: only the next round inserts it again.
void workWithLock(sqlite3 *db, const std::string &user, int rounds) {
  while (rounds-- > 0) {
    run(db, "INSERT INTO roles (user_id, role) VALUES (" + user + ", 'worker')");
    run(db, "DELETE FROM roles WHERE user_id = " + user + " AND role = 'worker'");
  }
}
// Inserted where nothing was deleted.
void toggle(sqlite3 *db, const std::string &user) {
  run(db, "DELETE FROM roles WHERE user_id = " + user + " AND role = 'guest'");
  if (sqlite3_changes(db) == 0)
    run(db, "INSERT INTO roles (user_id, role) VALUES (" + user + ", 'guest')");
}
// A savepoint of its own is a transaction.
void saveInSavepoint(sqlite3 *db, const std::string &user) {
  run(db, "SAVEPOINT saving");
  run(db, "DELETE FROM prefs WHERE user_id = " + user + " AND name = 'theme'");
  run(db, "INSERT INTO prefs (user_id, name) VALUES (" + user + ", 'theme')");
  run(db, "RELEASE saving");
}
void saveAfterSavepoint(sqlite3 *db, const std::string &user) {
  run(db, "SAVEPOINT saving");
  run(db, "UPDATE rooms SET taken = 0");
  run(db, "RELEASE saving");
  run(db, "DELETE FROM prefs WHERE user_id = " + user + " AND name = 'theme'");  // reason: "the old rows are deleted here"
  run(db, "INSERT INTO prefs (user_id, name) VALUES (" + user + ", 'theme')");  // finding: [dbrace-delete-then-insert]
}
