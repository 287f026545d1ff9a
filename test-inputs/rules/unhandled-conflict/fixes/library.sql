-- Keys of the kinds that a conflict clause has to name.
CREATE TABLE shelves (id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, room INTEGER NOT NULL DEFAULT 0);
CREATE TABLE copies (id INTEGER PRIMARY KEY, isbn TEXT NOT NULL, number INTEGER NOT NULL, state TEXT,
                     UNIQUE (isbn, number));
CREATE TABLE readers (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, left_at TEXT);
CREATE UNIQUE INDEX readers_mail ON readers (mail) WHERE left_at IS NULL;
