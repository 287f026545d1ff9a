// Wt::Dbo: a query with bound values gives an object behind dbo::ptr; objects are added to a session.
// schema: plain.sql
#include <Wt/Dbo/Dbo.h>
#include <Wt/Dbo/backend/Sqlite3.h>
#include <memory>
#include <string>

namespace dbo = Wt::Dbo;

class User {
public:
  std::string email;
  std::string name;

  template <class Action> void persist(Action &a) {
    dbo::field(a, email, "email");
    dbo::field(a, name, "name");
  }
};

class Tag {
public:
  Tag() = default;
  explicit Tag(const std::string &name) : name_(name) {}
  template <class Action> void persist(Action &a) { dbo::field(a, name_, "name"); }

private:
  std::string name_;
};

class UserDatabase {
public:
  explicit UserDatabase(const std::string &file) {
    session_.setConnection(std::make_unique<dbo::backend::Sqlite3>(file));
    session_.mapClass<User>("users");
    session_.mapClass<Tag>("tags");
  }

  dbo::ptr<User> ensure(const std::string &email, const std::string &name) {
    dbo::Transaction transaction(session_);
    dbo::ptr<User> user = session_.find<User>().where("email = ?").bind(email);
    if (!user) {
      auto fresh = std::make_unique<User>();
      fresh->email = email;
      fresh->name = name;
      user = session_.add(std::move(fresh));  // finding: [dbrace-duplicate-insert] "users.email"
    }
    transaction.commit();
    return user;
  }

  // The address that was looked up becomes a name.
  dbo::ptr<User> ensureSwapped(const std::string &email, const std::string &name) {
    dbo::Transaction transaction(session_);
    dbo::ptr<User> user = session_.find<User>().where("email = ?").bind(email);
    if (!user) {
      auto fresh = std::make_unique<User>();
      fresh->email = name;
      fresh->name = email;
      user = session_.add(std::move(fresh));
    }
    transaction.commit();
    return user;
  }

  bool addTag(const std::string &name) {
    dbo::Transaction transaction(session_);
    int known = session_.query<int>("select count(1) from tags").where("name = ?").bind(name);
    if (known > 0)
      return false;
    session_.add(std::make_unique<Tag>(name));  // finding: [dbrace-duplicate-insert] "tags.name"
    return true;
  }

  bool isTag(const std::string &name) {
    dbo::collection<dbo::ptr<Tag>> tags = session_.find<Tag>().where("name = ?").bind(name).resultList();
    return tags.size() > 0;
  }

  // A tag is written where there is one already.
  void repeatTag(const std::string &name) {
    dbo::Transaction transaction(session_);
    if (!isTag(name))
      return;
    session_.add(std::make_unique<Tag>(name));
  }

  void tagOnce(const std::string &name) {
    dbo::Transaction transaction(session_);
    if (isTag(name))
      return;
    std::unique_ptr<Tag> tag{new Tag(name)};
    session_.add(std::move(tag));  // finding: [dbrace-duplicate-insert] "tags.name"
  }

private:
  dbo::Session session_;
};
