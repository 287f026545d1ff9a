// A header is missing. What it declares is unknown, and what is written all the same is kept: names, arguments, types.
#include <vendor/database.h>

struct Base { bool exec(const char *sql); };
struct Repository : Base {
  vendor::Connection db;
  bool save(int id);
  void lost(int id);
};
int known(int id);

bool Repository::save(int id) {
  Query find(db);  // steps: declare find; construct ?Query::Query(this->db) on &find: Query
  find.prepare("SELECT 1 FROM users WHERE id = ?");  // steps: t0 = call ?prepare("SELECT 1 FROM users WHERE id = ?") on &find: Query
  if (find.step() && known(id)) return false;  // steps: t1 = call ?step() on &find: Query; if t1 != 0 then b3 else b2
      // steps: b1: return 0; b3: t2 = call known(id); b3: if t2 != 0 then b1 else b2
  auto result = db.execute("INSERT INTO users VALUES (1)", known(id));  // steps: b2: t3 = call known(id)
      // steps: b2: t4 = call ?execute("INSERT INTO users VALUES (1)", t3) on &this->db: vendor::Connection
      // steps: b2: declare result = t4
  VENDOR_LOG("saved");  // steps: b2: t5 = call ?VENDOR_LOG("saved")
  return exec("COMMIT") && result;  // steps: b2: t7 = call Base::exec("COMMIT") on this; b2: if t7 then b5 else b4
      // steps: b4: select t6 = 0; b4: jump b6; b5: select t6 = result != 0; b5: jump b6; b6: return t6
}

// Known gap: a variable whose type is qualified is no declaration to the compiler, and a loop over something unknown no
// loop. What they hold is lost.
void Repository::lost(int id) {
  vendor::Query find(db);  // steps: nothing
  for (auto row : find.rows()) known(row);  // steps: nothing
  known(id);  // steps: t0 = call known(id)
}

// A pointer to something unknown is a pointer, and comparisons mean what they always mean.
bool compared(int id) {
  Row *row = next_row(id);  // steps: declare row; t0 = call ?next_row(out id); declare row = t0
  if (row != nullptr) return true;  // steps: if row != 0 then b1 else b2; b1: return 1
  return row_count(id) == 0;  // steps: b2: t1 = call ?row_count(out id); b2: return t1 == 0
}

template <class Database> bool never(Database &db, Pool *pool) {
  auto session = pool->acquire();  // steps: t0 = call ?acquire() on unknown(recovery); declare session = t0
  return db.exec("DELETE FROM users") && session.ok();  // steps: t2 = call ?exec("DELETE FROM users") on db
      // steps: if t2 != 0 then b2 else b1; b1: select t1 = 0; b1: jump b3; b2: t3 = call ?ok() on &session
      // steps: b2: select t1 = t3 != 0; b2: jump b3; b3: return t1
}
