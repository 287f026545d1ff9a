#include "Query.h"

bool Query::execute() {
  const std::string sql = text.str();
  return sqlite3_prepare_v2(db, sql.c_str(), int(sql.size()), &statement, nullptr) == SQLITE_OK;
}
