#include "db.h"
#include <stdlib.h>

long artist_id(const char *name) {
  long id = db_long(-1, "SELECT id FROM artists WHERE name = '%q'", name);
  if (id < 0) {
    db_exec("INSERT INTO artists (name) VALUES ('%q')", name); /* finding: [dbrace-duplicate-insert] "artists" */
    id = db_last_id();
  }
  return id;
}

long album_id(long artist, const char *title) {
  long id = db_long(0, "SELECT id FROM albums WHERE artist = %ld AND title = '%q'", artist, title);
  if (id)
    return id;
  if (db_exec("INSERT INTO albums (artist, title) VALUES (%ld, '%q')", artist, title) != 0) /* finding: [dbrace-unhandled-conflict] note "albums" */
    return 0;
  return db_last_id();
}

/* Whoever is refused reads the winner's row. */
long album_id_settled(long artist, const char *title) {
  long id = db_long(0, "SELECT id FROM albums WHERE artist = %ld AND title = '%q'", artist, title);
  if (id)
    return id;
  if (db_exec("INSERT INTO albums (artist, title) VALUES (%ld, '%q')", artist, title) != 0)
    return db_long(0, "SELECT id FROM albums WHERE artist = %ld AND title = '%q'", artist, title);
  return db_last_id();
}

/* One play a call, whatever was played before. */
void played(long album) {
  char *title = db_text("SELECT title FROM albums WHERE id = %ld", album);
  if (title)
    db_exec("INSERT INTO plays (album) VALUES (%ld)", album);
  free(title);
}

void known_artist(const char *name) {
  char *known = db_text("SELECT name FROM artists WHERE name = '%q'", name);
  if (known == NULL)
    db_exec("INSERT INTO artists (name) VALUES ('%q')", name); /* finding: [dbrace-duplicate-insert] "artists" */
  free(known);
}
