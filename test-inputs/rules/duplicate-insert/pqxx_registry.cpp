// libpqxx: statements prepared from a table in a loop, and run by an enumerator's name or by a constant.
// schema: plain.sql
#include <pqxx/pqxx>
#include <map>
#include <string>
#include <utility>

struct Named {
  const char *name;
  const char *text;
};
static const Named statements[] = {
    {"tag_by_name", "SELECT id FROM tags WHERE name = $1"},
    {"tag_insert", "INSERT INTO tags (name) VALUES ($1)"},
    {"user_insert", "INSERT INTO users (email) VALUES ($1)"},
};
class Store {
public:
  explicit Store(const std::string &url) : conn(url) {
    for (const Named &one : statements)
      conn.prepare(one.name, one.text);
  }
  void ensureTag(const std::string &name) {
    pqxx::work tx(conn);
    if (tx.exec_prepared("tag_by_name", name).empty())
      tx.exec_prepared0("tag_insert", name);  // finding: [dbrace-duplicate-insert] "tags"
    tx.commit();
  }
  void ensureUser(const std::string &name) {
    pqxx::work tx(conn);
    if (tx.exec_prepared("tag_by_name", name).empty())
      tx.exec_prepared0("user_insert", name);
    tx.commit();
  }

private:
  pqxx::connection conn;
};

namespace device {
constexpr const char *find = "device_find", *add = "device_add";
}
static const std::map<std::string, std::string> queries = {
    {device::find, "SELECT label FROM devices WHERE serial = $1 AND port = $2"},
    {device::add, "INSERT INTO devices (serial, port) VALUES ($1, $2)"},
};
void prepare(pqxx::connection_base &conn) {
  for (const auto &[name, text] : queries)
    conn.prepare(name, text);
}
void attach(pqxx::work &tx, const std::string &serial, int port) {
  const auto rows = tx.exec_prepared(device::find, serial, port);
  if (rows.begin() == rows.end())
    tx.exec_prepared(device::add, serial, port);  // finding: [dbrace-duplicate-insert] "devices"
}
void attachElsewhere(pqxx::work &tx, const std::string &serial, int port) {
  const auto rows = tx.exec_prepared(device::find, serial, port);
  if (rows.begin() == rows.end())
    tx.exec_prepared(device::add, serial, port + 1);
}
