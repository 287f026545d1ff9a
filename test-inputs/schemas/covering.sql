-- One table a kind of key, for lookups that the key covers, almost covers, or only seems to.
CREATE TABLE exact_key (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, UNIQUE (a, b));
CREATE TABLE narrower_key (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, UNIQUE (a));
CREATE TABLE wider_key (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, c TEXT NOT NULL, UNIQUE (a, b, c));
CREATE TABLE nullable_key (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT, UNIQUE (a, b));
CREATE TABLE partial_key (id INTEGER PRIMARY KEY, a TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1);
CREATE UNIQUE INDEX partial_key_a ON partial_key (a) WHERE active = 1;
CREATE TABLE folded_key (id INTEGER PRIMARY KEY, a TEXT NOT NULL);
CREATE UNIQUE INDEX folded_key_a ON folded_key (lower(a));
CREATE TABLE plain_index (id INTEGER PRIMARY KEY, a TEXT NOT NULL);
CREATE INDEX plain_index_a ON plain_index (a);
CREATE TABLE primary_only (code TEXT NOT NULL PRIMARY KEY, label TEXT);
CREATE TABLE later_key (id INTEGER PRIMARY KEY, a TEXT NOT NULL);
ALTER TABLE later_key ADD CONSTRAINT later_key_a UNIQUE (a);
CREATE TABLE dropped_key (id INTEGER PRIMARY KEY, a TEXT NOT NULL);
CREATE UNIQUE INDEX dropped_key_a ON dropped_key (a);
DROP INDEX dropped_key_a;
