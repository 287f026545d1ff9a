// SQL as Qt programs build it: arg chains, `+`, `%`, lists joined, streams into a string, templates with replace().
// schema: plain.sql
// dialect: postgresql
// qt: 5 6
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringBuilder>
#include <QStringList>
#include <QTextStream>
#include <QVariant>

void byArg(const QString &email) {
  QSqlQuery query(QString("SELECT id FROM users WHERE email = '%1'").arg(email));
  if (!query.next())
    query.exec(QString("INSERT INTO %1 (email, name) VALUES ('%3', '%2')").arg("users").arg("guest").arg(email));  // finding: [dbrace-duplicate-insert] error "users.email"
}

// The lookup is for another column than the one that varies.
void byArgOtherKey(const QString &email, const QString &name) {
  QSqlQuery query(QString("SELECT id FROM users WHERE email = '%1'").arg(name));
  if (!query.next())
    query.exec(QString("INSERT INTO users (email, name) VALUES ('%1', '%2')").arg(email, name));
}

void byArgAtOnce(const QString &email, const QString &name) {
  QSqlQuery query;
  query.exec(QString("SELECT COUNT(*) AS found FROM users WHERE email = '%1' AND name = '%2'").arg(email, name));
  query.next();
  if (query.value("found").toInt() == 0)
    query.exec(QString("INSERT INTO users (name, email) VALUES ('%2', '%1')").arg(email, name));  // finding: [dbrace-duplicate-insert]
}

void byArgAtOnceUpsert(const QString &email, const QString &name) {
  QSqlQuery query;
  query.exec(QString("SELECT COUNT(*) AS found FROM users WHERE email = '%1' AND name = '%2'").arg(email, name));
  query.next();
  if (query.value("found").toInt() > 0)
    query.exec(QString("INSERT INTO users (name, email) VALUES ('%2', '%1')").arg(email, name));
}

void byPlus(const QString &serial, int port) {
  QSqlQuery query = QSqlDatabase::database().exec("SELECT * FROM devices WHERE serial = '" + serial +
                                                  "' AND port = " + QString::number(port));
  if (query.first())
    return;
  QString sql = "INSERT INTO devices (serial, port)";
  sql += " VALUES ('" + serial + "', ";
  sql.append(QString::number(port)).append(')');
  query.exec(sql);  // finding: [dbrace-duplicate-insert] "devices.(serial, port)"
}

void byPlusOtherPort(const QString &serial, int port) {
  QSqlQuery query = QSqlDatabase::database().exec("SELECT * FROM devices WHERE serial = '" + serial +
                                                  "' AND port = " + QString::number(port));
  if (query.first())
    return;
  QString sql = "INSERT INTO devices (serial, port)";
  sql += " VALUES ('" + serial + "', ";
  sql.append(QString::number(port + 1)).append(')');
  query.exec(sql);
}

void byBuilder(const QString &name) {
  QSqlQuery query(QLatin1String("SELECT 1 FROM tags WHERE name = '") % name % QLatin1Char('\''));
  if (!query.isActive() || query.next())
    return;
  const QString insert = QLatin1String("INSERT INTO tags (name) VALUES ('") % name % "')";
  query.exec(insert);  // finding: [dbrace-duplicate-insert] "tags.name"
}

void byBuilderElsewhere(const QString &name) {
  QSqlQuery query(QLatin1String("SELECT 1 FROM tags WHERE name = '") % name % QLatin1Char('\''));
  if (!query.isActive() || query.next())
    return;
  const QString insert = QLatin1String("INSERT INTO log (line) VALUES ('") % name % "')";
  query.exec(insert);
}

void byList(const QString &serial, const QString &port) {
  QStringList conditions;
  conditions << QString("serial = '%1'").arg(serial);
  conditions << QString("port = '%1'").arg(port);
  QSqlQuery query("SELECT id FROM devices WHERE " + conditions.join(" AND "));
  if (query.next())
    return;
  const QStringList columns{"serial", "port"};
  query.exec(QStringLiteral("INSERT INTO devices (%1) VALUES ('%2', '%3')").arg(columns.join(", "), serial, port));  // finding: [dbrace-duplicate-insert] "devices.(serial, port)"
}

void byStream(const QString &name) {
  QString select, insert;
  QTextStream(&select) << "SELECT id FROM tags WHERE name = '" << name << "'";
  QTextStream stream(&insert);
  stream << "INSERT INTO tags (name) ";
  stream << "VALUES ('" << name << "')";
  QSqlQuery query(select);
  if (!query.next())
    query.exec(insert);  // finding: [dbrace-duplicate-insert] "tags.name"
  else
    query.exec(insert.replace("tags", "log"));
}

void byTemplate(const QString &table, const QString &name) {
  const QString pattern = QStringLiteral("SELECT id FROM :table WHERE name = ':name'");
  QSqlQuery query(QString(pattern).replace(":table", "tags").replace(":name", name));
  if (query.next())
    return;
  query.exec(QString("INSERT INTO :table (name) VALUES (':name')").replace(QLatin1String(":table"), "tags").replace(":name", name));  // finding: [dbrace-duplicate-insert]
}

// Quotes are doubled for the database; it is the same name.
void byEscaped(QString name) {
  name.replace("'", "''");
  const QByteArray select = "SELECT id FROM tags WHERE name = '" + name.toUtf8() + "'";
  QSqlQuery query(QString::fromUtf8(select.constData()));
  if (!query.next())
    query.exec(QString::asprintf("INSERT INTO tags (name) VALUES ('%s')", qPrintable(name)));  // finding: [dbrace-duplicate-insert]
}
