// SQL Server: UPDLOCK locks rows that are there, HOLDLOCK the range of keys, but shared; together they exclude.
// schema: plain.sql
// dialect: sqlserver
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

void both(QSqlDatabase &db, const QString &name) {
  db.transaction();
  if (!has(db, "SELECT id FROM tags WITH (UPDLOCK, HOLDLOCK) WHERE name = ?", name))
    add(db, tag, name);
  db.commit();
}
void serializable(QSqlDatabase &db, const QString &name) {
  db.transaction();
  if (!has(db, "SELECT id FROM tags WITH (SERIALIZABLE, UPDLOCK) WHERE name = ?", name))
    add(db, tag, name);
  db.commit();
}
void rowsOnly(QSqlDatabase &db, const QString &name) {
  db.transaction();
  if (!has(db, "SELECT id FROM tags WITH (UPDLOCK) WHERE name = ?", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] warning "table hint WITH (UPDLOCK) does not keep a rival out"
  db.commit();
}
void sharedOnly(QSqlDatabase &db, const QString &name) {
  db.transaction();
  if (!has(db, "SELECT id FROM tags WITH (HOLDLOCK) WHERE name = ?", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] warning "WITH (HOLDLOCK) lets both in"
  db.commit();
}
void inAutocommit(QSqlDatabase &db, const QString &name) {
  if (!has(db, "SELECT id FROM tags WITH (UPDLOCK, HOLDLOCK) WHERE name = ?", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] "two sessions can both find no row"
}
// No lock, but the opposite of one.
void readsPast(QSqlDatabase &db, const QString &name) {
  db.transaction();
  if (!has(db, "SELECT id FROM tags WITH (NOLOCK) WHERE name = ?", name))
    add(db, tag, name);  // finding: [dbrace-duplicate-insert]
  db.commit();
}
void applicationLock(QSqlDatabase &db, const QString &name) {
  db.transaction();
  db.exec("EXEC sp_getapplock @Resource = 'tags', @LockMode = 'Exclusive'");
  if (!has(db, "SELECT id FROM tags WHERE name = ?", name))
    add(db, tag, name);
  db.commit();
}
void sharedApplicationLock(QSqlDatabase &db, const QString &name) {
  db.transaction();
  db.exec("EXEC sp_getapplock @Resource = 'tags', @LockMode = 'Shared'");
  if (!has(db, "SELECT id FROM tags WHERE name = ?", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] "shared locks do not exclude"
  db.commit();
}
