// The ways of QSqlQuery: bound by name, by number or in turn, run through helpers, kept in members, subclassed.
// schema: plain.sql
// qt: 5 6
#include <QDebug>
#include <QList>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

static void connectToDatabase() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  db.setDatabaseName("shop");
  if (!db.open())
    qFatal("no database");
}

bool addUser(const QSqlDatabase &db, const QString &email, const QString &name) {
  QSqlQuery lookup(db);
  lookup.prepare("SELECT id FROM users WHERE email = :email");
  lookup.bindValue(":email", email);
  if (!lookup.exec()) {
    qWarning() << "lookup failed:" << lookup.lastError();
    return false;
  }
  if (lookup.next())
    return false;
  QSqlQuery insert(db);
  insert.prepare("INSERT INTO users (email, name) VALUES (:email, :name)");
  insert.bindValue(":name", name);
  insert.bindValue(":email", email);
  return insert.exec();  // finding: [dbrace-duplicate-insert] error "users.email"
}

bool addUserOnce(const QSqlDatabase &db, const QString &email, const QString &name) {
  QSqlQuery lookup(db);
  lookup.prepare("SELECT id FROM users WHERE email = :email");
  lookup.bindValue(":email", email);
  if (!lookup.exec() || !lookup.next())
    return false;
  QSqlQuery insert(db);
  insert.prepare("INSERT INTO users (email, name) VALUES (:email, :name)");
  insert.bindValue(":name", name);
  insert.bindValue(":email", email);
  return insert.exec();
}

// One object for both statements; the second is bound from its first parameter on again.
void tag(const QStringList &names) {
  QSqlQuery query;
  for (const QString &name : names) {
    query.prepare(QStringLiteral("SELECT 1 FROM tags WHERE name = ?"));
    query.addBindValue(name);
    query.exec();
    if (query.size() > 0)
      continue;
    query.prepare(QStringLiteral("INSERT INTO tags (name) VALUES (?)"));
    query.addBindValue(name);
    query.exec();  // finding: [dbrace-duplicate-insert] "tags.name"
  }
}

static bool safeExec(QSqlQuery &query) {
  if (query.exec())
    return true;
  qCritical() << query.lastError().text() << "in" << query.lastQuery();
  return false;
}

void addDevice(const QString &serial, int port) {
  QSqlQuery query;
  query.prepare("SELECT id FROM devices WHERE serial = ? AND port = ?");
  query.bindValue(0, serial);
  query.bindValue(1, port);
  if (!safeExec(query) || query.first())
    return;
  query.prepare("INSERT INTO devices (port, serial) VALUES (?, ?)");
  query.bindValue(0, port);
  query.bindValue(1, serial);
  safeExec(query);  // finding: [dbrace-duplicate-insert]
}

void addDeviceSwapped(const QString &serial, const QString &port) {
  QSqlQuery query;
  query.prepare("SELECT id FROM devices WHERE serial = ? AND port = ?");
  query.bindValue(0, serial);
  query.bindValue(1, port);
  if (!safeExec(query) || query.first())
    return;
  query.prepare("INSERT INTO devices (serial, port) VALUES (?, ?)");
  query.bindValue(0, port);
  query.bindValue(1, serial);
  safeExec(query);
}

// What a helper hands back: a truth value, an id, a variant, a list.
static bool userExists(const QString &email) {
  QSqlQuery query;
  query.prepare("SELECT COUNT(*) FROM users WHERE email = ?");
  query.addBindValue(email);
  return query.exec() && query.next() && query.value(0).toInt() != 0;
}
static int userId(const QString &email) {
  QSqlQuery query;
  query.prepare("SELECT id FROM users WHERE email = ?");
  query.addBindValue(email);
  query.exec();
  int id = -1;
  while (query.next())
    id = query.value(0).toInt();
  return id;
}
static QVariant idOf(const QString &email) {
  QSqlQuery query;
  query.prepare("SELECT id FROM users WHERE email = ?");
  query.addBindValue(email);
  if (query.exec() && query.next())
    return query.value("id");
  return QVariant();
}
static QList<int> idsOf(const QString &email) {
  QList<int> ids;
  QSqlQuery query;
  query.prepare("SELECT id FROM users WHERE email = ?");
  query.addBindValue(email);
  query.exec();
  while (query.next())
    ids << query.value(0).toInt();
  return ids;
}
void addByHelpers(const QString &email, int how) {
  QSqlQuery insert;
  insert.prepare("INSERT INTO users (email) VALUES (?)");
  insert.addBindValue(email);
  switch (how) {
  case 0:
    if (!userExists(email))
      insert.exec();  // finding: [dbrace-duplicate-insert]
    break;
  case 1:
    if (userId(email) < 0)
      insert.exec();  // finding: [dbrace-duplicate-insert]
    break;
  case 2:
    if (!idOf(email).isValid())
      insert.exec();  // finding: [dbrace-duplicate-insert]
    break;
  case 3:
    if (idsOf(email).isEmpty())
      insert.exec();  // finding: [dbrace-duplicate-insert]
    break;
  case 4:
    if (userExists(email) && userId(email) >= 0 && idOf(email).isValid() && !idsOf(email).isEmpty())
      insert.exec();
  }
}

class LoggedQuery : public QSqlQuery {
public:
  explicit LoggedQuery(const QSqlDatabase &db) : QSqlQuery(db) {}
  bool exec() {
    const bool done = QSqlQuery::exec();
    if (!done)
      qWarning() << lastError();
    return done;
  }
  bool run(const QString &sql) { return prepare(sql) && exec(); }
};

void addTag(const QSqlDatabase &db, const QString &name) {
  LoggedQuery find(db);
  find.prepare("SELECT id FROM tags WHERE name = :name");
  find.bindValue(":name", name);
  find.exec();
  if (find.next())
    return;
  LoggedQuery insert(db);
  insert.run(QString("INSERT INTO tags (name) VALUES ('%1')").arg(name));  // finding: [dbrace-duplicate-insert] "tags.name"
}

void addTagSafely(const QSqlDatabase &db, const QString &name) {
  LoggedQuery find(db);
  find.prepare("SELECT id FROM tags WHERE name = :name FOR UPDATE");
  find.bindValue(":name", name);
  find.exec();
  LoggedQuery insert(db);
  insert.run(QString("INSERT INTO tags (name) VALUES ('%1')").arg(name));
}

void setSetting(int owner, const QString &name, const QString &value) {
  QSqlQuery query;
  query.prepare("UPDATE settings SET value = :value WHERE owner = :owner AND name = :name");
  query.bindValue(":value", value);
  query.bindValue(":owner", owner);
  query.bindValue(":name", name);
  query.exec();
  if (query.numRowsAffected() == 0) {
    query.prepare("INSERT INTO settings (owner, name, value) VALUES (:owner, :name, :value)");
    query.bindValue(":value", value);
    query.bindValue(":owner", owner);
    query.bindValue(":name", name);
    query.exec();  // finding: [dbrace-duplicate-insert] "settings"
  }
}

void resetSetting(int owner, const QString &name, const QString &value) {
  QSqlQuery query;
  query.prepare("DELETE FROM settings WHERE owner = :owner");
  query.bindValue(":owner", owner);
  query.exec();
  if (query.numRowsAffected() == 0)
    return;
  query.prepare("INSERT INTO settings (owner, name, value) VALUES (:owner, :name, :value)");
  query.bindValue(":value", value);
  query.bindValue(":owner", owner);
  query.bindValue(":name", name);
  query.exec();  // finding: [dbrace-delete-then-insert]
}
