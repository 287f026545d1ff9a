// Qt on PostgreSQL: the lookup locks, or the table is locked, inside the transaction and out of it.
// schema: plain.sql
// dialect: postgresql
// qt: 5 6
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

static bool has(QSqlDatabase &db, const QString &sql, const QString &name) {
  QSqlQuery query(db);
  query.prepare(sql);
  query.addBindValue(name);
  return query.exec() && query.next();
}
static void add(QSqlDatabase &db, const QString &sql, const QString &name) {
  QSqlQuery query(db);
  query.prepare(sql);
  query.addBindValue(name);
  query.exec();
}
static const char tag[] = "INSERT INTO tags (name) VALUES (?)";

void lockedRow(QSqlDatabase &db, const QString &name) {
  db.transaction();
  if (!has(db, "SELECT id FROM tags WHERE name = ? FOR UPDATE", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] warning "FOR UPDATE"
  db.commit();
}
void lockedTable(QSqlDatabase &db, const QString &name) {
  db.transaction();
  db.exec("LOCK TABLE tags IN EXCLUSIVE MODE");
  if (!has(db, "SELECT id FROM tags WHERE name = ?", name))
    add(db, tag, name);
  db.commit();
}
void lockedTableWithoutTransaction(QSqlDatabase &db, const QString &name) {
  db.exec("LOCK TABLE tags IN EXCLUSIVE MODE");
  if (!has(db, "SELECT id FROM tags WHERE name = ?", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] "refuses LOCK TABLE"
}
void lockedInTwoStatements(QSqlDatabase &db, const QString &name) {
  db.transaction();
  QSqlQuery lock("SELECT pg_advisory_xact_lock(hashtext('tags'))", db);
  if (!has(db, "SELECT id FROM tags WHERE name = ?", name))
    add(db, tag, name);
  db.commit();
}
