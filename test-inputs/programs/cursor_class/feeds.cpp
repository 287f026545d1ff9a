#include "sql.h"

int feedByUrl(sqlite3 *db, const std::string &url) {
  sql::Cursor cursor(db, "SELECT id FROM feeds WHERE url = ?");
  cursor.setString(1, url);
  while (cursor.next())
    return cursor.getInt(0);
  return 0;
}

int subscribe(sqlite3 *db, const std::string &url, const std::string &title) {
  if (int id = feedByUrl(db, url))
    return id;
  sql::Cursor insert(db, "INSERT INTO feeds (url, title) VALUES (?, ?)");
  insert.setString(1, url);
  insert.setString(2, title);
  insert.next();  // finding: [dbrace-duplicate-insert] "feeds"
  return int(sqlite3_last_insert_rowid(db));
}

// A second subscription of what is subscribed already, on purpose.
void mirror(sqlite3 *db, const std::string &url) {
  if (!feedByUrl(db, url))
    return;
  sql::Cursor insert(db, "INSERT INTO feeds (url, title) VALUES (?, 'mirror')");
  insert.setString(1, url);
  insert.next();
}
