// A header is missing. What it declares is unknown, and what is written all the same is kept: names, arguments, types.
#include <vendor/database.h>
#include <string>

struct Base { bool exec(const char *sql); };
struct Repository : Base {
  vendor::Connection db;
  bool save(int id);
  void add(int id, std::string name);
};
int known(int id);

bool Repository::save(int id) {
  Query find(db);  // steps: declare find; construct ?Query::Query(this->db) on &find: Query
  find.prepare("SELECT 1 FROM users WHERE id = ?");  // steps: t0 = call ?prepare("SELECT 1 FROM users WHERE id = ?") on &find: Query
  if (find.step() && known(id)) return false;  // steps: t2 = call ?step() on &find: Query; if t2 then b4 else b3
      // steps: b1: return 0; b3: select t1 = 0; b3: jump b5; b4: t3 = call known(id); b4: select t1 = t3 != 0; b4: jump b5
      // steps: b5: if t1 then b1 else b2
  auto result = db.execute("INSERT INTO users VALUES (1)", known(id));  // steps: b2: t4 = call known(id)
      // steps: b2: t5 = call ?execute("INSERT INTO users VALUES (1)", t4) on &this->db: vendor::Connection
      // steps: b2: declare result = t5
  VENDOR_LOG("saved");  // steps: b2: t6 = call ?VENDOR_LOG("saved")
  return exec("COMMIT") && result;  // steps: b2: t8 = call Base::exec("COMMIT") on this; b2: if t8 then b7 else b6
      // steps: b6: select t7 = 0; b6: jump b8; b7: select t7 = result; b7: jump b8; b8: return t7
}

// Types and namespaces that nobody declares are made up, so that the compiler keeps what is built from them.
void Repository::add(int id, std::string name) {
  vendor::Query find(db);  // steps: declare find; construct ?vendor::Query::Query(this->db) on &find: vendor::Query
  find.prepare("SELECT 1 FROM users WHERE id = ?");  // steps: t0 = call ?prepare("SELECT 1 FROM users WHERE id = ?") on &find: vendor::Query
  for (auto row : find.rows()) known(row.id);  // steps: t1 = call ?rows() on &find: vendor::Query; declare __range1 = &t1
      // steps: t2 = call ?begin() on __range1; declare __begin1 = t2; t3 = call ?end() on __range1; declare __end1 = t3
      // steps: b1: t4 = __begin1 != __end1; b1: if t4 then b2 else b4; b2: declare row; b2: row = *__begin1; b2: t5 = call known(row.id)
      // steps: b2: jump b3; b3: t6 = call ?dbrace_unknown::operator++(out __begin1); b3: jump b1
  auto found = vendor::count(find);  // steps: b4: t7 = call ?vendor::count(out find); b4: declare found = t7
  if (found == 0) known(id);  // steps: b4: t9 = 0; b4: t8 = found == t9; b4: if t8 then b5 else b6; b5: t10 = call known(id); b5: jump b6
  std::string sql = "DELETE FROM users WHERE name = " + vendor::quote(name);  // steps: b6: t11 = call ?vendor::quote(out name)
      // steps: b6: t12 = call ?std::operator+("DELETE FROM users WHERE name = ", t11)  [std-string/std::operator+]
      // steps: b6: declare sql = t12
  vendor::Pointer<Repository> other = vendor::make(sql);  // steps: b6: declare other; b6: t13 = call ?vendor::make(out sql); b6: other = t13
  other->save(id);  // steps: b6: t14 = call Repository::save(id) on other
}

// A pointer to something unknown is a pointer, and comparisons mean what they always mean.
bool compared(int id) {
  Row *row = next_row(id);  // steps: t0 = call ?next_row(out id); declare row = t0
  if (row != nullptr) return true;  // steps: if row != 0 then b1 else b2; b1: return 1
  return row_count(id) == 0;  // steps: b2: t2 = call ?row_count(out id); b2: t3 = 0; b2: t1 = t2 == t3; b2: return t1
}

template <class Database> bool never(Database &db, Pool *pool) {
  auto session = pool->acquire();  // steps: t0 = call ?acquire() on pool: Pool; declare session = t0
  return db.exec("DELETE FROM users") && session.ok();  // steps: t2 = call ?exec("DELETE FROM users") on db
      // steps: if t2 != 0 then b2 else b1; b1: select t1 = 0; b1: jump b3; b2: t3 = call ?ok() on &session
      // steps: b2: select t1 = t3 != 0; b2: jump b3; b3: return t1
}
