// The whole is run again by somebody who is handed it as a function.
// schema: keyed.sql
#include <pqxx/pqxx>
#include <sqlite3.h>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>

template <typename Body> auto withRetry(Body &&body) {
  for (int attempt = 0;; ++attempt) {
    try {
      return body();
    } catch (const pqxx::unique_violation &) {
      if (attempt == 3)
        throw;
    }
  }
}
static void again(const std::function<void()> &body) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      body();
      return;
    } catch (const pqxx::unique_violation &violation) {
      std::cerr << violation.what() << '\n';
    }
  }
  throw std::runtime_error("gave up");
}
// It says what went wrong, and that is all.
template <typename Body> void logged(Body &&body) {
  try {
    body();
  } catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
  }
}

int idOf(pqxx::connection &db, const std::string &name) {
  return withRetry([&] {
    pqxx::work work(db);
    const pqxx::result known = work.exec_params("SELECT id FROM tags WHERE name = $1", name);
    if (!known.empty())
      return known[0][0].as<int>();
    const pqxx::row made = work.exec_params1("INSERT INTO tags (name) VALUES ($1) RETURNING id", name);
    work.commit();
    return made[0].as<int>();
  });
}
void ensure(pqxx::connection &db, const std::string &name) {
  again([&] {
    pqxx::work work(db);
    if (work.exec_params("SELECT id FROM tags WHERE name = $1", name).empty())
      work.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);
    work.commit();
  });
}
void ensureOnce(pqxx::connection &db, const std::string &name) {
  logged([&] {
    pqxx::work work(db);
    if (work.exec_params("SELECT id FROM tags WHERE name = $1", name).empty())
      work.exec_params0("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict]
    work.commit();
  });
}

static int insertMissing(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const int found = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  if (found == SQLITE_ROW)
    return SQLITE_OK;
  sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt);
  return sqlite3_finalize(stmt);
}
template <typename Operation> int retried(Operation operation, int attempts) {
  int code = SQLITE_OK;
  while (attempts-- > 0) {
    code = operation();
    if (code != SQLITE_CONSTRAINT)
      break;
  }
  return code;
}
int add(sqlite3 *db, const std::string &name) {
  return retried([&] { return insertMissing(db, name); }, 3);
}
