// ODB: objects are made persistent, queries are expressions over columns that its compiler has generated. Debian has no
// header for it.
// schema: plain.sql
#include <memory>
#include <odb/core.hxx>
#include <odb/database.hxx>
#include <odb/sqlite/database.hxx>
#include <odb/transaction.hxx>
#include <string>

#pragma db object table("tags")
class Tags {
public:
  explicit Tags(const std::string &name) : name_(name) {}
  const std::string &name() const { return name_; }

private:
  friend class odb::access;
  Tags() {}
#pragma db id auto
  unsigned long id_;
  std::string name_;
};

struct Users {
  unsigned long id;
  std::string email;
  std::string name;
};

// As in the generated headers.
namespace odb {
template <typename A> struct query_columns<::Tags, id_sqlite, A> {
  typedef sqlite::query_column<unsigned long, 1> id_type_;
  static const id_type_ id;
  typedef sqlite::query_column<std::string, 2> name_type_;
  static const name_type_ name;
};
template <typename A> struct query_columns<::Users, id_sqlite, A> {
  typedef sqlite::query_column<std::string, 2> email_type_;
  static const email_type_ email;
  typedef sqlite::query_column<std::string, 2> name_type_;
  static const name_type_ name;
};
}  // namespace odb

void addTag(odb::database &db, const std::string &name) {
  typedef odb::query<Tags> query;
  odb::transaction t(db.begin());
  if (db.query<Tags>(query::name == name).empty()) {
    Tags tag(name);
    db.persist(tag);  // finding: [dbrace-duplicate-insert] "Tags.name"
  }
  t.commit();
}

// The name is there already.
void addTagTwice(odb::database &db, const std::string &name) {
  typedef odb::query<Tags> query;
  odb::transaction t(db.begin());
  if (!db.query<Tags>(query::name == name).empty()) {
    Tags tag(name);
    db.persist(tag);
  }
  t.commit();
}

class Directory {
public:
  explicit Directory(std::unique_ptr<odb::database> db) : db_(std::move(db)) {}

  bool enlist(const std::string &email, const std::string &name) {
    using namespace odb::core;
    transaction t(db_->begin());
    typedef query<Users> query;
    std::unique_ptr<Users> known(db_->query_one<Users>(query::email == query::_val(email) && query::name == name));
    if (known)
      return false;
    auto user = std::make_shared<Users>();
    user->email = email;
    user->name = name;
    db_->persist(user);  // finding: [dbrace-duplicate-insert] "Users"
    t.commit();
    return true;
  }

  // Another name is written than was looked up.
  bool enlistRenamed(const std::string &email, const std::string &name, const std::string &nick) {
    using namespace odb::core;
    transaction t(db_->begin());
    typedef query<Users> query;
    std::unique_ptr<Users> known(db_->query_one<Users>(query::email == query::_val(email) && query::name == name));
    if (known)
      return false;
    auto user = std::make_shared<Users>();
    user->email = email;
    user->name = nick;
    db_->persist(user);
    t.commit();
    return true;
  }

private:
  std::unique_ptr<odb::database> db_;
};
