-- Tables as many programs have them: a surrogate primary key, and nothing that makes the natural key unique.
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE devices (id INTEGER PRIMARY KEY, serial TEXT NOT NULL, port INTEGER NOT NULL, label TEXT);
-- An index on exactly the checked columns makes the check fast, not safe.
CREATE INDEX devices_serial_port ON devices (serial, port);
CREATE TABLE settings (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, name TEXT NOT NULL, value TEXT);
CREATE TABLE members (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, tag_id INTEGER NOT NULL);
CREATE TABLE archive (id INTEGER PRIMARY KEY, email TEXT, name TEXT);
CREATE TABLE log (id INTEGER PRIMARY KEY, line TEXT NOT NULL);
