// Qt: literals inside QStringLiteral, numbered places, and the number of the row.
// schema: library.sql
// dialect: sqlite
// qt: 5 6
#include <QSqlQuery>
#include <QString>
#include <QVariant>

static bool known(const QString &label) {
  QSqlQuery query;
  query.prepare(QStringLiteral("SELECT id FROM shelves WHERE label = ?"));
  query.addBindValue(label);
  return query.exec() && query.next();
}
bool ensure(const QString &label) {
  if (known(label))
    return true;
  QSqlQuery query;
  query.prepare(QStringLiteral("INSERT INTO shelves (label) VALUES (?)"));
  query.addBindValue(label);
  return query.exec();  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
}
bool ensureByName(const QString &label) {
  if (known(label))
    return true;
  QSqlQuery query;
  query.prepare("INSERT INTO shelves (label) "
                "VALUES (:label)");
  query.bindValue(":label", label);
  return query.exec();  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
}
bool ensureInText(int room) {
  QSqlQuery find(QString("SELECT id FROM copies WHERE isbn = '%1' AND number = 1").arg(room));
  if (find.next())
    return true;
  QSqlQuery query;
  return query.exec(QString("INSERT INTO copies (isbn, number) VALUES ('%1', 1)").arg(room));  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (isbn, number) DO NOTHING"
}
int idOf(const QString &label) {
  if (known(label))
    return 0;
  QSqlQuery query;
  query.prepare("INSERT INTO shelves (label) VALUES (?)");
  query.addBindValue(label);
  if (!query.exec())  // finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows uses the number of the new row"
    return -1;
  return query.lastInsertId().toInt();
}
// The row is read again by its key, whoever stored it.
int idReadAgain(const QString &label) {
  QSqlQuery query;
  query.prepare("SELECT id FROM shelves WHERE label = ?");
  query.addBindValue(label);
  if (query.exec() && query.next())
    return query.value(0).toInt();
  query.prepare("INSERT INTO shelves (label) VALUES (?)");
  query.addBindValue(label);
  if (!query.exec())  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
    return -1;
  query.prepare("SELECT id FROM shelves WHERE label = ?");
  query.addBindValue(label);
  return query.exec() && query.next() ? query.value(0).toInt() : -1;
}
bool one(const QString &label) {
  if (known(label))
    return true;
  QSqlQuery query;
  query.prepare("INSERT INTO shelves (label) VALUES (?)");
  query.addBindValue(label);
  return query.exec() && query.numRowsAffected() == 1;  // finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows asks how many rows were stored"
}
