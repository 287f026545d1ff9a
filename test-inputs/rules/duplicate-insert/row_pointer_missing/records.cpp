// The pointer class that rows are handed out in comes from a header that is missing, and the header that would have
// included the row's definition is made by the build. Such a pointer is what it was made from: null where no row was.
#include "records.h"
#include "record.h"
#include "text.h"

using namespace shop;

Text Records::escape(const Text &text) {
  char *to = new char[text.length() * 2 + 1];
  mysql_real_escape_string(db_, to, text.cstr(), text.length());
  Text escaped = Text(to);
  delete[] to;
  return escaped;
}

std::shared_ptr<MYSQL_RES> Records::query(const Text &text) {
  if (mysql_query(db_, text.cstr()) != 0)
    VENDOR_THROW(query_error() << error_text(mysql_error(db_)));
  MYSQL_RES *result = mysql_store_result(db_);
  if (!result)
    return std::shared_ptr<MYSQL_RES>();
  return std::shared_ptr<MYSQL_RES>(result, [](MYSQL_RES *rows) { mysql_free_result(rows); });
}

Record::Ptr Records::fetch(const std::shared_ptr<MYSQL_RES> &result) {
  MYSQL_ROW row = mysql_fetch_row(result.get());
  if (!row)
    return nullptr;
  unsigned long *lengths = mysql_fetch_lengths(result.get());
  if (!lengths)
    return nullptr;
  Record::Ptr record = new Record();
  record->set("id", std::string(row[0], lengths[0]));
  return record;
}

long Records::tag(const Text &name) {
  std::shared_ptr<MYSQL_RES> result;
  Record::Ptr row;
  result = query("SELECT id FROM " + schemaPrefix() + "tags WHERE name = '" + escape(name) + "'");
  row = fetch(result);
  if (!row) {
    query("INSERT INTO " + schemaPrefix() + "tags (name) VALUES ('" + escape(name) + "')");  // finding: [dbrace-duplicate-insert] "tags"
    return static_cast<long>(mysql_insert_id(db_));
  }
  return std::stol(row->get("id"));
}

// Stored only where it was found.
long Records::copy(const Text &name) {
  Record::Ptr row = fetch(query("SELECT id FROM " + schemaPrefix() + "tags WHERE name = '" + escape(name) + "'"));
  if (row) {
    query("INSERT INTO " + schemaPrefix() + "tags (name) VALUES ('" + escape(name) + "')");
    return static_cast<long>(mysql_insert_id(db_));
  }
  return 0;
}
