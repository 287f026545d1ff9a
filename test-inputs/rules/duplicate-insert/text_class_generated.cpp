// A text class of the program's own, joined with what a generated header declares: the compiler cannot choose the
// operators, and makes the object from the whole.
// schema: plain.sql
#include "settings-gen.hpp"
#include <sqlite3.h>
#include <string>

class Words {
public:
  Words(const char *data) : data_(data) {}
  Words(const std::string &data) : data_(data) {}
  const char *raw() const { return data_.c_str(); }

private:
  std::string data_;
};
Words operator+(const Words &left, const char *right);
Words operator+(const char *left, const Words &right);

class Store {
public:
  void add(const Words &name);
  void move(const Words &name, const Words &to);

private:
  bool run(const Words &text);
  Words escape(const Words &text);
  sqlite3 *db_ = nullptr;
};

bool Store::run(const Words &text) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db_, text.raw(), -1, &stmt, nullptr);
  bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void Store::add(const Words &name) {
  if (!run("SELECT id FROM " + tablePrefix() + "tags WHERE name = '" + escape(name) + "'"))
    run("INSERT INTO " + tablePrefix() + "tags (name) VALUES ('" + escape(name) + "')");  // finding: [dbrace-duplicate-insert] error "tags"
}

// Another name is looked for than is stored.
void Store::move(const Words &name, const Words &to) {
  if (!run("SELECT id FROM " + tablePrefix() + "tags WHERE name = '" + escape(name) + "'"))
    run("INSERT INTO " + tablePrefix() + "tags (name) VALUES ('" + escape(to) + "')");
}
