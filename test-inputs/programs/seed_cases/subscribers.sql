-- The address is not unique, only indexed.
CREATE TABLE subscribers (
  id bigserial PRIMARY KEY,
  address text NOT NULL,
  list text NOT NULL
);
CREATE INDEX subscribers_address ON subscribers (address, list);
