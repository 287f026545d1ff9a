// Statements put together from lists and maps of columns: joined, searched, and walked through.
// schema: plain.sql
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <sqlite3.h>
#include <string>
#include <utility>
#include <vector>

enum class Column { Id, Serial, Port, Label };

struct Property {
  std::string alias;
  std::string name;
  std::string quoted(char quote) const { return fmt::format("{}{}{}", quote, name, quote); }
};

static const std::map<Column, Property> properties{
    {Column::Serial, {"d", "serial"}},
    {Column::Port, {"d", "port"}},
    {Column::Label, {"d", "label"}},
};
static const std::vector<Column> order = {Column::Id, Column::Serial, Column::Port, Column::Label};

using Values = std::map<Column, std::string>;

static std::string nameOf(Column column) {
  auto found = std::find_if(properties.begin(), properties.end(), [=](const auto &one) { return one.first == column; });
  return found != properties.end() ? found->second.quoted('"') : std::string();
}

static std::string insertOf(const Values &values) {
  std::vector<std::string> columns, texts;
  for (Column column : order)
    if (values.find(column) != values.end()) {
      columns.push_back(nameOf(column));
      texts.push_back(values.at(column));
    }
  return fmt::format("INSERT INTO devices ({}) VALUES ({})", fmt::join(columns, ", "), fmt::join(texts, ", "));
}

static std::string selectOf(const Values &values) {
  std::vector<std::string> columns, where;
  for (const auto &[column, property] : properties)
    columns.push_back(property.name);
  for (const auto &[column, value] : values)
    where.push_back(fmt::format("{} = {}", nameOf(column), value));
  return fmt::format("SELECT {} FROM devices WHERE {}", fmt::join(columns, ", "), fmt::join(where, " AND "));
}

static bool rowExists(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK)
    return false;
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static bool execute(sqlite3 *db, const std::string &sql) {
  return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool add(sqlite3 *db, const std::string &serial, const std::string &port) {
  if (rowExists(db, selectOf({{Column::Serial, serial}, {Column::Port, port}})))
    return true;
  return execute(db, insertOf({{Column::Serial, serial}, {Column::Port, port}}));  // finding: [dbrace-duplicate-insert] error "devices.(serial, port)"
}

// What is looked up is the label.
bool addLabelled(sqlite3 *db, const std::string &serial, const std::string &port) {
  if (rowExists(db, selectOf({{Column::Label, serial}})))
    return true;
  return execute(db, insertOf({{Column::Serial, serial}, {Column::Port, port}}));
}

// The values of the two columns are exchanged.
bool addExchanged(sqlite3 *db, const std::string &serial, const std::string &port) {
  if (rowExists(db, selectOf({{Column::Serial, port}, {Column::Port, serial}})))
    return true;
  return execute(db, insertOf({{Column::Serial, serial}, {Column::Port, port}}));
}
