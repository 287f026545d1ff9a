-- The shop's database. customers.email and newsletter.email were meant to be unique; nobody said so to the database.
CREATE TABLE customers (
  id      INTEGER PRIMARY KEY,
  email   TEXT NOT NULL,
  name    TEXT NOT NULL
);
CREATE TABLE articles (
  id      INTEGER PRIMARY KEY,
  number  TEXT NOT NULL UNIQUE,
  title   TEXT NOT NULL,
  stock   INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE cart_lines (
  id       INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customers (id),
  article  INTEGER NOT NULL REFERENCES articles (id),
  quantity INTEGER NOT NULL,
  UNIQUE (customer, article)
);
CREATE TABLE coupons (
  id       INTEGER PRIMARY KEY,
  code     TEXT NOT NULL,
  customer INTEGER NOT NULL
);
CREATE TABLE newsletter (
  id    INTEGER PRIMARY KEY,
  email TEXT NOT NULL
);
CREATE TABLE visits (
  customer INTEGER PRIMARY KEY,
  count    INTEGER NOT NULL
);
