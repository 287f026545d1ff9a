// Rows of a table that are named by a row of another one: through a join, a subquery and an INSERT … SELECT.
// schema: parent_key.sql
#include <sqlite3.h>

#include <string>

class Statement {
public:
  Statement(sqlite3 *db, const char *sql) { sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr); }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement &bind(int at, const std::string &value) {
    sqlite3_bind_text(statement_, at, value.c_str(), -1, SQLITE_TRANSIENT);
    return *this;
  }
  bool step() { return sqlite3_step(statement_) == SQLITE_ROW; }

private:
  sqlite3_stmt *statement_ = nullptr;
};

void visit(sqlite3 *db, const std::string &owner, const std::string &day) {
  Statement find(db, "SELECT visits.id FROM owners, visits WHERE visits.owner_id = owners.id AND name = ? AND visits.day = ?");
  if (find.bind(1, owner).bind(2, day).step())
    return;
  Statement add(db, "INSERT INTO visits (owner_id, day) SELECT id, ?2 FROM owners WHERE name = ?1");
  add.bind(1, owner).bind(2, day).step();  // finding: [dbrace-duplicate-insert]
}

void visitBySubquery(sqlite3 *db, const std::string &owner, const std::string &day) {
  Statement find(db, "SELECT 1 FROM visits WHERE owner_id = (SELECT id FROM owners WHERE name = ?) AND day = ?");
  if (find.bind(1, owner).bind(2, day).step())
    return;
  Statement add(db, "INSERT INTO visits (owner_id, day) VALUES ((SELECT id FROM owners WHERE name = ?), ?)");
  add.bind(1, owner).bind(2, day).step();  // finding: [dbrace-duplicate-insert]
}

// Another owner's row decides.
void visitOfHost(sqlite3 *db, const std::string &owner, const std::string &host, const std::string &day) {
  Statement find(db, "SELECT visits.id FROM owners, visits WHERE visits.owner_id = owners.id AND name = ? AND visits.day = ?");
  if (find.bind(1, host).bind(2, day).step())
    return;
  Statement add(db, "INSERT INTO visits (owner_id, day) SELECT id, ?2 FROM owners WHERE name = ?1");
  add.bind(1, owner).bind(2, day).step();
}
