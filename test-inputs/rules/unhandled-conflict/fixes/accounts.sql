CREATE TABLE teams (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE accounts (id serial PRIMARY KEY, mail text NOT NULL, closed timestamp);
CREATE UNIQUE INDEX accounts_mail ON accounts (lower(mail)) WHERE closed IS NULL;
CREATE TABLE options ("Key" text PRIMARY KEY, value text NOT NULL);
