CREATE TABLE tracks (id INTEGER PRIMARY KEY, artist TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE ratings (track INTEGER NOT NULL, listener TEXT NOT NULL, stars INTEGER, UNIQUE (track, listener));
