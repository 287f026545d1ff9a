#include "sql.h"

static bool hasItem(sqlite3 *db, int feed, const std::string &guid) {
  sql::Cursor cursor(db, "SELECT COUNT(*) FROM items WHERE feed = ? AND guid = ?");
  cursor.setInt(1, feed);
  cursor.setString(2, guid);
  return cursor.next() && cursor.getInt(0) > 0;
}
static void insertItem(sqlite3 *db, int feed, const std::string &guid, const std::string &title) {
  sql::Cursor insert(db, "INSERT INTO items (feed, guid, title) VALUES (?, ?, ?)");
  insert.setInt(1, feed);
  insert.setString(2, guid);
  insert.setString(3, title);
  insert.next();  // finding: [dbrace-unhandled-conflict] warning "items"
}

// The exception of a refused insert leaves the function.
void store(sqlite3 *db, int feed, const std::string &guid, const std::string &title) {
  if (!hasItem(db, feed, guid))
    insertItem(db, feed, guid, title);
}

// It is caught here, and a constraint is none of our business.
bool storeSettled(sqlite3 *db, int feed, const std::string &guid, const std::string &title) {
  sql::Cursor lookup(db, "SELECT id FROM items WHERE feed = ? AND guid = ?");
  lookup.setInt(1, feed);
  lookup.setString(2, guid);
  if (lookup.next())
    return false;
  try {
    sql::Cursor insert(db, "INSERT INTO items (feed, guid, title) VALUES (?, ?, ?)");
    insert.setInt(1, feed);
    insert.setString(2, guid);
    insert.setString(3, title);
    insert.next();
  } catch (const sql::Error &error) {
    if (error.code == SQLITE_CONSTRAINT)
      return false;
    throw;
  }
  return true;
}

void label(sqlite3 *db, int item, const std::string &name) {
  bool present = false;
  {
    sql::Cursor labels(db, "SELECT label FROM labels WHERE item = ? AND label = ?");
    labels.setInt(1, item);
    labels.setString(2, name);
    present = labels.next();
  }
  if (present)
    return;
  sql::Cursor insert(db, "INSERT INTO labels (item, label) VALUES (?, ?)");
  insert.setInt(1, item);
  insert.setString(2, name);
  insert.next();  // finding: [dbrace-duplicate-insert] "labels"
}
