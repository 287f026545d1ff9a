// taoPQ: unique_violation below sql_error.
// schema: keyed.sql
#include <cstdio>
#include <string>
#include <tao/pq.hpp>

bool logged(tao::pq::connection &db, const std::string &name) {
  try {
    if (db.execute("SELECT id FROM tags WHERE name = $1", name).size() == 0)
      db.execute("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (const tao::pq::sql_error &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool byClass(tao::pq::connection &db, const std::string &name) {
  try {
    if (db.execute("SELECT id FROM tags WHERE name = $1", name).size() == 0)
      db.execute("INSERT INTO tags (name) VALUES ($1)", name);
  } catch (const tao::pq::unique_violation &) {
    return true;
  } catch (const tao::pq::sql_error &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
  return true;
}
