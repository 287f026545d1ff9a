// Qt: server options of PostgreSQL in the connect options.
// schema: plain.sql
// qt: 5 6
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

void open() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  db.setConnectOptions("connect_timeout=5;options=-cdefault_transaction_isolation=serializable");
  db.open();
}
static bool has(const QString &name) {
  QSqlQuery query;
  query.prepare("SELECT id FROM tags WHERE name = ?");
  query.addBindValue(name);
  return query.exec() && query.next();
}
static void add(const QString &sql, const QString &name) {
  QSqlQuery query;
  query.prepare(sql);
  query.addBindValue(name);
  query.exec();
}
void inATransaction(const QString &name) {
  QSqlDatabase db = QSqlDatabase::database();
  db.transaction();
  if (!has(name))
    add("INSERT INTO tags (name) VALUES (?)", name);
  db.commit();
}
void inAutocommit(const QString &name) {
  if (!has(name))
    add("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error
}
