// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/History.h"

#include <sqlite3.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <stdexcept>

namespace dbrace::driver {
namespace {

using Rows = std::vector<std::vector<std::string>>;

class Database {
public:
  explicit Database(const std::filesystem::path &file) {
    sqlite3 *opened = nullptr;
    int result = sqlite3_open(file.c_str(), &opened);
    handle.reset(opened);
    if (result != SQLITE_OK)
      throw std::runtime_error(opened ? sqlite3_errmsg(opened) : "out of memory");
    sqlite3_busy_timeout(opened, 10000);  // Pipelines run side by side.
  }

  Rows run(const std::string &sql, const std::vector<std::string> &values = {}) {
    sqlite3_stmt *prepared = nullptr;
    check(sqlite3_prepare_v2(handle.get(), sql.c_str(), -1, &prepared, nullptr));
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, sqlite3_finalize);
    for (std::size_t i = 0; i < values.size(); ++i)
      check(sqlite3_bind_text(prepared, static_cast<int>(i + 1), values[i].c_str(), -1, SQLITE_TRANSIENT));
    Rows rows;
    int result;
    while ((result = sqlite3_step(prepared)) == SQLITE_ROW) {
      rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(prepared); ++i) {
        const unsigned char *text = sqlite3_column_text(prepared, i);
        rows.back().emplace_back(text ? reinterpret_cast<const char *>(text) : "");
      }
    }
    if (result != SQLITE_DONE)
      check(result);
    return rows;
  }

  bool changed() const { return sqlite3_changes(handle.get()) > 0; }

private:
  void check(int result) {
    if (result != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(handle.get()));
  }

  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> handle{nullptr, sqlite3_close};
};

void add(Database &database, const report::Report &report) {
  database.run("BEGIN IMMEDIATE");
  database.run("CREATE TABLE IF NOT EXISTS reports (finished TEXT PRIMARY KEY)");
  database.run("CREATE TABLE IF NOT EXISTS findings (finished TEXT NOT NULL REFERENCES reports (finished), "
               "fingerprint TEXT NOT NULL, PRIMARY KEY (finished, fingerprint))");
  database.run("INSERT INTO reports (finished) VALUES (?) ON CONFLICT (finished) DO NOTHING", {report.finished});
  if (database.changed())
    for (const report::Result &result : report.results)
      if (!result.suppressed && !result.mended)
        database.run("INSERT INTO findings (finished, fingerprint) VALUES (?, ?) ON CONFLICT DO NOTHING",
                     {report.finished, result.finding.fingerprint});
  database.run("COMMIT");
}

std::vector<report::TrendPoint> trendOf(Database &database) {
  Rows dates = database.run("SELECT MAX(finished) FROM reports GROUP BY strftime('%Y-%W', finished) ORDER BY 1");
  if (dates.size() < 2)
    dates = database.run("SELECT finished FROM reports ORDER BY 1");
  std::vector<report::TrendPoint> trend;
  std::set<std::string> before;
  for (const std::vector<std::string> &date : dates) {
    std::set<std::string> now;
    for (std::vector<std::string> &row : database.run("SELECT fingerprint FROM findings WHERE finished = ?", date))
      now.insert(std::move(row[0]));
    auto missing = [](const std::set<std::string> &from, const std::set<std::string> &in) {
      return static_cast<std::size_t>(
          std::ranges::count_if(from, [&](const std::string &each) { return !in.contains(each); }));
    };
    trend.push_back({date[0], missing(now, before), missing(before, now), now.size()});
    before = std::move(now);
  }
  return trend;
}

}  // namespace

OrFailure<std::vector<report::TrendPoint>> recordHistory(const std::filesystem::path &file,
                                                         const report::Report &report) {
  if (report.finished.empty())
    return Failure{"--history: the reports have no date (invocations, endTimeUtc); scan writes one"};
  try {
    Database database(file);
    add(database, report);
    return trendOf(database);
  } catch (const std::runtime_error &error) {
    return Failure{"--history: " + file.string() + ": " + error.what()};
  }
}

}  // namespace dbrace::driver
