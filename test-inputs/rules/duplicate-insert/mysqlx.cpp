// X DevAPI of MySQL Connector/C++: statements put together by calls on a table. Debian has no header for it.
// schema: plain.sql
// dialect: mysql
#include <mysqlx/xdevapi.h>
#include <string>

bool addUser(mysqlx::Session &session, const std::string &email, const std::string &name) {
  mysqlx::Table users = session.getSchema("shop").getTable("users");
  mysqlx::RowResult found = users.select("id").where("email = :email").bind("email", email).execute();
  if (found.count() > 0)
    return false;
  users.insert("email", "name").values(email, name).execute();  // finding: [dbrace-duplicate-insert] "users.email"
  return true;
}

// The columns are the other way round.
bool addUserSwapped(mysqlx::Session &session, const std::string &email, const std::string &name) {
  mysqlx::Table users = session.getSchema("shop").getTable("users");
  mysqlx::RowResult found = users.select("id").where("email = :email").bind("email", email).execute();
  if (found.count() > 0)
    return false;
  users.insert("name", "email").values(email, name).execute();
  return true;
}

class Tags {
public:
  explicit Tags(mysqlx::Session &session) : session(session) {}

  int idOf(const std::string &name) {
    auto tags = session.getDefaultSchema().getTable("tags");
    mysqlx::Row row = tags.select("id").where("name = :n").bind("n", name).execute().fetchOne();
    if (row)
      return row[0].get<int>();
    auto result = tags.insert("name").values(name).execute();  // finding: [dbrace-duplicate-insert] "tags.name"
    return static_cast<int>(result.getAutoIncrementValue());
  }

  // A row that is there is read again.
  void copy(const std::string &name) {
    auto tags = session.getDefaultSchema().getTable("tags");
    mysqlx::Row row = tags.select("id").where("name = :n").bind("n", name).execute().fetchOne();
    if (row.isNull())
      return;
    tags.insert("name").values(name).execute();
  }

  void bySql(const std::string &name) {
    auto result = session.sql("SELECT id FROM tags WHERE name = ?").bind(name).execute();
    if (result.fetchOne().isNull())
      session.sql("INSERT INTO tags (name) VALUES (?)").bind(name).execute();  // finding: [dbrace-duplicate-insert]
  }

private:
  mysqlx::Session &session;
};
