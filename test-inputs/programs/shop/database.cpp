#include "database.h"

#include <cstdarg>
#include <cstdio>

namespace shop {

Database::Database(const char *file) {
  if (sqlite3_open(file, &handle) != SQLITE_OK)
    std::fprintf(stderr, "%s: %s\n", file, sqlite3_errmsg(handle));
}
Database::~Database() { sqlite3_close(handle); }

Rows Database::query(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *sql = sqlite3_vmprintf(format, arguments);
  va_end(arguments);

  Rows rows;
  sqlite3_stmt *statement = nullptr;
  if (sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr) == SQLITE_OK) {
    while (sqlite3_step(statement) == SQLITE_ROW) {
      Row row;
      for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        const unsigned char *text = sqlite3_column_text(statement, column);
        row.push_back(text ? reinterpret_cast<const char *>(text) : "");
      }
      rows.push_back(std::move(row));
    }
  } else {
    std::fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(handle));
  }
  sqlite3_finalize(statement);
  sqlite3_free(sql);
  return rows;
}

bool Database::execute(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *sql = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  const int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK)
    std::fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(handle));
  sqlite3_free(sql);
  return code == SQLITE_OK;
}

} // namespace shop
