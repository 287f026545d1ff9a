CREATE TABLE buildings (id bigserial PRIMARY KEY, street text NOT NULL, number integer NOT NULL);
CREATE TABLE meters (id bigserial PRIMARY KEY, serial text NOT NULL);
ALTER TABLE ONLY meters ADD CONSTRAINT meters_serial UNIQUE (serial);
CREATE TABLE readings (meter bigint NOT NULL, taken date NOT NULL, value integer);
