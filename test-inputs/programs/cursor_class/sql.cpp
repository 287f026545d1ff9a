#include "sql.h"

namespace sql {

Cursor::Cursor(sqlite3 *db, const std::string &text) : db(db) {
  check(sqlite3_prepare_v2(db, text.c_str(), int(text.size()), &statement, nullptr));
}

bool Cursor::next() {
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    return true;
  if (code == SQLITE_DONE)
    return false;
  throw Error(code, sqlite3_errmsg(db));
}

std::string Cursor::getString(int column) const {
  const unsigned char *text = sqlite3_column_text(statement, column);
  return text ? reinterpret_cast<const char *>(text) : "";
}

void Cursor::check(int code) {
  if (code != SQLITE_OK)
    throw Error(code, sqlite3_errmsg(db));
}

} // namespace sql
