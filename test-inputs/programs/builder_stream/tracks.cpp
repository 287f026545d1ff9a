#include "Query.h"

bool hasTrack(sqlite3 *db, const std::string &artist, const std::string &title) {
  Query query(db);
  query << "SELECT id FROM tracks WHERE artist = " << quoted(artist) << " AND title = " << quoted(title);
  return query.execute() && query.fetch();
}

void addTrack(sqlite3 *db, const std::string &artist, const std::string &title) {
  if (hasTrack(db, artist, title))
    return;
  Query insert(db);
  insert << "INSERT INTO tracks (artist, title) VALUES (" << quoted(artist) << ", " << quoted(title) << ")";
  if (insert.execute())
    insert.fetch();  // finding: [dbrace-duplicate-insert] "tracks"
}

void addSwapped(sqlite3 *db, const std::string &artist, const std::string &title) {
  if (hasTrack(db, artist, title))
    return;
  Query insert(db);
  insert << "INSERT INTO tracks (artist, title) VALUES (" << quoted(title) << ", " << quoted(artist) << ")";
  if (insert.execute())
    insert.fetch();
}

void rate(sqlite3 *db, int track, const std::string &listener, int stars) {
  Query lookup(db);
  lookup << "SELECT stars FROM ratings WHERE track = " << track << " AND listener = " << quoted(listener);
  lookup.execute();
  const bool rated = lookup.fetch();
  Query store(db);
  if (rated)
    store << "UPDATE ratings SET stars = " << stars << " WHERE track = " << track << " AND listener = " << quoted(listener);
  else
    store << "INSERT INTO ratings (track, listener, stars) VALUES (" << track << ", " << quoted(listener) << ", " << stars << ")";
  store.execute();
  store.fetch();  // finding: [dbrace-unhandled-conflict] warning "ratings"
}
