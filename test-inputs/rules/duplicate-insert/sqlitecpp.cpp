// SQLiteCpp: statements stepped or run, values by index and name, execAndGet, transactions with a behaviour.
// schema: plain.sql
#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <cstdint>
#include <optional>
#include <string>

bool addUser(SQLite::Database &db, const std::string &email, const std::string &name) {
  SQLite::Statement query(db, "SELECT id FROM users WHERE email = ?");
  query.bind(1, email);
  if (query.executeStep())
    return false;
  SQLite::Statement insert(db, "INSERT INTO users (email, name) VALUES (?, ?)");
  insert.bind(1, email);
  insert.bind(2, name);
  return insert.exec() == 1;  // finding: [dbrace-duplicate-insert] "users.email"
}
bool addUserSwapped(SQLite::Database &db, const std::string &email, const std::string &name) {
  SQLite::Statement query(db, "SELECT id FROM users WHERE email = ?");
  query.bind(1, email);
  if (query.executeStep())
    return false;
  SQLite::Statement insert(db, "INSERT INTO users (email, name) VALUES (?, ?)");
  insert.bind(1, name);
  insert.bind(2, email);
  return insert.exec() == 1;
}

bool exists(SQLite::Database &db, const std::string &name) {
  SQLite::Statement query(db, "SELECT COUNT(*) FROM tags WHERE name = :name");
  query.bind(":name", name);
  query.executeStep();
  return query.getColumn(0).getInt() > 0;
}
void addTag(SQLite::Database &db, const std::string &name) {
  if (!exists(db, name)) {
    SQLite::Statement insert(db, "INSERT INTO tags (name) VALUES (@name)");
    insert.bind("@name", name);
    insert.exec();  // finding: [dbrace-duplicate-insert] "tags"
  }
}
void addTagLocked(SQLite::Database &db, const std::string &name) {
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  if (!exists(db, name)) {
    SQLite::Statement insert(db, "INSERT INTO tags (name) VALUES (@name)");
    insert.bind("@name", name);
    insert.exec();
  }
  transaction.commit();
}
// The transaction begins too late.
void addTagBefore(SQLite::Database &db, const std::string &name) {
  const bool known = exists(db, name);
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  if (!known) {
    SQLite::Statement insert(db, "INSERT INTO tags (name) VALUES (@name)");
    insert.bind("@name", name);
    insert.exec();  // finding: [dbrace-duplicate-insert] "tags"
  }
  transaction.commit();
}

void addByText(SQLite::Database &db, const std::string &serial, int port) {
  const int known = db.execAndGet("SELECT COUNT(*) FROM devices WHERE serial = '" + serial + "' AND port = " + std::to_string(port));
  if (known == 0)
    db.exec("INSERT INTO devices (serial, port) VALUES ('" + serial + "', " + std::to_string(port) + ")");  // finding: [dbrace-duplicate-insert] "devices"
}
void addByTextWhenKnown(SQLite::Database &db, const std::string &serial, int port) {
  const int known = db.execAndGet("SELECT COUNT(*) FROM devices WHERE serial = '" + serial + "' AND port = " + std::to_string(port));
  if (known != 0)
    db.exec("INSERT INTO devices (serial, port) VALUES ('" + serial + "', " + std::to_string(port) + ")");
}
int idOrAdd(SQLite::Database &db, const std::string &email) {
  try {
    return db.execAndGet("SELECT id FROM users WHERE email = '" + email + "'").getInt();
  } catch (const SQLite::Exception &) {
    db.exec("INSERT INTO users (email) VALUES ('" + email + "')");  // finding: [dbrace-duplicate-insert] "users"
    return static_cast<int>(db.getLastInsertRowid());
  }
}

// Statements kept, and reset before each use.
class Settings {
public:
  explicit Settings(SQLite::Database &db)
      : find(db, "SELECT id FROM settings WHERE owner = ?1 AND name = ?2"),
        add(db, "INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)"),
        change(db, "UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2") {}

  void set(int owner, const std::string &name, const std::string &value) {
    find.reset();
    find.clearBindings();
    find.bind(1, owner);
    find.bind(2, name);
    bool known = false;
    while (find.executeStep())
      known = true;
    SQLite::Statement &write = known ? change : add;
    write.reset();
    write.bind(1, owner);
    write.bind(2, name);
    write.bind(3, value);
    write.exec();  // finding: [dbrace-duplicate-insert] "settings"
  }
  void setOrAdd(int owner, const std::string &name, const std::string &value) {
    change.bind(1, owner);
    change.bind(2, name);
    change.bind(3, value);
    const int changed = change.exec();
    if (changed != 0)
      return;
    add.bind(1, owner);
    add.bind(2, name);
    add.bind(3, value);
    add.exec();  // finding: [dbrace-duplicate-insert] "settings"
  }

private:
  SQLite::Statement find, add, change;
};

std::optional<std::int64_t> tagId(SQLite::Database &db, const std::string &name) {
  SQLite::Statement query(db, "SELECT id FROM tags WHERE name = ?");
  SQLite::bind(query, name);
  if (query.tryExecuteStep() == 100 && query.hasRow())
    return query.getColumn(0).getInt64();
  return std::nullopt;
}
void ensureTag(SQLite::Database &db, const std::string &name) {
  if (tagId(db, name))
    return;
  SQLite::Statement insert(db, "INSERT INTO tags (name) VALUES (?)");
  insert.bind(1, name);
  insert.exec();  // finding: [dbrace-duplicate-insert] "tags"
}
void repeatTag(SQLite::Database &db, const std::string &name) {
  if (!tagId(db, name))
    return;
  SQLite::Statement insert(db, "INSERT INTO tags (name) VALUES (?)");
  insert.bind(1, name);
  insert.exec();
}
