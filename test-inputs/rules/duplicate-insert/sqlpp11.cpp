// sqlpp11: statements as expressions over generated classes. Debian has no header for it.
// schema: plain.sql
#include <sqlpp11/sqlite3/sqlite3.h>
#include <sqlpp11/sqlpp11.h>
#include <string>

// As ddl2cpp writes it.
namespace model {
namespace Users_ {
struct Id {
  struct _alias_t {
    static constexpr const char _literal[] = "id";
    using _name_t = sqlpp::make_char_sequence<sizeof(_literal), _literal>;
    template <typename T> struct _member_t {
      T id;
      T &operator()() { return id; }
      const T &operator()() const { return id; }
    };
  };
  using _traits = sqlpp::make_traits<sqlpp::bigint, sqlpp::tag::must_not_insert, sqlpp::tag::must_not_update>;
};
struct Email {
  struct _alias_t {
    static constexpr const char _literal[] = "email";
    using _name_t = sqlpp::make_char_sequence<sizeof(_literal), _literal>;
    template <typename T> struct _member_t {
      T email;
      T &operator()() { return email; }
      const T &operator()() const { return email; }
    };
  };
  using _traits = sqlpp::make_traits<sqlpp::text>;
};
struct Name {
  struct _alias_t {
    static constexpr const char _literal[] = "name";
    using _name_t = sqlpp::make_char_sequence<sizeof(_literal), _literal>;
    template <typename T> struct _member_t {
      T name;
      T &operator()() { return name; }
      const T &operator()() const { return name; }
    };
  };
  using _traits = sqlpp::make_traits<sqlpp::text, sqlpp::tag::can_be_null>;
};
}  // namespace Users_
struct Users : sqlpp::table_t<Users, Users_::Id, Users_::Email, Users_::Name> {
  struct _alias_t {
    static constexpr const char _literal[] = "users";
    using _name_t = sqlpp::make_char_sequence<sizeof(_literal), _literal>;
    template <typename T> struct _member_t {
      T users;
    };
  };
};
}  // namespace model

namespace sql = sqlpp::sqlite3;

long addUser(sql::connection &db, const std::string &email, const std::string &name) {
  const model::Users users;
  for (const auto &row : db(select(users.id).from(users).where(users.email == email)))
    return row.id;
  db(insert_into(users).set(users.email = email, users.name = name));  // finding: [dbrace-duplicate-insert] "users.email"
  return static_cast<long>(db.last_insert_id());
}

// An address is looked up, a name inserted under another one.
long addUserSwapped(sql::connection &db, const std::string &email, const std::string &name) {
  const model::Users users;
  for (const auto &row : db(select(users.id).from(users).where(users.email == email)))
    return row.id;
  db(insert_into(users).set(users.email = name, users.name = email));
  return static_cast<long>(db.last_insert_id());
}

class Accounts {
public:
  explicit Accounts(const sql::connection_config &config) : db(config) {}

  bool exists(const std::string &email) {
    auto result = db(select(all_of(users)).from(users).where(users.email == email).limit(1u));
    return !result.empty();
  }

  void create(const std::string &email) {
    db(sqlpp::insert_into(users).set(  // finding: [dbrace-duplicate-insert] "users.email"
        users.email = email, users.name = sqlpp::null));
  }

  bool registerUser(const std::string &email) {
    if (exists(email))
      return false;
    create(email);
    return true;
  }

  void counted(const std::string &email, const std::string &name) {
    const auto found = db(select(count(users.id)).from(users).where(users.email == email and users.name == name));
    if (found.front().count == 0)
      db(insert_into(users).set(users.email = email, users.name = name));  // finding: [dbrace-duplicate-insert]
  }

  // SQLite lets only one of two go on from reading to writing.
  void countedInTransaction(const std::string &email, const std::string &name) {
    auto tx = start_transaction(db);
    const auto found = db(select(count(users.id)).from(users).where(users.email == email and users.name == name));
    if (found.front().count == 0)
      db(insert_into(users).set(users.email = email, users.name = name));
    tx.commit();
  }

  // The row is there.
  void touched(const std::string &email, const std::string &name) {
    const auto found = db(select(count(users.id)).from(users).where(users.email == email and users.name == name));
    if (found.front().count > 0)
      db(insert_into(users).set(users.email = email, users.name = name));
  }

private:
  sql::connection db;
  model::Users users;
};
