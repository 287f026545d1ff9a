// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for Poco::Data's connector of SQLite.
#ifndef SQLite_SQLiteException_INCLUDED
#define SQLite_SQLiteException_INCLUDED

#include <Poco/Data/Session.h>

namespace Poco::Data::SQLite {
class SQLiteException : public DataException {
  using DataException::DataException;
};
class DBLockedException : public SQLiteException {
  using SQLiteException::SQLiteException;
};
class ConstraintViolationException : public SQLiteException {
  using SQLiteException::SQLiteException;
};
class Connector {
public:
  static const std::string KEY;
  static void registerConnector();
  static void unregisterConnector();
};
}  // namespace Poco::Data::SQLite

#endif
