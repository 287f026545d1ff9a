// Qt keeps connections by name: a transaction on one of them says nothing about another.
// schema: plain.sql
// qt: 5 6
// dialect: sqlite
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

static bool runs(const QSqlDatabase &db, const QString &sql, const QString &name) {
  QSqlQuery query(db);
  query.prepare(sql);
  query.addBindValue(name);
  return query.exec() && query.next();
}
static void begin(const QString &connection) { QSqlQuery(QSqlDatabase::database(connection)).exec("BEGIN IMMEDIATE"); }
static void commit(const QString &connection) { QSqlQuery(QSqlDatabase::database(connection)).exec("COMMIT"); }

void guardedElsewhere(const QString &name) {
  begin("audit");
  QSqlDatabase store = QSqlDatabase::database("store");
  if (!runs(store, "SELECT id FROM tags WHERE name = ?", name))
    runs(store, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error
  commit("audit");
}
void guardedHere(const QString &name) {
  begin("store");
  QSqlDatabase store = QSqlDatabase::database("store");
  if (!runs(store, "SELECT id FROM tags WHERE name = ?", name))
    runs(store, "INSERT INTO tags (name) VALUES (?)", name);
  commit("store");
}
// Whose name it is is not known: it may be the same.
void guardedPerhaps(const QString &name, const QString &connection) {
  begin(connection);
  QSqlDatabase store = QSqlDatabase::database("store");
  if (!runs(store, "SELECT id FROM tags WHERE name = ?", name))
    runs(store, "INSERT INTO tags (name) VALUES (?)", name);
  commit(connection);
}
