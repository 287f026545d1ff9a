// ODB says object_already_persistent where a unique key refuses a row.
// schema: keyed.sql
#include <odb/database.hxx>
#include <odb/transaction.hxx>
#include <string>

struct Tags {
  unsigned long id = 0;
  std::string name;
};

namespace odb {
template <typename A> struct query_columns<::Tags, id_pgsql, A> {
  typedef pgsql::query_column<std::string, 2> name_type_;
  static const name_type_ name;
};
}  // namespace odb
typedef odb::query<Tags> query;

bool add(odb::database &db, const std::string &name) {
  odb::transaction t(db.begin());
  if (db.query<Tags>(query::name == name).size() != 0)
    return false;
  Tags tag;
  tag.name = name;
  db.persist(tag);  // finding: [dbrace-unhandled-conflict] "Tags.name"
  t.commit();
  return true;
}

bool addOnce(odb::database &db, const std::string &name) {
  try {
    odb::transaction t(db.begin());
    if (db.query<Tags>(query::name == name).size() != 0)
      return false;
    Tags tag;
    tag.name = name;
    db.persist(tag);
    t.commit();
    return true;
  } catch (const odb::object_already_persistent &) {
    return false;
  }
}
