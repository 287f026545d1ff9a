-- The tables of plain.sql with the natural keys made unique.
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT, UNIQUE (email));
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE devices (id INTEGER PRIMARY KEY, serial TEXT NOT NULL, port INTEGER NOT NULL, label TEXT);
CREATE UNIQUE INDEX devices_serial_port ON devices (serial, port);
CREATE TABLE settings (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, name TEXT NOT NULL, value TEXT,
                       UNIQUE (owner, name));
CREATE TABLE log (id INTEGER PRIMARY KEY, line TEXT NOT NULL);
