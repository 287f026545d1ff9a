// A place in a statement of Qt's that the program finds and fills, or puts words in front of.
// schema: plain.sql
// qt: 5 6
#include <QSqlQuery>
#include <QString>

static QString filled(QString sql, const QString &value) {
  int at = sql.indexOf("{}");
  while (at != -1) {
    sql.replace(at, 2, value);
    at = sql.indexOf("{}", at + value.length());
  }
  return sql;
}
void enrol(const QString &name) {
  QSqlQuery query(filled("SELECT 1 FROM tags WHERE name = '{}'", name));
  if (!query.next())
    query.exec(filled("INSERT INTO tags (name) VALUES ('{}')", name));  // finding: [dbrace-duplicate-insert]
}
void enrolOther(const QString &name, const QString &parent) {
  QSqlQuery query(filled("SELECT 1 FROM tags WHERE name = '{}'", parent));
  if (!query.next())
    query.exec(filled("INSERT INTO tags (name) VALUES ('{}')", name));
}
void inserted(const QString &name) {
  QString lookup = "SELECT 1 FROM tags WHERE name = ''";
  lookup.insert(lookup.indexOf("''") + 1, name);
  QString store = "INSERT OR REPLACE INTO tags (name) VALUES ('" + name + "')";
  store.remove(store.indexOf("OR "), 11);
  QSqlQuery query(lookup);
  if (!query.next())
    query.exec(store);  // finding: [dbrace-duplicate-insert]
}
