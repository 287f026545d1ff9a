// The answer of a named lock comes back among rows that a helper has copied column by column.
// schema: plain.sql
#include <mysql/mysql.h>
#include <string>
#include <vector>

using Row = std::vector<std::string>;

static std::vector<Row> select(MYSQL *db, const std::string &sql) {
  std::vector<Row> rows;
  if (mysql_query(db, sql.c_str()))
    return rows;
  MYSQL_RES *result = mysql_store_result(db);
  const unsigned columns = mysql_num_fields(result);
  while (MYSQL_ROW from = mysql_fetch_row(result)) {
    Row row;
    for (unsigned i = 0; i < columns; ++i)
      row.emplace_back(from[i] ? from[i] : "");
    rows.push_back(row);
  }
  mysql_free_result(result);
  return rows;
}

bool ensured(MYSQL *db, const std::string &name) {
  auto had = select(db, "SELECT GET_LOCK('tags', 10)");
  if (had.empty() || had[0][0] != "1")
    return false;
  if (select(db, "SELECT id FROM tags WHERE name = '" + name + "'").empty())
    mysql_query(db, ("INSERT INTO tags (name) VALUES ('" + name + "')").c_str());
  select(db, "SELECT RELEASE_LOCK('tags')");
  return true;
}
// That there is an answer says nothing of the lock.
bool unasked(MYSQL *db, const std::string &name) {
  auto had = select(db, "SELECT GET_LOCK('tags', 10)");
  if (had.empty())
    return false;
  if (select(db, "SELECT id FROM tags WHERE name = '" + name + "'").empty())
    mysql_query(db, ("INSERT INTO tags (name) VALUES ('" + name + "')").c_str());  // finding: [dbrace-ineffective-lock] "whether it was had is not looked at"
  select(db, "SELECT RELEASE_LOCK('tags')");
  return true;
}
