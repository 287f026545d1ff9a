// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for QxOrm.
#ifndef _QX_ORM_H_
#define _QX_ORM_H_

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>

#include <memory>

#define QX_REGISTER_HPP(...)
#define QX_REGISTER_CPP(...)
#define QX_REGISTER_PRIMARY_KEY(...)
#define QX_REGISTER_HPP_EXPORT_DLL(...)
#define QX_REGISTER_CPP_EXPORT_DLL(...)
#define QX_REGISTER_FRIEND_CLASS(...) template <class T> friend void qx::register_class(qx::QxClass<T> &);

namespace qx {

namespace trait {
struct no_base_class_defined {};
}  // namespace trait

template <class T> class QxClass {
public:
  template <class Member> void *id(Member T::*, const QString &, long version = 0);
  template <class Member>
  void *data(Member T::*, const QString &, long version = 0, bool serialize = true, bool dao = true);
  template <class Member> void *relationManyToOne(Member T::*, const QString &, long version = 0);
  template <class Member> void *relationOneToMany(Member T::*, const QString &, const QString &, long version = 0);
  void setName(const QString &);
};
template <class T> void register_class(QxClass<T> &);

class QxSqlQuery {
public:
  QxSqlQuery();
  QxSqlQuery(const QString &);
  QxSqlQuery(const char *);
  QxSqlQuery &query(const QString &);
  QxSqlQuery &bind(const QVariant &);
  QxSqlQuery &bind(const QString &, const QVariant &);
  QxSqlQuery &where(const QString &);
  QxSqlQuery &and_(const QString &);
  QxSqlQuery &or_(const QString &);
  QxSqlQuery &isEqualTo(const QVariant &);
  QxSqlQuery &isNotEqualTo(const QVariant &);
  QxSqlQuery &isGreaterThan(const QVariant &);
  QxSqlQuery &isLessThan(const QVariant &);
  QxSqlQuery &like(const QString &);
  QxSqlQuery &isNull();
  QxSqlQuery &orderAsc(const QString &);
  QxSqlQuery &orderDesc(const QString &);
  QxSqlQuery &limit(int, int = 0);
};

class QxSqlDatabase {
public:
  static QxSqlDatabase *getSingleton();
  void setDriverName(const QString &);
  void setDatabaseName(const QString &);
  void setHostName(const QString &);
  void setUserName(const QString &);
  void setPassword(const QString &);
  static QSqlDatabase getDatabase();
};

class QxSession {
public:
  QxSession();
  explicit QxSession(const QSqlDatabase &);
  ~QxSession();
  QSqlDatabase *database();
  bool open(bool throwable = false);
  bool commit(bool throwable = false);
  bool rollback(bool throwable = false);
  bool isValid() const;
  QSqlError firstError() const;
  QxSession &operator+=(const QSqlError &);
};

class qx_bool {
public:
  qx_bool(bool);
  operator bool() const;
  bool getValue() const;
};

namespace dao {
template <class T> QSqlError insert(T &, QSqlDatabase *database = nullptr, bool useExecBatch = false);
template <class T> QSqlError update(T &, QSqlDatabase *database = nullptr, const QStringList & = QStringList());
template <class T> QSqlError save(T &, QSqlDatabase *database = nullptr);
template <class T> QSqlError delete_by_id(T &, QSqlDatabase *database = nullptr);
template <class T> QSqlError fetch_by_id(T &, QSqlDatabase *database = nullptr, const QStringList & = QStringList());
template <class T> QSqlError fetch_all(T &, QSqlDatabase *database = nullptr, const QStringList & = QStringList());
template <class T>
QSqlError fetch_by_query(const QxSqlQuery &, T &, QSqlDatabase *database = nullptr, const QStringList & = QStringList());
template <class T> qx_bool exist(T &, QSqlDatabase *database = nullptr);
template <class T> long count(QSqlDatabase *database = nullptr);
template <class T> long count(const QxSqlQuery &, QSqlDatabase *database = nullptr);
template <class T> QSqlError create_table(QSqlDatabase *database = nullptr);
}  // namespace dao

}  // namespace qx

using qx_query = qx::QxSqlQuery;

#endif
