#include "database.h"

#include <cstdarg>
#include <cstdio>

bool Database::connect(const char *host, const char *user, const char *password, const char *name) {
  handle = mysql_init(nullptr);
  return mysql_real_connect(handle, host, user, password, name, 0, nullptr, 0) != nullptr;
}

bool Database::execute(const char *format, ...) {
  char buffer[4096];
  va_list args;
  va_start(args, format);
  vsnprintf(buffer, sizeof(buffer), format, args);
  va_end(args);
  if (mysql_real_query(handle, buffer, std::string(buffer).length()) != 0) {
    fprintf(stderr, "[mysql] %s (%s)\n", mysql_error(handle), buffer);
    return false;
  }
  return true;
}

DBResult *Database::query(const char *format, ...) {
  char buffer[4096];
  va_list args;
  va_start(args, format);
  vsnprintf(buffer, sizeof(buffer), format, args);
  va_end(args);
  if (mysql_query(handle, buffer) != 0) {
    fprintf(stderr, "[mysql] %s (%s)\n", mysql_error(handle), buffer);
    return nullptr;
  }
  return new DBResult(mysql_store_result(handle));
}

std::string Database::escape(const std::string &text) {
  std::string out(text.size() * 2 + 1, '\0');
  out.resize(mysql_real_escape_string(handle, &out[0], text.c_str(), text.size()));
  return out;
}
