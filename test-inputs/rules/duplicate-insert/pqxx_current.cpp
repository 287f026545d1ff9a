// libpqxx 7 and 8: params, prepped, rows by query and callback. Debian has no header for it.
// schema: plain.sql
// headers: stand-ins
#include <pqxx/pqxx>
#include <optional>
#include <string>
#include <tuple>

void byOptRow(pqxx::connection &cx, const std::string &name) {
  pqxx::work tx{cx};
  if (!tx.exec("SELECT id FROM tags WHERE name = $1", pqxx::params{name}).opt_row())
    tx.exec("INSERT INTO tags (name) VALUES ($1)", pqxx::params{name}).no_rows();  // finding: [dbrace-duplicate-insert] "tags"
  tx.commit();
}
void byOptRowFound(pqxx::connection &cx, const std::string &name) {
  pqxx::work tx{cx};
  if (auto row = tx.exec("SELECT id FROM tags WHERE name = $1", pqxx::params{name}).opt_row())
    tx.exec("INSERT INTO tags (name) VALUES ($1)", pqxx::params{name}).no_rows();
  tx.commit();
}
int byOneRow(pqxx::work &tx, const std::string &email) {
  try {
    return tx.exec("SELECT id FROM users WHERE email = $1", pqxx::params{email}).one_row()[0].as<int>();
  } catch (const pqxx::unexpected_rows &) {
    return tx.exec("INSERT INTO users (email) VALUES ($1) RETURNING id", pqxx::params{email}).one_field().as<int>();  // finding: [dbrace-duplicate-insert] "users"
  }
}
int byOneRowOfOther(pqxx::work &tx, const std::string &email, const std::string &alias) {
  try {
    return tx.exec("SELECT id FROM users WHERE email = $1", pqxx::params{alias}).one_row()[0].as<int>();
  } catch (const pqxx::unexpected_rows &) {
    return tx.exec("INSERT INTO users (email) VALUES ($1) RETURNING id", pqxx::params{email}).one_field().as<int>();
  }
}
void byQueryValue(pqxx::work &tx, const std::string &serial, int port) {
  if (tx.query_value<int>("SELECT COUNT(*) FROM devices WHERE serial = $1 AND port = $2", pqxx::params{serial, port}) > 0)
    return;
  tx.exec("INSERT INTO devices (serial, port) VALUES ($1, $2)", pqxx::params{serial, port});  // finding: [dbrace-duplicate-insert] "devices"
}
void byQueryValueExchanged(pqxx::work &tx, int serial, int port) {
  if (tx.query_value<int>("SELECT COUNT(*) FROM devices WHERE serial = $1 AND port = $2", pqxx::params{serial, port}) > 0)
    return;
  tx.exec("INSERT INTO devices (serial, port) VALUES ($1, $2)", pqxx::params{port, serial});
}
void byExists(pqxx::work &tx, const std::string &name) {
  const bool known = tx.query_value<bool>("SELECT EXISTS (SELECT 1 FROM tags WHERE name = " + tx.quote(name) + ")");
  if (!known)
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(name) + ")");  // finding: [dbrace-duplicate-insert] "tags"
}
void byExistsWhenKnown(pqxx::work &tx, const std::string &name) {
  const bool known = tx.query_value<bool>("SELECT EXISTS (SELECT 1 FROM tags WHERE name = " + tx.quote(name) + ")");
  if (known)
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(name) + ")");
}
int byQuery01(pqxx::work &tx, const std::string &name) {
  if (auto found = tx.query01<int>("SELECT id FROM tags WHERE name = $1", pqxx::params{name})) {
    auto [id] = *found;
    return id;
  }
  auto [id] = tx.query1<int>("INSERT INTO tags (name) VALUES ($1) RETURNING id", pqxx::params{name});  // finding: [dbrace-duplicate-insert] "tags"
  return id;
}
int byQuery01Found(pqxx::work &tx, const std::string &name) {
  if (!tx.query01<int>("SELECT id FROM tags WHERE name = $1", pqxx::params{name}))
    return 0;
  auto [id] = tx.query1<int>("INSERT INTO tags (name) VALUES ($1) RETURNING id", pqxx::params{name});
  return id;
}
void byForQuery(pqxx::work &tx, int owner, const std::string &name) {
  bool found = false;
  tx.for_query("SELECT id FROM settings WHERE owner = $1 AND name = $2", [&found](int) { found = true; }, pqxx::params{owner, name});
  if (!found)
    tx.exec("INSERT INTO settings (owner, name) VALUES ($1, $2)", pqxx::params{owner, name});  // finding: [dbrace-duplicate-insert] "settings"
}
void byForQueryFound(pqxx::work &tx, int owner, const std::string &name) {
  bool found = false;
  tx.for_query("SELECT id FROM settings WHERE owner = $1 AND name = $2", [&found](int) { found = true; }, pqxx::params{owner, name});
  if (found)
    tx.exec("INSERT INTO settings (owner, name) VALUES ($1, $2)", pqxx::params{owner, name});
}
void byLoop(pqxx::work &tx, const std::string &email) {
  int id = 0;
  for (auto [found] : tx.query<int>("SELECT id FROM users WHERE email = " + tx.quote(email)))
    id = found;
  bool streamed = false;
  for (auto [name] : tx.stream<std::string>("SELECT name FROM tags WHERE name = " + tx.quote(email)))
    streamed = true;
  if (!streamed)
    tx.exec("INSERT INTO tags (name) VALUES (" + tx.quote(email) + ")");  // finding: [dbrace-duplicate-insert] "tags"
  if (streamed)
    tx.exec("INSERT INTO users (id, email) VALUES (" + tx.quote(id) + ", " + tx.quote(email) + ")");
}

class Store {
public:
  explicit Store(const std::string &options) : cx(options) {
    cx.prepare("find", "SELECT id FROM tags WHERE name = $1");
    cx.prepare("add", "INSERT INTO tags (name) VALUES ($1)");
  }
  void ensure(const std::string &name) {
    pqxx::work tx{cx};
    pqxx::params values;
    values.append(name);
    if (tx.exec(pqxx::prepped{"find"}, values).empty())
      tx.exec(pqxx::prepped{"add"}, values).no_rows();  // finding: [dbrace-duplicate-insert] "tags"
    tx.commit();
  }
  void ensureOther(const std::string &name, const std::string &other) {
    pqxx::work tx{cx};
    if (tx.exec(pqxx::prepped{"find"}, pqxx::params{other}).empty())
      tx.exec(pqxx::prepped{"add"}, pqxx::params{name}).no_rows();
    tx.commit();
  }

private:
  pqxx::connection cx;
};
