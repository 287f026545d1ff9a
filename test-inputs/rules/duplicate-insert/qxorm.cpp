// QxOrm: classes registered with their tables, queries as text or as a chain, lists of rows. Not packaged.
// schema: plain.sql
#include <QList>
#include <QString>
#include <QxOrm.h>
#include <memory>

class User {
public:
  long id = 0;
  QString address;
  QString name;
};
using UserPtr = std::shared_ptr<User>;
QX_REGISTER_HPP(User, qx::trait::no_base_class_defined, 0)

namespace qx {
template <> void register_class(QxClass<User> &t) {
  t.setName("users");
  t.id(&User::id, "id");
  t.data(&User::address, "email");
  t.data(&User::name, "name");
}
}  // namespace qx

void setUp() {
  qx::QxSqlDatabase::getSingleton()->setDriverName("QSQLITE");
  qx::QxSqlDatabase::getSingleton()->setDatabaseName("./shop.sqlite");
}

bool addUser(const QString &email) {
  qx_query query("WHERE email = :email");
  query.bind(":email", email);
  if (qx::dao::count<User>(query) > 0)
    return false;
  User user;
  user.address = email;
  return !qx::dao::insert(user).isValid();  // finding: [dbrace-duplicate-insert] "users.email"
}

bool addByChain(const QString &email) {
  qx_query query;
  query.where("email").isEqualTo(email);
  if (qx::dao::count<User>(query) > 0)
    return false;
  User user;
  user.address = email;
  QSqlError error = qx::dao::insert(user);  // finding: [dbrace-duplicate-insert] "users.email"
  return !error.isValid();
}

// The address that was looked up becomes a name.
bool addOther(const QString &email, const QString &other) {
  qx_query query("WHERE email = :email");
  query.bind(":email", email);
  if (qx::dao::count<User>(query) > 0)
    return false;
  User user;
  user.address = other;
  user.name = email;
  return !qx::dao::insert(user).isValid();
}

bool addWhenKnown(const QString &email) {
  qx_query query("WHERE email = :email");
  query.bind(":email", email);
  if (qx::dao::count<User>(query) == 0)
    return false;
  User user;
  user.address = email;
  return !qx::dao::insert(user).isValid();
}
