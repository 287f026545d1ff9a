#include "PgClient.h"

std::string topicId(pg::Client &db, const std::string &title) {
  pg::Result found = db.exec("SELECT id FROM topics WHERE title = " + db.quote(title));
  if (found.empty())
    return "";
  return found.value(0, 0);
}

std::string ensureTopic(pg::Client &db, const std::string &title) {
  std::string id = topicId(db, title);
  if (id == "") {
    db.exec("INSERT INTO topics (title) VALUES (" + db.quote(title) + ")");  // finding: [dbrace-duplicate-insert] "topics"
    id = topicId(db, title);
  }
  return id;
}

// A transaction around both ends changes nothing under READ COMMITTED.
void ensureInTransaction(pg::Client &db, const std::string &title) {
  db.exec("BEGIN");
  if (db.exec("SELECT id FROM topics WHERE title = " + db.quote(title)).empty())
    db.exec("INSERT INTO topics (title) VALUES (" + db.quote(title) + ")");  // finding: [dbrace-duplicate-insert] "topics"
  db.exec("COMMIT");
}

// One writer at a time, from before the check.
void ensureLocked(pg::Client &db, const std::string &title) {
  db.exec("BEGIN");
  db.exec("LOCK TABLE topics IN EXCLUSIVE MODE");
  if (db.exec("SELECT id FROM topics WHERE title = " + db.quote(title)).empty())
    db.exec("INSERT INTO topics (title) VALUES (" + db.quote(title) + ")");
  db.exec("COMMIT");
}
