# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A generated project: the same files for the same size, on every machine.

It has the shape of the projects we measured: 6 % of the units touch SQL, most of them through an in-house wrapper with
printf-like texts; the others are ordinary code over the standard library.
"""
import json
from pathlib import Path

SQL_SHARE = 0.06

HEADERS = """#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>
"""

DATABASE_H = """#pragma once
#include <sqlite3.h>
#include <string>
#include <vector>

struct Rows {
  std::vector<std::string> values;
  bool empty() const { return values.empty(); }
};

class Database {
public:
  explicit Database(const char *file);
  ~Database();
  Rows query(const char *format, ...);
  int execute(const char *format, ...);
  bool begin();
  bool commit();

private:
  Rows run(char *text, int *status);
  sqlite3 *handle = nullptr;
};
"""

DATABASE_CPP = """#include "database.h"
#include <cstdarg>

Database::Database(const char *file) { sqlite3_open(file, &handle); }
Database::~Database() { sqlite3_close(handle); }

Rows Database::run(char *text, int *status) {
  Rows rows;
  sqlite3_stmt *statement = nullptr;
  int code = sqlite3_prepare_v2(handle, text, -1, &statement, nullptr);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
      rows.values.push_back(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
  }
  sqlite3_finalize(statement);
  sqlite3_free(text);
  if (status)
    *status = code;
  return rows;
}

Rows Database::query(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  return run(text, nullptr);
}

int Database::execute(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  int status = 0;
  run(text, &status);
  return status;
}

bool Database::begin() { return execute("BEGIN IMMEDIATE") == SQLITE_DONE; }
bool Database::commit() { return execute("COMMIT") == SQLITE_DONE; }
"""

# One record class: a lookup, an insert behind it, an upsert, an update, a loop over rows, and direct calls.
RECORD = """
namespace unit@U@ {
class Record@R@ {
public:
  explicit Record@R@(Database &database) : database(database) {}

  std::string find(const std::string &name) {
    Rows rows = database.query("SELECT id FROM table@U@_@R@ WHERE name = '%q' AND deleted = 0", name.c_str());
    return rows.empty() ? std::string() : rows.values.front();
  }
  bool create(const std::string &name, int owner) {
    if (!find(name).empty())
      return false;
    return database.execute("INSERT INTO table@U@_@R@(name, owner) VALUES ('%q', %d)", name.c_str(), owner) == SQLITE_DONE;
  }
  bool createOnce(const std::string &name, int owner) {
    if (!database.begin())
      return false;
    bool done = create(name, owner);
    return database.commit() && done;
  }
  void set(const std::string &name, const std::string &value) {
    std::ostringstream text;
    text << "INSERT INTO setting@U@_@R@(name, value) VALUES ('%q', '%q')";
    if (values.count(name))
      text << " ON CONFLICT(name) DO UPDATE SET value = excluded.value";
    database.execute(text.str().c_str(), name.c_str(), value.c_str());
    values[name] = value;
  }
  std::size_t rename(const std::vector<std::string> &names, const std::string &prefix) {
    std::size_t changed = 0;
    for (const std::string &name : names)
      if (!find(name).empty() && database.execute("UPDATE table@U@_@R@ SET name = '%q' WHERE name = '%q'",
                                                  (prefix + name).c_str(), name.c_str()) == SQLITE_DONE)
        ++changed;
    return changed;
  }

private:
  Database &database;
  std::map<std::string, std::string> values;
};

int count@R@(sqlite3 *handle, const char *name) {
  sqlite3_stmt *statement = nullptr;
  if (sqlite3_prepare_v2(handle, "SELECT COUNT(*) FROM table@U@_@R@ WHERE name = ?", -1, &statement, nullptr) != SQLITE_OK)
    return -1;
  sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
  int count = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
  sqlite3_finalize(statement);
  return count;
}
}  // namespace unit@U@
"""

PLAIN = """
namespace unit@U@ {
struct Item@R@ {
  std::string name;
  int weight = 0;
  std::vector<int> parts;
};
class Store@R@ {
public:
  bool add(Item@R@ item) {
    auto found = items.find(item.name);
    if (found != items.end())
      return false;
    total += item.weight;
    items.emplace(item.name, std::make_shared<Item@R@>(std::move(item)));
    return true;
  }
  std::vector<std::string> heavier(int weight) const {
    std::vector<std::string> names;
    for (const auto &[name, item] : items)
      if (item->weight > weight || std::count(item->parts.begin(), item->parts.end(), weight) > 2)
        names.push_back(name);
    std::sort(names.begin(), names.end(), std::greater<>());
    return names;
  }
  std::string describe() const {
    std::ostringstream text;
    for (const auto &[name, item] : items)
      text << name << ": " << item->weight << (item->parts.empty() ? " whole" : " in parts") << '\\n';
    return text.str();
  }
  void each(const std::function<void(Item@R@ &)> &visit) {
    for (auto &[name, item] : items)
      visit(*item);
  }

private:
  std::map<std::string, std::shared_ptr<Item@R@>> items;
  long total = 0;
};
long weigh@R@(Store@R@ &store, int limit) {
  long sum = 0;
  store.each([&](Item@R@ &item) {
    switch (item.weight % 4) {
    case 0:
      sum += item.weight;
      break;
    case 1:
      item.parts.push_back(limit);
      [[fallthrough]];
    default:
      sum -= limit;
    }
  });
  return sum;
}
}  // namespace unit@U@
"""

C_HEAD = """#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
"""

C_RECORD = """
static int exists@R@(sqlite3 *db, const char *name) {
  sqlite3_stmt *statement = NULL;
  int found = 0;
  if (sqlite3_prepare_v2(db, "SELECT 1 FROM legacy@R@ WHERE name = ?", -1, &statement, NULL) != SQLITE_OK)
    goto done;
  sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
  found = sqlite3_step(statement) == SQLITE_ROW;
done:
  sqlite3_finalize(statement);
  return found;
}
int add@R@(sqlite3 *db, const char *name, int weight) {
  char *text, *error = NULL;
  int status;
  if (exists@R@(db, name))
    return 0;
  text = sqlite3_mprintf("INSERT INTO legacy@R@(name, weight) VALUES (%Q, %d)", name, weight);
  status = sqlite3_exec(db, text, NULL, NULL, &error);
  if (status != SQLITE_OK)
    fprintf(stderr, "%s: %s\\n", name, error ? error : "?");
  sqlite3_free(error);
  sqlite3_free(text);
  return status == SQLITE_OK;
}
"""


def filled(template, unit, record):
    return template.replace("@U@", str(unit)).replace("@R@", str(record))


def sql_unit(unit, records):
    return '#include "database.h"\n' + HEADERS + "".join(filled(RECORD, unit, record) for record in range(records))


def plain_unit(unit, records):
    return HEADERS + "".join(filled(PLAIN, unit, record) for record in range(records))


def c_unit(records):
    return C_HEAD + "".join(filled(C_RECORD, 0, record) for record in range(records))


class Project:
    """`units` C++ units of about `records` * 40 lines in `folder`, with a compile database."""

    def __init__(self, folder: Path, units: int, records: int, flags: list[str]):
        self.folder, self.flags = folder, flags
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        (folder / ".dbrace.json").write_text("{}\n")  # The project's root, whatever lies around it.
        (folder / "database.h").write_text(DATABASE_H)
        self.sources = [folder / "database.cpp"]
        self.sources[0].write_text(DATABASE_CPP)
        self.sql_sources = []
        every = round(1 / SQL_SHARE)
        for unit in range(units):
            source = folder / f"unit{unit}.cpp"
            if unit % every == 0:
                self.sql_sources.append(source)
            source.write_text((sql_unit if unit % every == 0 else plain_unit)(unit, records))
            self.sources.append(source)
        commands = [
            {"directory": str(folder), "file": str(source), "arguments": ["clang++-22", *flags, "-c", str(source)]}
            for source in self.sources
        ]
        (folder / "compile_commands.json").write_text(json.dumps(commands, indent=1))
