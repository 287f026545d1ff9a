// SELECT EXISTS gives one row that holds 0 or 1, SELECT 1 … LIMIT 1 a row or none.
// schema: plain.sql
#include <sqlite3.h>

class Query {
public:
  Query(sqlite3 *db, const char *sql) { sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr); }
  ~Query() { sqlite3_finalize(stmt); }
  Query &bind(int at, const char *text) {
    sqlite3_bind_text(stmt, at, text, -1, SQLITE_TRANSIENT);
    return *this;
  }
  bool step() { return sqlite3_step(stmt) == SQLITE_ROW; }
  int number(int column) { return sqlite3_column_int(stmt, column); }

private:
  sqlite3_stmt *stmt = nullptr;
};

bool exists(sqlite3 *db, const char *email) {
  Query query(db, "SELECT EXISTS (SELECT 1 FROM users WHERE email = ?)");
  query.bind(1, email);
  query.step();
  return query.number(0) != 0;
}
bool absent(sqlite3 *db, const char *email) {
  Query query(db, "SELECT NOT EXISTS (SELECT 1 FROM users WHERE email = ?)");
  query.bind(1, email);
  return query.step() && query.number(0) == 1;
}
bool hasOne(sqlite3 *db, const char *email) {
  Query query(db, "SELECT 1 FROM users WHERE email = ? LIMIT 1");
  return query.bind(1, email).step();
}

void byExists(sqlite3 *db, const char *email) {
  if (!exists(db, email)) {
    Query insert(db, "INSERT INTO users (email) VALUES (?)");
    insert.bind(1, email);
    insert.step();  // finding: [dbrace-duplicate-insert]
  }
}
void byNotExists(sqlite3 *db, const char *email) {
  if (absent(db, email)) {
    Query insert(db, "INSERT INTO users (email) VALUES (?)");
    insert.bind(1, email);
    insert.step();  // finding: [dbrace-duplicate-insert]
  }
}
void byLimit(sqlite3 *db, const char *email) {
  if (!hasOne(db, email)) {
    Query insert(db, "INSERT INTO users (email) VALUES (?)");
    insert.bind(1, email).step();  // finding: [dbrace-duplicate-insert]
  }
}
// The answer of EXISTS is a row in either case, and that is all this code asks.
void rowOfExists(sqlite3 *db, const char *email) {
  Query query(db, "SELECT EXISTS (SELECT 1 FROM users WHERE email = ?)");
  query.bind(1, email);
  if (!query.step()) {
    Query insert(db, "INSERT INTO users (email) VALUES (?)");
    insert.bind(1, email);
    insert.step();
  }
}
// Stored for users that are known.
void archived(sqlite3 *db, const char *email) {
  if (exists(db, email)) {
    Query insert(db, "INSERT INTO users (email) VALUES (?)");
    insert.bind(1, email);
    insert.step();
  }
}
