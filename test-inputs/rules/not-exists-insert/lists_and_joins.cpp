// What is there already is left out by a list of it, or by a join that finds nothing.
// schema: plain.sql
// dialect: postgresql
#include <pqxx/pqxx>
#include <string>

void addTag(pqxx::work &work, const std::string &name) {
  work.exec_params("INSERT INTO tags (name) SELECT $1 WHERE $1 NOT IN (SELECT name FROM tags)", name);  // finding: [dbrace-not-exists-insert] "tags.name"
}
void import(pqxx::work &work) {
  work.exec("INSERT INTO users (email, name) SELECT a.email, a.name FROM archive a WHERE a.email NOT IN (SELECT email FROM users)");  // finding: [dbrace-not-exists-insert] "users.email"
  work.exec("INSERT INTO users (email, name) SELECT a.email, a.name FROM archive a LEFT JOIN users u ON u.email = a.email WHERE u.id IS NULL");  // finding: [dbrace-not-exists-insert] "users.email"
  work.exec("INSERT INTO users (email, name) SELECT a.email, a.name FROM archive a LEFT JOIN users u ON u.email = a.email WHERE u.email IS NULL");  // finding: [dbrace-not-exists-insert] "users.email"
}
// What is asked for is another table, or another column, or a row that is there.
void others(pqxx::work &work, const std::string &name) {
  work.exec_params("INSERT INTO tags (name) SELECT $1 WHERE $1 NOT IN (SELECT line FROM log)", name);
  work.exec("INSERT INTO users (email, name) SELECT a.email, a.name FROM archive a LEFT JOIN log l ON l.line = a.email WHERE l.id IS NULL");
  work.exec("INSERT INTO users (email, name) SELECT a.email, a.name FROM archive a JOIN users u ON u.email = a.email WHERE u.name IS NULL");
  work.exec_params("INSERT INTO tags (name) SELECT $1 WHERE $1 IN (SELECT name FROM tags)", name);
}
