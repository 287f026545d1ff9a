// SOCI: statements that run when their temporary ends, got_data, out-variables, indicators, rowsets, prepared ones.
// schema: plain.sql
// dialect: postgresql
#include <soci/soci.h>
#include <optional>
#include <string>
#include <vector>

using namespace soci;

int tagId(session &sql, const std::string &name) {
  int id = 0;
  sql << "SELECT id FROM tags WHERE name = :name", use(name), into(id);
  if (!sql.got_data()) {
    sql << "INSERT INTO tags (name) VALUES (:name)", use(name);  // finding: [dbrace-duplicate-insert] "tags.name"
    sql << "SELECT id FROM tags WHERE name = :name", use(name), into(id);
  }
  return id;
}
void tagIdWhenFound(session &sql, const std::string &name) {
  int id = 0;
  sql << "SELECT id FROM tags WHERE name = :name", use(name), into(id);
  if (sql.got_data())
    sql << "INSERT INTO tags (name) VALUES (:name)", use(name);
}

bool addUser(session &sql, const std::string &email, const std::string &name) {
  int count = 0;
  sql << "SELECT COUNT(*) FROM users WHERE email = :email",
      into(count), use(email, "email");
  if (count > 0)
    return false;
  sql << "INSERT INTO users (name, email) "  // finding: [dbrace-duplicate-insert] "users.email"
         "VALUES (:name, :email)",
      use(name, "name"), use(email, "email");
  return true;
}
bool addUserSwapped(session &sql, const std::string &email, const std::string &name) {
  int count = 0;
  sql << "SELECT COUNT(*) FROM users WHERE email = :email", into(count), use(email, "email");
  if (count > 0)
    return false;
  sql << "INSERT INTO users (name, email) VALUES (:name, :email)", use(email, "name"), use(name, "email");
  return true;
}

// Values within the text; a sentinel that the lookup leaves alone.
void addDevice(session &db, const std::string &serial, int port) {
  int id = -1;
  db << "SELECT id FROM devices WHERE serial = '" << serial << "' AND port = " << port, into(id);
  if (id == -1)
    db << "INSERT INTO devices (serial, port) VALUES ('" << serial << "', " << port << ")";  // finding: [dbrace-duplicate-insert] "devices"
}
void addDeviceElsewhere(session &db, const std::string &serial, int port, int other) {
  int id = -1;
  db << "SELECT id FROM devices WHERE serial = '" << serial << "' AND port = " << other, into(id);
  if (id == -1)
    db << "INSERT INTO devices (serial, port) VALUES ('" << serial << "', " << port << ")";
}

// MAX is NULL where there is no row.
void firstDevice(session &db, const std::string &serial) {
  int port = 0;
  indicator state;
  db << "SELECT MAX(port) FROM devices WHERE serial = :s AND port = 1", into(port, state), use(serial);
  if (state == i_null)
    db << "INSERT INTO devices (serial, port) VALUES (:s, 1)", use(serial);  // finding: [dbrace-duplicate-insert] "devices"
}
void firstDeviceKnown(session &db, const std::string &serial) {
  int port = 0;
  indicator state;
  db << "SELECT MAX(port) FROM devices WHERE serial = :s AND port = 1", into(port, state), use(serial);
  if (state == i_ok)
    db << "INSERT INTO devices (serial, port) VALUES (:s, 1)", use(serial);
}

// All rows into a vector, one into a row.
void tagOnce(session &sql, const std::string &name) {
  std::vector<int> ids(10);
  sql << "SELECT id FROM tags WHERE name = :n", use(name), into(ids);
  if (ids.empty())
    sql << "INSERT INTO tags (name) VALUES (:n)", use(name);  // finding: [dbrace-duplicate-insert] "tags"
  row found;
  sql << "SELECT id, name FROM tags WHERE name = :n", use(name), into(found);
  if (!ids.empty() && sql.got_data() && found.get<int>(0) > 0)
    sql << "INSERT INTO tags (name) VALUES (:n)", use(name);
}

// Rows in a loop.
void setOption(session &sql, int owner, const std::string &name) {
  bool known = false;
  rowset<row> rows = (sql.prepare << "SELECT id FROM settings WHERE owner = :o AND name = :n", use(owner), use(name));
  for (const row &one : rows)
    known = one.get<int>(0) != 0;
  if (!known)
    sql << "INSERT INTO settings (owner, name) VALUES (:o, :n)", use(owner), use(name);  // finding: [dbrace-duplicate-insert] "settings"
}
void copyOptions(session &sql, int owner, const std::string &name) {
  rowset<int> rows = (sql.prepare << "SELECT id FROM settings WHERE owner = :o AND name = :n", use(owner), use(name));
  for (rowset<int>::const_iterator it = rows.begin(); it != rows.end(); ++it)
    sql << "INSERT INTO settings (owner, name) VALUES (:o, :n)", use(owner), use(name);
}
bool hasOption(session &sql, int owner, const std::string &name) {
  rowset<int> rows = (sql.prepare << "SELECT id FROM settings WHERE owner = :o AND name = :n", use(owner), use(name));
  return rows.begin() != rows.end();
}
void ensureOption(session &sql, int owner, const std::string &name) {
  transaction tr(sql);
  if (!hasOption(sql, owner, name))
    sql << "INSERT INTO settings (owner, name) VALUES (:o, :n)", use(owner), use(name);  // finding: [dbrace-duplicate-insert] "settings"
  tr.commit();
}

// Prepared once, run for each value: the variable's value counts at that time.
void importTags(session &sql, const std::vector<std::string> &names) {
  std::string name;
  int id;
  statement find = (sql.prepare << "SELECT id FROM tags WHERE name = :name", use(name), into(id));
  statement add = (sql.prepare << "INSERT INTO tags (name) VALUES (:name)", use(name));
  for (const std::string &one : names) {
    name = one;
    if (!find.execute(true))
      add.execute(true);  // finding: [dbrace-duplicate-insert] "tags"
  }
}
void importOtherTags(session &sql, const std::string &known, const std::string &fresh) {
  std::string name = known;
  int id;
  statement find = (sql.prepare << "SELECT id FROM tags WHERE name = :name", use(name), into(id));
  statement add = (sql.prepare << "INSERT INTO tags (name) VALUES (:name)", use(name));
  find.execute(true);
  name = fresh;
  if (!find.got_data())
    add.execute(true);
}
void exchangedStepByStep(session &sql, const std::string &name) {
  int id;
  statement find(sql);
  find.exchange(use(name));
  find.exchange(into(id));
  find.alloc();
  find.prepare("SELECT id FROM tags WHERE name = :name");
  find.define_and_bind();
  find.execute();
  if (find.fetch())
    return;
  statement add(sql);
  add.exchange(use(name));
  add.alloc();
  add.prepare("INSERT INTO tags (name) VALUES (:name)");
  add.define_and_bind();
  add.execute(true);  // finding: [dbrace-duplicate-insert] "tags"
}

// Changed, or else put in.
void setValue(session &sql, int owner, const std::string &name, const std::string &value) {
  statement change = (sql.prepare << "UPDATE settings SET value = :v WHERE owner = :o AND name = :n", use(value), use(owner), use(name));
  change.execute(true);
  if (change.get_affected_rows() == 0)
    sql << "INSERT INTO settings (owner, name, value) VALUES (:o, :n, :v)", use(owner), use(name), use(value);  // finding: [dbrace-duplicate-insert] "settings"
}

class TagStore {
public:
  explicit TagStore(connection_pool &pool) : pool(pool) {}
  std::optional<int> find(const std::string &name) {
    session sql(pool);
    int id;
    sql << "SELECT id FROM tags WHERE name = :name", use(name), into(id);
    return sql.got_data() ? std::optional<int>(id) : std::nullopt;
  }
  int findOrAdd(const std::string &name) {
    if (auto known = find(name))
      return *known;
    session sql(pool);
    int id;
    sql << "INSERT INTO tags (name) VALUES (:name) RETURNING id", use(name), into(id);  // finding: [dbrace-duplicate-insert] "tags"
    return id;
  }

private:
  connection_pool &pool;
};
