#include "Catalog.h"

#include <QDebug>
#include <QMutexLocker>
#include <QSqlError>
#include <QVariant>

namespace {
const QString kFindBook = QStringLiteral("SELECT id FROM books WHERE isbn = :isbn");
const char *const kAddBook = "INSERT INTO books (isbn, title) VALUES (:isbn, :title)";
} // namespace

Catalog::Catalog(const QString &path, QObject *parent)
    : QObject(parent), m_db(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), "catalog")), m_findAuthor(m_db),
      m_addAuthor(new QSqlQuery(m_db)) {
  m_db.setDatabaseName(path);
  if (!m_db.open())
    qCritical() << m_db.lastError().text();
  m_findAuthor.prepare("SELECT id FROM authors WHERE name = ?");
  m_addAuthor->prepare("INSERT INTO authors (name) VALUES (?)");
  m_insertShelf = "INSERT INTO shelves (room, label) VALUES (?, ?)";
  connect(this, &Catalog::failed, this, [](const QString &message) { qWarning() << message; });
  connect(this, SIGNAL(countChanged(int)), SLOT(onRefresh()));
}

Catalog::~Catalog() { m_db.close(); }

bool Catalog::run(QSqlQuery &query, const char *what) {
  if (query.exec())
    return true;
  emit failed(tr("%1 failed: %2").arg(QLatin1String(what), query.lastError().text()));
  return false;
}

bool Catalog::hasBook(const QString &isbn) const {
  QSqlQuery query(m_db);
  query.prepare(kFindBook);
  query.bindValue(":isbn", isbn);
  return query.exec() && query.next();
}

// One process: two of its threads may still meet.
int Catalog::authorId(const QString &name) {
  m_findAuthor.addBindValue(name);
  m_findAuthor.exec();
  if (m_findAuthor.next())
    return m_findAuthor.value(0).toInt();
  m_addAuthor->addBindValue(name);
  if (!m_addAuthor->exec())  // finding: [dbrace-duplicate-insert] error "authors.name"
    return -1;
  return m_addAuthor->lastInsertId().toInt();
}

void Catalog::addBook(const QString &isbn, const QString &title) {
  if (hasBook(isbn)) {
    emit failed(tr("%1 is there already").arg(isbn));
    return;
  }
  QSqlQuery insert(m_db);
  insert.prepare(kAddBook);
  insert.bindValue(":isbn", isbn);
  insert.bindValue(":title", title);
  if (run(insert, "insert"))  // finding: [dbrace-unhandled-conflict] note "books"
    emit countChanged(++m_count);
}

// Whoever was first wins.
void Catalog::importBook(const QString &isbn, const QString &title) {
  if (hasBook(isbn))
    return;
  QSqlQuery insert(m_db);
  insert.prepare("INSERT OR IGNORE INTO books (isbn, title) VALUES (:isbn, :title)");
  insert.bindValue(":isbn", isbn);
  insert.bindValue(":title", title);
  if (run(insert, "import"))
    emit countChanged(++m_count);
}

void Catalog::addShelf(const QString &room, const QString &label) {
  bool found = false;
  QSqlQuery shelves(m_db);
  shelves.prepare("SELECT label FROM shelves WHERE room = ? AND label = ?");
  shelves.addBindValue(room);
  shelves.addBindValue(label);
  if (run(shelves, "look"))
    while (shelves.next())
      found = true;
  if (found)
    return;
  QSqlQuery insert(m_db);
  insert.prepare(m_insertShelf);
  insert.addBindValue(room);
  insert.addBindValue(label);
  run(insert, "add");  // finding: [dbrace-duplicate-insert] "shelves.(room, label)"
}

// The only process that writes holds its lock.
void Catalog::addShelfAlone(const QString &room, const QString &label) {
  QMutexLocker locker(&m_mutex);
  QSqlQuery shelves(m_db);
  shelves.prepare("SELECT label FROM shelves WHERE room = ? AND label = ?");
  shelves.addBindValue(room);
  shelves.addBindValue(label);
  if (!run(shelves, "look") || shelves.next())
    return;
  shelves.prepare(m_insertShelf);
  shelves.addBindValue(room);
  shelves.addBindValue(label);
  run(shelves, "add");
}

void Catalog::lend(int book, const QString &reader) {
  QSqlQuery query(m_db);
  if (!query.exec(QString("SELECT 1 FROM loans WHERE book = %1").arg(book)) || query.first())
    return;
  query.finish();
  query.prepare("INSERT INTO loans (book, reader) VALUES (?, ?)");
  query.bindValue(0, book);
  query.bindValue(1, reader);
  query.exec();  // finding: [dbrace-duplicate-insert] "loans.book"
}

void Catalog::onRefresh() {}
