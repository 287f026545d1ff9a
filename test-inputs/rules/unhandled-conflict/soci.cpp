// SOCI throws: nobody catches, one handler for everything, or the category or the database's code tells a violation.
// schema: keyed.sql
// dialect: sqlite
#include <soci/soci.h>
#include <cstdio>
#include <string>

using soci::into;
using soci::use;

static bool missing(soci::session &sql, const std::string &name) {
  int id;
  sql << "SELECT id FROM tags WHERE name = :name", into(id), use(name);
  return !sql.got_data();
}
void escapes(soci::session &sql, const std::string &name) {
  if (missing(sql, name))
    sql << "INSERT INTO tags (name) VALUES (:name)", use(name);  // finding: [dbrace-unhandled-conflict] warning "tags"
}
bool logged(soci::session &sql, const std::string &name) {
  try {
    if (missing(sql, name))
      sql << "INSERT INTO tags (name) VALUES (:name)", use(name);  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool byCategory(soci::session &sql, const std::string &name) {
  try {
    if (missing(sql, name))
      sql << "INSERT INTO tags (name) VALUES (:name)", use(name);
  } catch (const soci::soci_error &error) {
    if (error.get_error_category() == soci::soci_error::constraint_violation)
      return true;
    std::fprintf(stderr, "%s\n", error.get_error_message().c_str());
    return false;
  }
  return true;
}
bool byOtherCategory(soci::session &sql, const std::string &name) {
  try {
    if (missing(sql, name))
      sql << "INSERT INTO tags (name) VALUES (:name)", use(name);  // finding: [dbrace-unhandled-conflict] note "tags"
  } catch (const soci::soci_error &error) {
    if (error.get_error_category() == soci::soci_error::connection_error)
      return true;
    std::fprintf(stderr, "%s\n", error.get_error_message().c_str());
    return false;
  }
  return true;
}
void upsert(soci::session &sql, const std::string &name) {
  if (missing(sql, name))
    sql << "INSERT INTO tags (name) VALUES (:name) ON CONFLICT (name) DO NOTHING", use(name);
}
