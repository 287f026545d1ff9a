// libpq with std::string, PQescapeLiteral and PQescapeStringConn.
// schema: plain.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

class Connection {
public:
  explicit Connection(PGconn *conn) : conn(conn) {}
  std::string quoted(const std::string &text) {
    char *literal = PQescapeLiteral(conn, text.c_str(), text.size());
    std::string out(literal);
    PQfreemem(literal);
    return out;
  }
  bool hasRows(const std::string &sql) {
    std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(conn, sql.c_str()), PQclear);
    return PQresultStatus(result.get()) == PGRES_TUPLES_OK && PQntuples(result.get()) != 0;
  }
  bool run(const std::string &sql) {
    std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(conn, sql.c_str()), PQclear);
    return PQresultStatus(result.get()) == PGRES_COMMAND_OK;
  }

private:
  PGconn *conn;
};

void addTag(Connection &db, const std::string &name) {
  if (!db.hasRows("SELECT id FROM tags WHERE name = " + db.quoted(name)))
    db.run("INSERT INTO tags (name) VALUES (" + db.quoted(name) + ")");  // finding: [dbrace-duplicate-insert] "tags"
}
void addTagWhenKnown(Connection &db, const std::string &name) {
  if (db.hasRows("SELECT id FROM tags WHERE name = " + db.quoted(name)))
    db.run("INSERT INTO tags (name) VALUES (" + db.quoted(name) + ")");
}
void addEscaped(PGconn *conn, const char *email) {
  std::vector<char> safe(std::strlen(email) * 2 + 1);
  PQescapeStringConn(conn, safe.data(), email, std::strlen(email), nullptr);
  const std::string select = std::string("SELECT id FROM users WHERE email = '") + safe.data() + "'";
  PGresult *found = PQexec(conn, select.c_str());
  const bool missing = PQntuples(found) < 1;
  PQclear(found);
  if (missing)
    PQclear(PQexec(conn, (std::string("INSERT INTO users (email) VALUES ('") + safe.data() + "')").c_str()));  // finding: [dbrace-duplicate-insert] "users"
}
