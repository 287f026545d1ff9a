// Values on their way through QVariant keep their identity, however the variant is made.
// schema: plain.sql
// dialect: sqlite
// qt: 5 6
#include <QSqlQuery>
#include <QString>
#include <QVariant>

class Query : public QSqlQuery {
public:
  template <typename... Args> bool run(const QString &sql, const Args &...args) {
    prepare(sql);
    (addBindValue(QVariant::fromValue(args)), ...);
    return exec();
  }
};

void tag(const QString &name) {
  Query query;
  query.run("SELECT id FROM tags WHERE name = ?", name);
  if (!query.next())
    query.run("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] "tags"
}
// Another key.
void otherTag(const QString &name, const QString &alias) {
  Query query;
  query.run("SELECT id FROM tags WHERE name = ?", name);
  if (!query.next())
    query.run("INSERT INTO tags (name) VALUES (?)", alias);
}
void device(const QString &serial, int port) {
  QSqlQuery query;
  query.prepare("SELECT id FROM devices WHERE serial = :serial AND port = :port");
  query.bindValue(":serial", QVariant::fromValue(serial));
  query.bindValue(":port", QVariant::fromValue<int>(port));
  query.exec();
  if (query.next())
    return;
  query.prepare("INSERT INTO devices (serial, port) VALUES (:serial, :port)");
  query.bindValue(":serial", QVariant::fromValue(serial));
  query.bindValue(":port", QVariant::fromValue<int>(port));
  query.exec();  // finding: [dbrace-duplicate-insert] "devices"
}
void nextDevice(const QString &serial, int port, int next) {
  QSqlQuery query;
  query.prepare("SELECT id FROM devices WHERE serial = :serial AND port = :port");
  query.bindValue(":serial", QVariant::fromValue(serial));
  query.bindValue(":port", QVariant::fromValue<int>(port));
  query.exec();
  if (query.next())
    return;
  query.prepare("INSERT INTO devices (serial, port) VALUES (:serial, :port)");
  query.bindValue(":serial", QVariant::fromValue(serial));
  query.bindValue(":port", QVariant::fromValue<int>(next));
  query.exec();
}
