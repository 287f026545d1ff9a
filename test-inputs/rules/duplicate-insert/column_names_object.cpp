// Statements put together by an object that knows the columns' names, made once when the program opens its database.
// schema: plain.sql
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <utility>
#include <vector>

enum class Field { Serial, Port, Label };

struct Heading {
  std::string alias;
  std::string name;
};

static const std::map<Field, Heading> headings{
    {Field::Serial, {"d", "serial"}},
    {Field::Port, {"d", "port"}},
    {Field::Label, {"d", "label"}},
};

template <class Key> class Names {
public:
  Names(char open, char close, std::string table, std::map<Key, Heading> headings)
      : open(open), close(close), table(std::move(table)), headings(std::move(headings)) {}

  std::string tableName() const { return fmt::format("{}{}{}", open, table, close); }
  std::string column(Key key) const {
    auto found = std::find_if(headings.begin(), headings.end(), [=](auto &&one) { return one.first == key; });
    if (found == headings.end())
      return {};
    return fmt::format("{}{}{}", open, headings.at(key).name, close);
  }
  std::string equals(Key key, const std::string &value) const { return fmt::format("{} = {}", column(key), value); }

private:
  char open, close;
  std::string table;
  std::map<Key, Heading> headings;
};

static std::shared_ptr<Names<Field>> names;

/// One row to be written.
class Row {
public:
  explicit Row(std::map<Field, std::string> &&values) : values(std::move(values)) {}
  std::string insertion() const {
    std::vector<std::string> columns, texts;
    columns.reserve(values.size());
    for (auto &&field : order) {
      if (values.find(field) != values.end()) {
        columns.push_back(names->column(field));
        texts.push_back(values.at(field));
      }
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", names->tableName(), fmt::join(columns, ", "),
                       fmt::join(texts, ", "));
  }

private:
  static const std::vector<Field> order;
  std::map<Field, std::string> values;
};
const std::vector<Field> Row::order = {Field::Serial, Field::Port, Field::Label};

class Store {
public:
  explicit Store(const std::string &path) {
    sqlite3_open(path.c_str(), &db);
    names = std::make_shared<Names<Field>>(open, close, "devices", headings);
  }
  void add(const std::string &serial, const std::string &port);
  void addLabelled(const std::string &serial, const std::string &port);

private:
  static std::string quote(const std::string &text) { return fmt::format("'{}'", text); }
  bool any(const std::string &sql) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  void execute(const std::string &sql) { sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }

  sqlite3 *db = nullptr;
  char open = '"', close = '"';
};

void Store::add(const std::string &serial, const std::string &port) {
  std::vector<std::string> where{names->equals(Field::Serial, quote(serial)), names->equals(Field::Port, quote(port))};
  if (any(fmt::format("SELECT 1 FROM {} WHERE {} LIMIT 1", names->tableName(), fmt::join(where, " AND "))))
    return;
  Row row({{Field::Serial, quote(serial)}, {Field::Port, quote(port)}});
  execute(row.insertion());  // finding: [dbrace-duplicate-insert] error "devices.(serial, port)"
}

// What is looked up is the label.
void Store::addLabelled(const std::string &serial, const std::string &port) {
  std::vector<std::string> where{names->equals(Field::Label, quote(serial))};
  if (any(fmt::format("SELECT 1 FROM {} WHERE {} LIMIT 1", names->tableName(), fmt::join(where, " AND "))))
    return;
  Row row({{Field::Serial, quote(serial)}, {Field::Port, quote(port)}});
  execute(row.insertion());
}
