// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for Poco::Data's connector of MySQL.
#ifndef Data_MySQL_MySQLException_INCLUDED
#define Data_MySQL_MySQLException_INCLUDED

#include <Poco/Data/Session.h>

namespace Poco::Data::MySQL {
class MySQLException : public DataException {
public:
  using DataException::DataException;
};
class StatementException : public MySQLException {
public:
  using MySQLException::MySQLException;
};
class Connector {
public:
  static const std::string KEY;
  static void registerConnector();
  static void unregisterConnector();
};
}  // namespace Poco::Data::MySQL

#endif
