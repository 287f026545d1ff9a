-- A schema as it grows: created, then changed by later steps.
CREATE TABLE users (
  id bigserial PRIMARY KEY,
  email text NOT NULL,
  name text,
  CONSTRAINT users_name_once UNIQUE (name)
);
CREATE UNIQUE INDEX users_lower ON users (lower(email)) WHERE name IS NOT NULL;
ALTER TABLE users DROP CONSTRAINT users_name_once;
CREATE INDEX users_name ON users (name);
