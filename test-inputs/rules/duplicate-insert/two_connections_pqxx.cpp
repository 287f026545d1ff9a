// libpqxx: each transaction object is of the connection that it was made on.
// schema: plain.sql
#include <pqxx/pqxx>
#include <string>

using Serializable = pqxx::transaction<pqxx::serializable>;

void onTwo(pqxx::connection &reader, pqxx::connection &writer, const std::string &name) {
  Serializable out(writer);
  pqxx::nontransaction in(reader);
  if (in.exec_params("SELECT id FROM tags WHERE name = $1", name).empty())
    out.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert] error "two sessions can both"
  out.commit();
}
void onOne(pqxx::connection &reader, pqxx::connection &writer, const std::string &name) {
  Serializable out(writer);
  pqxx::nontransaction in(reader);
  in.exec("SELECT id FROM users");
  if (out.exec_params("SELECT id FROM tags WHERE name = $1", name).empty())
    out.exec_params("INSERT INTO tags (name) VALUES ($1)", name);
  out.commit();
}
