// A statement class that prepares when it is first used, and asks SQLite for the numbers of its parameters.
// schema: parent_key.sql
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>

class LazyStatement {
public:
  LazyStatement(sqlite3 *db, std::string query) : query_(std::move(query)), db_(db) {}
  virtual ~LazyStatement() { release(); }

  virtual LazyStatement *bind(const std::string &name, const std::string &value) {
    int at = indexOf(name);
    if (at > 0) {
      sqlite3_bind_text(statement_, at, value.c_str(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    };
    return this;
  }
  virtual LazyStatement *execute() {
    prepare();
    result_ = sqlite3_step(statement_);
    if (result_ != SQLITE_ROW && result_ != SQLITE_DONE) {
      release();
      throw std::runtime_error(sqlite3_errmsg(db_));
    }
    return this;
  }
  virtual bool hasRow() { return result_ == SQLITE_ROW; }
  virtual LazyStatement *reset() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    return this;
  }

private:
  int indexOf(const std::string &name) {
    std::string mark = std::string(":") + name;
    prepare();
    return sqlite3_bind_parameter_index(statement_, mark.c_str());
  }
  void prepare() {
    if (prepared_)
      return;
    if (sqlite3_prepare_v2(db_, query_.c_str(), -1, &statement_, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db_));
    prepared_ = true;
  }
  void release() {
    if (prepared_)
      sqlite3_finalize(statement_);
    statement_ = nullptr;
    prepared_ = false;
  }

  std::string query_;
  sqlite3 *db_;
  sqlite3_stmt *statement_ = nullptr;
  int result_ = 0;
  bool prepared_ = false;
};

class Diary {
public:
  explicit Diary(sqlite3 *db)
      : find_(std::make_unique<LazyStatement>(db, "SELECT id FROM visits WHERE owner_id = :owner AND day = :day")),
        add_(std::make_unique<LazyStatement>(db, "INSERT INTO visits (owner_id, day) VALUES (:owner, :day)")) {}

  void visit(const std::string &owner, const std::string &day) {
    find_->bind("owner", owner)->bind("day", day)->execute();
    bool there = find_->hasRow();
    find_->reset();
    if (!there)
      add_->bind("owner", owner)->bind("day", day)->execute()->reset();  // finding: [dbrace-duplicate-insert]
  }
  // Of a chain over several lines each call stands where its name does.
  void visitInLines(const std::string &owner, const std::string &day) {
    find_->bind("owner", owner)
        ->bind("day", day)
        ->execute();
    bool there = find_->hasRow();
    find_->reset();
    if (!there)
      add_->bind("owner", owner)
          ->bind("day", day)
          ->execute()  // finding: [dbrace-duplicate-insert]
          ->reset();
  }
  // The day looked up is another one's.
  void swap(const std::string &owner, const std::string &day, const std::string &other) {
    find_->bind("owner", owner)->bind("day", other)->execute();
    bool there = find_->hasRow();
    find_->reset();
    if (!there)
      add_->bind("owner", owner)->bind("day", day)->execute()->reset();
  }

private:
  std::unique_ptr<LazyStatement> find_, add_;
};

void record(Diary &diary) {
  diary.visit("1", "monday");
  diary.visitInLines("1", "sunday");
  diary.swap("1", "monday", "tuesday");
}
