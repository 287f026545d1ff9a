-- Tables for rules about counts, numbers and rows that are replaced. No natural key is unique but those named.
CREATE TABLE rooms (id bigint PRIMARY KEY, name text NOT NULL, seats int NOT NULL, taken int NOT NULL);
CREATE TABLE seats (id bigint PRIMARY KEY, room bigint NOT NULL, guest text NOT NULL);
CREATE TABLE steps (id bigint PRIMARY KEY, list bigint NOT NULL, pos bigint NOT NULL, label text);
CREATE TABLE roles (user_id bigint NOT NULL, role text NOT NULL, PRIMARY KEY (user_id, role));
CREATE TABLE prefs (id bigint PRIMARY KEY, user_id bigint NOT NULL, name text NOT NULL, value text);
CREATE TABLE clients (addr text NOT NULL, port int NOT NULL, seen bigint);
CREATE TABLE labels (id bigint PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE archive (id bigint PRIMARY KEY, number bigint NOT NULL);
CREATE TABLE single (id int NOT NULL DEFAULT 1 PRIMARY KEY, theme text, size text);
