// The violation leaves the function as an exception of its own, and callers take it elsewhere than other failures, or not.
// schema: keyed.sql
#include <pqxx/pqxx>
#include <string>

static bool store(pqxx::connection &connection, const std::string &name) {
  pqxx::work work(connection);
  if (!work.exec("SELECT 1 FROM tags WHERE name = " + work.quote(name)).empty())
    return false;
  work.exec("INSERT INTO tags (name) VALUES (" + work.quote(name) + ")");
  work.commit();
  return true;
}

int create(pqxx::connection &connection, const std::string &name) {
  try {
    return store(connection, name) ? 201 : 200;
  } catch (const pqxx::unique_violation &) {
    return 409;
  } catch (const std::exception &) {
    return 500;
  }
}

static bool storeLoosely(pqxx::connection &connection, const std::string &name) {
  pqxx::work work(connection);
  if (!work.exec("SELECT 1 FROM tags WHERE name = " + work.quote(name)).empty())
    return false;
  work.exec("INSERT INTO tags (name) VALUES (" + work.quote(name) + ")");  // finding: [dbrace-unhandled-conflict] note
  work.commit();
  return true;
}

int createLoosely(pqxx::connection &connection, const std::string &name) {
  try {
    return storeLoosely(connection, name) ? 201 : 200;
  } catch (const std::exception &) {
    return 500;
  }
}
