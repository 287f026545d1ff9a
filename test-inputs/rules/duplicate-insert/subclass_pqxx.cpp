// Classes derived from the library's connection and transaction, and the same as members.
// schema: plain.sql
#include <pqxx/pqxx>
#include <memory>
#include <string>

class Db : public pqxx::connection {
public:
  Db() : pqxx::connection("dbname=shop") { prepare("by_email", "SELECT id FROM users WHERE email = $1"); }
  bool knows(const std::string &email) {
    pqxx::nontransaction tx(*this);
    return !tx.exec_prepared("by_email", email).empty();
  }
};

class Query : public pqxx::work {
public:
  explicit Query(Db &db) : pqxx::work(db) {}
  bool has(const std::string &sql) { return exec(sql).size() != 0; }
  template <class... Values> pqxx::result run(const std::string &sql, const Values &...values) {
    return exec_params(sql, values...);
  }
};

void addUser(Db &db, const std::string &email) {
  if (db.knows(email))
    return;
  Query query(db);
  query.run("INSERT INTO users (email) VALUES ($1)", email);  // finding: [dbrace-duplicate-insert] "users"
  query.commit();
}
void addUserAlias(Db &db, const std::string &email, const std::string &alias) {
  if (db.knows(email))
    return;
  Query query(db);
  query.run("INSERT INTO users (email) VALUES ($1)", alias);
  query.commit();
}
void addTag(Db &db, const std::string &name) {
  Query query(db);
  if (!query.has("SELECT 1 FROM tags WHERE name = " + query.quote(name)))
    query.exec("INSERT INTO tags (name) VALUES (" + query.quote(name) + ")");  // finding: [dbrace-duplicate-insert] "tags"
  query.commit();
}
void addKnownTag(Db &db, const std::string &name) {
  Query query(db);
  if (query.has("SELECT 1 FROM tags WHERE name = " + query.quote(name)))
    query.exec("INSERT INTO tags (name) VALUES (" + query.quote(name) + ")");
  query.commit();
}

// An unrelated author's: a session owns both, results are handed on by pointer.
class Session {
public:
  explicit Session(std::shared_ptr<pqxx::connection> link) : link_(std::move(link)) {}
  void begin() { open_ = std::make_unique<pqxx::work>(*link_); }
  void end() {
    open_->commit();
    open_.reset();
  }
  std::unique_ptr<pqxx::result> ask(const std::string &text) {
    auto rows = std::make_unique<pqxx::result>(open_->exec(text));
    if (rows->empty())
      return nullptr;
    return rows;
  }
  std::string q(const std::string &text) const { return link_->quote(text); }

private:
  std::shared_ptr<pqxx::connection> link_;
  std::unique_ptr<pqxx::work> open_;
};

void addDevice(Session &session, const std::string &serial) {
  session.begin();
  auto known = session.ask("SELECT label FROM devices WHERE serial = " + session.q(serial) + " AND port = 1");
  if (!known)
    session.ask("INSERT INTO devices (serial, port) VALUES (" + session.q(serial) + ", 1)");  // finding: [dbrace-duplicate-insert] "devices"
  session.end();
}
void addOtherPort(Session &session, const std::string &serial) {
  session.begin();
  auto known = session.ask("SELECT label FROM devices WHERE serial = " + session.q(serial) + " AND port = 1");
  if (!known)
    session.ask("INSERT INTO devices (serial, port) VALUES (" + session.q(serial) + ", 2)");
  session.end();
}
