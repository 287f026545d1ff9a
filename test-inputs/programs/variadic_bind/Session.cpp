#include "Session.h"

Session::Table Session::collect(PGresult *result) {
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string message = PQresultErrorMessage(result);
    const bool unique = state && std::strcmp(state, "23505") == 0;
    PQclear(result);
    if (unique)
      throw UniqueViolation(message);
    throw SqlError(message);
  }
  Table table;
  for (int row = 0; row < PQntuples(result); ++row) {
    std::vector<std::string> values;
    for (int column = 0; column < PQnfields(result); ++column)
      values.emplace_back(PQgetvalue(result, row, column));
    table.push_back(std::move(values));
  }
  PQclear(result);
  return table;
}
