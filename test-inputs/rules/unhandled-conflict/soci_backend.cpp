// The exception of the one database that the program uses, with its code.
// schema: keyed.sql
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <string>

using soci::into;
using soci::use;

static bool missing(soci::session &sql, const std::string &name) {
  int id;
  sql << "SELECT id FROM tags WHERE name = :name", into(id), use(name);
  return !sql.got_data();
}
bool byCode(const std::string &name) {
  soci::session sql(soci::sqlite3, "dbname=shop.db");
  try {
    if (missing(sql, name))
      sql << "INSERT INTO tags (name) VALUES (:name)", use(name);
  } catch (const soci::sqlite3_soci_error &error) {
    if (error.result() == 19)
      return true;
    throw;
  }
  return true;
}
bool byOtherCode(const std::string &name) {
  soci::session sql(soci::sqlite3, "dbname=shop.db");
  try {
    if (missing(sql, name))
      sql << "INSERT INTO tags (name) VALUES (:name)", use(name);  // finding: [dbrace-unhandled-conflict] warning "tags"
  } catch (const soci::sqlite3_soci_error &error) {
    if (error.result() == 5)
      return true;
    throw;
  }
  return true;
}
