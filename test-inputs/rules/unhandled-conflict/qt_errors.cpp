// What a refused insert says in Qt: lastError(), its native code as a text, or only that there was an error.
// schema: keyed.sql
// dialect: postgresql
// qt: 5 6
#include <QDebug>
#include <QScopeGuard>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

static bool isTaken(const QString &email) {
  QSqlQuery query;
  query.prepare("SELECT 1 FROM users WHERE email = ?");
  query.addBindValue(email);
  query.exec();
  return query.next();
}

enum class Outcome { Added, Taken, Broken };

Outcome signUp(const QString &email) {
  if (isTaken(email))
    return Outcome::Taken;
  QSqlQuery insert;
  insert.prepare("INSERT INTO users (email) VALUES (?)");
  insert.addBindValue(email);
  insert.exec();  // finding: [dbrace-unhandled-conflict] "users"
  if (insert.lastError().isValid()) {
    qWarning() << insert.lastError().text();
    return Outcome::Broken;
  }
  return Outcome::Added;
}

Outcome signUpTold(const QString &email) {
  if (isTaken(email))
    return Outcome::Taken;
  QSqlQuery insert;
  insert.prepare("INSERT INTO users (email) VALUES (?)");
  insert.addBindValue(email);
  if (!insert.exec())
    return insert.lastError().nativeErrorCode() == "23505" ? Outcome::Taken : Outcome::Broken;
  return Outcome::Added;
}

Outcome signUpTypeOnly(const QString &email) {
  if (isTaken(email))
    return Outcome::Taken;
  QSqlQuery insert;
  insert.prepare("INSERT INTO users (email) VALUES (?)");
  insert.addBindValue(email);
  insert.exec();  // finding: [dbrace-unhandled-conflict]
  const QSqlError error = insert.lastError();
  if (error.type() == QSqlError::StatementError)
    return Outcome::Broken;
  return Outcome::Added;
}

Outcome signUpByNumber(const QString &email) {
  if (isTaken(email))
    return Outcome::Taken;
  QSqlQuery insert;
  insert.prepare("INSERT INTO users (email) VALUES (?)");
  insert.addBindValue(email);
  if (insert.exec())
    return Outcome::Added;
  const QSqlError error = insert.lastError();
  const int code = error.nativeErrorCode().toInt();
  if (code == 1062 || error.nativeErrorCode() == QLatin1String("2067"))
    return Outcome::Taken;
  qWarning() << error;
  return Outcome::Broken;
}

// Another error's code tells nothing about a violation.
Outcome signUpOtherCode(const QString &email) {
  if (isTaken(email))
    return Outcome::Taken;
  QSqlQuery insert;
  insert.prepare("INSERT INTO users (email) VALUES (?)");
  insert.addBindValue(email);
  if (insert.exec())  // finding: [dbrace-unhandled-conflict]
    return Outcome::Added;
  if (insert.lastError().nativeErrorCode() == "40001")
    return signUpTold(email);
  return Outcome::Broken;
}

bool signUpIgnoring(const QString &email) {
  if (isTaken(email))
    return false;
  QSqlQuery insert;
  insert.prepare("INSERT INTO users (email) VALUES (?) ON CONFLICT (email) DO NOTHING");
  insert.addBindValue(email);
  return insert.exec() && insert.numRowsAffected() == 1;
}

// In one transaction: rolled back unless it was committed.
bool signUpInTransaction(QSqlDatabase db, const QString &email) {
  db.transaction();
  auto undo = qScopeGuard([&db] { db.rollback(); });
  if (isTaken(email))
    return false;
  QSqlQuery insert(db);
  insert.prepare("INSERT INTO users (email) VALUES (?)");
  insert.addBindValue(email);
  if (!insert.exec())  // finding: [dbrace-unhandled-conflict]
    return false;
  undo.dismiss();
  return db.commit();
}

bool signUpAlone(QSqlDatabase db, const QString &email) {
  db.transaction();
  auto undo = qScopeGuard([&db] { db.rollback(); });
  QSqlQuery lock(db);
  lock.exec("LOCK TABLE users IN EXCLUSIVE MODE");
  if (isTaken(email))
    return false;
  QSqlQuery insert(db);
  insert.prepare("INSERT INTO users (email) VALUES (?)");
  insert.addBindValue(email);
  if (!insert.exec())
    return false;
  undo.dismiss();
  return db.commit();
}
