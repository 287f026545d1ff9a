#pragma once

#include <QMutex>
#include <QObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <memory>

class Catalog : public QObject {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
  explicit Catalog(const QString &path, QObject *parent = nullptr);
  ~Catalog() override;
  int count() const { return m_count; }
  int authorId(const QString &name);
  Q_INVOKABLE bool hasBook(const QString &isbn) const;

signals:
  void countChanged(int count);
  void failed(const QString &message);

public slots:
  void addBook(const QString &isbn, const QString &title);
  void importBook(const QString &isbn, const QString &title);
  void addShelf(const QString &room, const QString &label);
  void addShelfAlone(const QString &room, const QString &label);
  void lend(int book, const QString &reader);

private slots:
  void onRefresh();

private:
  bool run(QSqlQuery &query, const char *what);

  QSqlDatabase m_db;
  QSqlQuery m_findAuthor;
  std::unique_ptr<QSqlQuery> m_addAuthor;
  QString m_insertShelf;
  QMutex m_mutex;
  int m_count = 0;
};
