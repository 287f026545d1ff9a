// taoPQ: values with the statement, optional rows, prepared names. Debian has no header for it.
// schema: plain.sql
#include <memory>
#include <string>
#include <tao/pq.hpp>

bool addUser(tao::pq::connection &db, const std::string &email) {
  if (!db.execute("SELECT id FROM users WHERE email = $1", email).empty())
    return false;
  return db.execute("INSERT INTO users (email) VALUES ($1)", email).rows_affected() == 1;  // finding: [dbrace-duplicate-insert] "users.email"
}
bool addUserWhenKnown(tao::pq::connection &db, const std::string &email) {
  if (db.execute("SELECT id FROM users WHERE email = $1", email).empty())
    return false;
  return db.execute("INSERT INTO users (email) VALUES ($1)", email).rows_affected() == 1;
}
int tagId(const std::shared_ptr<tao::pq::connection> &db, const std::string &name) {
  const auto tr = db->transaction();
  if (const auto id = tr->execute("SELECT id FROM tags WHERE name = $1", name).optional<int>())
    return *id;
  const auto id = tr->execute("INSERT INTO tags (name) VALUES ($1) RETURNING id", name).as<int>();  // finding: [dbrace-duplicate-insert] "tags"
  tr->commit();
  return id;
}
int tagIdOfOther(const std::shared_ptr<tao::pq::connection> &db, const std::string &name, const std::string &alias) {
  const auto tr = db->transaction();
  if (const auto id = tr->execute("SELECT id FROM tags WHERE name = $1", alias).optional<int>())
    return *id;
  const auto id = tr->execute("INSERT INTO tags (name) VALUES ($1) RETURNING id", name).as<int>();
  tr->commit();
  return id;
}
