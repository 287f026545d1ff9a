// sqlpp11: an upsert of the backend, and the exception of another one.
// schema: keyed.sql
#include <sqlpp11/postgresql/postgresql.h>
#include <sqlpp11/sqlite3/sqlite3.h>
#include <sqlpp11/sqlpp11.h>
#include <string>

// As ddl2cpp writes it.
namespace model {
namespace Tags_ {
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
}  // namespace Tags_
struct Tags : sqlpp::table_t<Tags, Tags_::Id, Tags_::Name> {
  struct _alias_t {
    static constexpr const char _literal[] = "tags";
    using _name_t = sqlpp::make_char_sequence<sizeof(_literal), _literal>;
    template <typename T> struct _member_t {
      T tags;
    };
  };
};
}  // namespace model

constexpr auto tags = model::Tags{};

void addTag(sqlpp::sqlite3::connection &db, const std::string &name) {
  if (db(select(tags.id).from(tags).where(tags.name == name)).empty())
    db(insert_into(tags).set(tags.name = name));  // finding: [dbrace-unhandled-conflict] "tags"
}

// One statement that leaves alone what is there.
void addTagQuietly(sqlpp::sqlite3::connection &db, const std::string &name) {
  if (db(select(tags.id).from(tags).where(tags.name == name)).empty())
    db(sqlpp::sqlite3::insert_or_ignore_into(tags).set(tags.name = name));
}

bool claim(sqlpp::postgresql::connection &db, const std::string &name) {
  if (!db(select(all_of(tags)).from(tags).where(tags.name == name)).empty())
    return false;
  db(insert_into(tags).set(tags.name = name));  // finding: [dbrace-unhandled-conflict] "tags"
  return true;
}

// The violation is told apart.
bool claimOnce(sqlpp::postgresql::connection &db, const std::string &name) {
  if (!db(select(all_of(tags)).from(tags).where(tags.name == name)).empty())
    return false;
  try {
    db(insert_into(tags).set(tags.name = name));
  } catch (const sqlpp::postgresql::unique_violation &) {
    return false;
  }
  return true;
}
