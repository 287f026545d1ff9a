#include "PgClient.h"

bool vote(pg::Client &db, const std::string &topic, const std::string &voter, int score) {
  const std::string where = " WHERE topic = " + topic + " AND voter = " + db.quote(voter);
  if (!db.exec("SELECT score FROM votes" + where).empty())
    return db.exec("UPDATE votes SET score = " + std::to_string(score) + where).ok();
  std::string insert = "INSERT INTO votes (topic, voter, score) VALUES (";
  insert += topic + ", " + db.quote(voter) + ", " + std::to_string(score) + ")";
  return db.exec(insert).ok();  // finding: [dbrace-unhandled-conflict] note "votes"
}

bool voteOnce(pg::Client &db, const std::string &topic, const std::string &voter, int score) {
  const std::string where = " WHERE topic = " + topic + " AND voter = " + db.quote(voter);
  if (!db.exec("SELECT score FROM votes" + where).empty())
    return false;
  pg::Result stored = db.exec("INSERT INTO votes (topic, voter, score) VALUES (" + topic + ", " + db.quote(voter) + ", " + std::to_string(score) + ")");
  if (stored.ok())
    return true;
  if (stored.duplicate())
    return false;
  throw stored.ok();
}

// Both columns of the key may be NULL, and here one is: the key does not count such rows as equal.
void saveDraft(pg::Client &db, const std::string &title) {
  if (db.exec("SELECT title FROM drafts WHERE author IS NULL AND title = " + db.quote(title)).empty())
    db.exec("INSERT INTO drafts (author, title) VALUES (NULL, " + db.quote(title) + ")");  // finding: [dbrace-duplicate-insert] "drafts"
}
