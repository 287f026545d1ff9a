// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for Poco::Data's connector of PostgreSQL.
#ifndef Data_PostgreSQL_PostgreSQLException_INCLUDED
#define Data_PostgreSQL_PostgreSQLException_INCLUDED

#include <Poco/Data/Session.h>

namespace Poco::Data::PostgreSQL {
class PostgreSQLException : public DataException {
public:
  PostgreSQLException(const std::string &);
  const char *sqlState() const noexcept;
};
class StatementException : public PostgreSQLException {
public:
  using PostgreSQLException::PostgreSQLException;
};
class Connector {
public:
  static const std::string KEY;
  static void registerConnector();
  static void unregisterConnector();
};
}  // namespace Poco::Data::PostgreSQL

#endif
