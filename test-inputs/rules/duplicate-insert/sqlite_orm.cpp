// sqlite_orm: a class is a table, members are columns, conditions are expressions of C++. Debian has no header for it.
// schema: plain.sql
#include <memory>
#include <optional>
#include <sqlite_orm/sqlite_orm.h>
#include <string>
#include <vector>

struct User {
  int id = -1;
  std::string email;
  std::string name;
};

struct Tag {
  int id;
  std::string name;
};

struct Port {
  int id;
  std::string serial;
  int number;
  std::unique_ptr<std::string> label;
};

inline auto makeStorage(const std::string &path) {
  using namespace sqlite_orm;
  return make_storage(path,
                      make_table("users", make_column("id", &User::id, primary_key().autoincrement()),
                                 make_column("email", &User::email), make_column("name", &User::name)),
                      make_table("tags", make_column("id", &Tag::id, primary_key()), make_column("name", &Tag::name)),
                      make_table("devices", make_column("id", &Port::id, primary_key()),
                                 make_column("serial", &Port::serial), make_column("port", &Port::number),
                                 make_column("label", &Port::label)));
}
using Storage = decltype(makeStorage(""));

bool addUser(Storage &storage, const std::string &email, const std::string &name) {
  using namespace sqlite_orm;
  auto found = storage.get_all<User>(where(c(&User::email) == email));
  if (!found.empty())
    return false;
  User user;
  user.email = email;
  user.name = name;
  storage.insert(user);  // finding: [dbrace-duplicate-insert] "users.email"
  return true;
}

// What was looked up as an address is written as a name.
bool addUserSwapped(Storage &storage, const std::string &email, const std::string &name) {
  using namespace sqlite_orm;
  auto found = storage.get_all<User>(where(c(&User::email) == email));
  if (!found.empty())
    return false;
  User user;
  user.email = name;
  user.name = email;
  storage.insert(user);
  return true;
}

class Repository {
public:
  explicit Repository(const std::string &path) : storage(makeStorage(path)) { storage.sync_schema(); }

  int tagId(const std::string &name) {
    using namespace sqlite_orm;
    auto ids = storage.select(&Tag::id, where(is_equal(&Tag::name, name)));
    if (ids.size() > 0)
      return ids.front();
    return storage.insert(Tag{-1, name});  // finding: [dbrace-duplicate-insert] "tags.name"
  }

  // The lookup is for one table, the insert for another.
  int userId(const std::string &name) {
    using namespace sqlite_orm;
    auto ids = storage.select(&Tag::id, where(is_equal(&Tag::name, name)));
    if (ids.size() > 0)
      return ids.front();
    return storage.insert(User{-1, name, name});
  }

  void rename(User user) {
    using namespace sqlite_orm;
    if (storage.count<User>(where(c(&User::email) == user.email)) == 0)
      storage.insert(user);  // finding: [dbrace-duplicate-insert] "users.email"
    else
      storage.update(user);
  }

  // The write lock is taken before the lookup.
  void renameLocked(User user) {
    using namespace sqlite_orm;
    auto guard = storage.immediate_transaction_guard();
    if (storage.count<User>(where(c(&User::email) == user.email)) == 0)
      storage.insert(user);
    else
      storage.update(user);
    guard.commit();
  }

  bool plug(const std::string &serial, int number) {
    using namespace sqlite_orm;
    for (auto &port : storage.iterate<Port>(where(c(&Port::serial) == serial and c(&Port::number) == number)))
      return port.id > 0;
    Port port{0, serial, number, nullptr};
    storage.insert(port);  // finding: [dbrace-duplicate-insert] "devices"
    return true;
  }

  // Found, not missing.
  void copyOf(const std::string &serial, int number) {
    using namespace sqlite_orm;
    auto ports = storage.get_all<Port>(where(c(&Port::serial) == serial && c(&Port::number) == number), limit(1));
    if (ports.empty())
      return;
    storage.insert(Port{0, serial, number, nullptr});
  }

  void keep(const std::string &name) {
    using namespace sqlite_orm;
    if (storage.count(&Tag::id, where(c(&Tag::name) == name)) == 0)
      storage.insert(Tag{-1, name});  // finding: [dbrace-duplicate-insert] "tags.name"
  }

  // SQLite lets only one of two go on from reading to writing.
  void keepInTransaction(const std::string &name) {
    using namespace sqlite_orm;
    storage.transaction([&] {
      if (storage.count(&Tag::id, where(c(&Tag::name) == name)) == 0)
        storage.insert(Tag{-1, name});
      return true;
    });
  }

private:
  Storage storage;
};

// By the primary key, which the database gives: no key of the caller's.
void restore(Storage &storage, User user) {
  if (!storage.get_pointer<User>(user.id))
    storage.insert(user);
}
