// A statement object that answers with itself, layers that hand the answer on, and loops over several stores.
// schema: plain.sql
#include <sqlite3.h>
#include <memory>
#include <string>
#include <vector>

class Statement {
public:
  Statement(sqlite3 *db, const std::string &sql) { sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr); }
  ~Statement() { sqlite3_finalize(stmt); }
  Statement *bind(const std::string &name, const std::string &value) {
    const int index = sqlite3_bind_parameter_index(stmt, (":" + name).c_str());
    sqlite3_bind_text(stmt, index, value.c_str(), -1, SQLITE_TRANSIENT);
    return this;
  }
  Statement *execute() {
    rc = sqlite3_step(stmt);
    return this;
  }
  bool hasNextRow() const { return rc == SQLITE_ROW; }
  Statement *reset() {
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return this;
  }

private:
  sqlite3_stmt *stmt = nullptr;
  int rc = 0;
};

class Backend {
public:
  virtual ~Backend() = default;
  virtual bool getUser(const std::string &email, std::string &name) = 0;
  virtual bool createUser(const std::string &email, const std::string &name) = 0;
};
class SqlBackend : public Backend {
public:
  explicit SqlBackend(sqlite3 *db)
      : findUser(std::make_unique<Statement>(db, "SELECT name FROM users WHERE email = :email")),
        addUser(std::make_unique<Statement>(db, "INSERT INTO users (email, name) VALUES (:email, :name)")) {}
  bool getUser(const std::string &email, std::string &name) override {
    findUser->bind("email", email)->execute();
    const bool known = findUser->hasNextRow();
    if (known)
      name = "known";
    findUser->reset();
    return known;
  }
  bool createUser(const std::string &email, const std::string &name) override {
    addUser->bind("email", email)->bind("name", name)->execute()->reset();  // finding: [dbrace-duplicate-insert] "users"
    return true;
  }

private:
  std::unique_ptr<Statement> findUser, addUser;
};

// In front of the backends: the first that knows answers.
class Layer {
public:
  explicit Layer(std::vector<Backend *> backends) : backends(std::move(backends)) {}
  bool getUser(const std::string &email, std::string &name) {
    for (Backend *backend : backends)
      if (backend->getUser(email, name))
        return true;
    return false;
  }
  bool createUser(const std::string &email, const std::string &name) {
    for (Backend *backend : backends)
      if (backend->createUser(email, name))
        return true;
    return false;
  }

private:
  std::vector<Backend *> backends;
};
bool signUp(Layer &layer, const std::string &email) {
  std::string name;
  if (layer.getUser(email, name))
    return false;
  return layer.createUser(email, "new");
}

// One object, its statements made where they are used.
void addTag(sqlite3 *db, const std::string &name) {
  Statement find(db, "SELECT id FROM tags WHERE name = :name");
  if (find.bind("name", name)->execute()->hasNextRow())
    return;
  Statement add(db, "INSERT INTO tags (name) VALUES (:name)");
  add.bind("name", name)->execute()->reset();  // finding: [dbrace-duplicate-insert] "tags"
}
void addOtherTag(sqlite3 *db, const std::string &name, const std::string &other) {
  Statement find(db, "SELECT id FROM tags WHERE name = :name");
  if (find.bind("name", name)->execute()->hasNextRow())
    return;
  Statement add(db, "INSERT INTO tags (name) VALUES (:name)");
  add.bind("name", other)->execute()->reset();
}
